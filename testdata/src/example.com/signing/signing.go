// Package signing puts credentials on requests. // want package:`(?s)Config..SetHeaders: renews`
package signing

import "net/http"

// A Config has them from somewhere.
type Config struct {
	get   func() (string, error)
	plain map[string]string
}

// New makes one that asks get each time.
func New(get func() (string, error)) *Config { return &Config{get: get} }

func (c *Config) header() (string, error) {
	if c.get == nil {
		return "", nil
	}
	return c.get()
}

// SetHeaders sets all headers.
func (c *Config) SetHeaders(req *http.Request, all bool) error {
	h := req.Header
	for k, v := range c.plain {
		h.Set(k, v)
	}
	if !all {
		return nil
	}
	value, err := c.header()
	if err != nil {
		return err
	}
	h.Set("Authorization", value)
	return nil
}

// SetAgent sets one that stays.
func (c *Config) SetAgent(req *http.Request) { req.Header.Set("User-Agent", c.plain["agent"]) }
