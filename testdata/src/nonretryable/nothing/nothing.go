// Package nothing drops the error of a request and decodes what came: where that is nothing, decoding fails.
package nothing

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"time"
)

var errRefused = errors.New("the counter is closed")

type page struct {
	Items []string
	More  bool
}

type counter struct {
	hc  *http.Client
	url string
}

func (c *counter) get() ([]byte, error) {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, errRefused
	}
	return io.ReadAll(resp.Body)
}

func (c *counter) all() ([]string, error) {
	var all []string
	for {
		b, _ := c.get()
		var p page
		if err := json.Unmarshal(b, &p); err != nil {
			return nil, err
		}
		all = append(all, p.Items...)
		if !p.More {
			return all, nil
		}
	}
}

func (c *counter) allOfMarkup() ([]string, error) {
	var all []string
	for {
		b, _ := c.get()
		var p page
		err := xml.Unmarshal(b, &p)
		if err != nil {
			return nil, err
		}
		all = append(all, p.Items...)
		if !p.More {
			return all, nil
		}
	}
}

// Its failure goes round.
func (c *counter) again() (*page, error) {
	for n := range 4 {
		b, _ := c.get()
		var p page
		if json.Unmarshal(b, &p) == nil { // want `retries 400, 401 and 403`
			return &p, nil
		}
		time.Sleep(time.Second << n)
	}
	return nil, errRefused
}

// So it does before anything is decoded.
func (c *counter) before() (*page, error) {
	for n := range 4 {
		b, err := c.get()
		if err == nil { // want `retries 400, 401 and 403`
			p := new(page)
			return p, json.Unmarshal(b, p)
		}
		time.Sleep(time.Second << n)
	}
	return nil, errRefused
}
