// Package presented holds retries of requests that are given credentials in each round: others, or the same.
package presented

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/signing"
)

var errGivenUp = errors.New("gave up")

// A stamper puts what it likes on a request.
type stamper interface{ Apply(req *http.Request) error }

type client struct {
	hc     *http.Client
	url    string
	cfg    *signing.Config
	auth   stamper
	paint  *brush
	other  stamper
	source func(context.Context) (string, error)
	user   string
	word   string
	file   string
}

func (c *client) request() *http.Request {
	req, err := http.NewRequest(http.MethodGet, c.url, nil)
	if err != nil {
		panic(err)
	}
	return req
}

// The package of the configuration asks for the header each time.
func (c *client) goodOfPackage() error {
	for n := range 5 {
		req := c.request()
		if err := c.cfg.SetHeaders(req, true); err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 && resp.StatusCode != 403 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) goodOfInterface() error {
	for n := range 5 {
		req := c.request()
		if err := c.auth.Apply(req); err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) goodOfSource(ctx context.Context) error {
	for n := range 5 {
		req := c.request()
		value, err := c.source(ctx)
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+value)
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// The helper is not gone into; what it reads may have been written anew.
func (c *client) stamp(req *http.Request) error {
	text, err := os.ReadFile(c.file)
	if err != nil {
		return err
	}
	req.SetBasicAuth(c.user, strings.TrimSpace(string(text)))
	return nil
}

func (c *client) goodOfFile() error {
	for n := range 5 {
		req := c.request()
		if err := c.stamp(req); err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) badConstants() error {
	for n := range 5 {
		req := c.request()
		req.SetBasicAuth("admin", "admin")
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 { // want `retries 401`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) badFields() error {
	for n := range 5 {
		req := c.request()
		req.SetBasicAuth(c.user, c.word)
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 && resp.StatusCode != 403 { // want `retries 401 and 403`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) badCookie(session string) error {
	for n := range 5 {
		req := c.request()
		req.AddCookie(&http.Cookie{Name: "session", Value: session})
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 { // want `retries 401`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// A signature is of what is sent, and of a word that stays.
func (c *client) sign(date string) string {
	mac := hmac.New(sha256.New, []byte(c.word))
	mac.Write([]byte(date))
	return hex.EncodeToString(mac.Sum(nil))
}

func (c *client) badSigned() error {
	for n := range 5 {
		req := c.request()
		date := time.Now().UTC().Format(http.TimeFormat)
		req.Header.Set("Date", date)
		req.Header.Set("Authorization", c.user+":"+c.sign(date))
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 { // want `retries 401`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// Who changes the user's word in between sends another request.
func (c *client) goodOtherWord(words []string) error {
	for n, w := range words {
		req := c.request()
		req.SetBasicAuth(c.user, w)
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

type brush struct{ colour string }

func (b *brush) Paint(req *http.Request) error {
	req.Header.Set("X-Paint", b.colour)
	return nil
}

// It may as well be who asks.
func (c *client) goodStamp() error {
	for n := range 5 {
		req := c.request()
		if err := c.other.Apply(req); err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// What it puts on the request has nothing to do with who asks.
func (c *client) badPaint() error {
	for n := range 5 {
		req := c.request()
		c.cfg.SetAgent(req)
		if err := c.paint.Paint(req); err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 401 { // want `retries 401`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}
