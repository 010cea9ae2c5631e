// Package candid has errors that say themselves whether to try again, to a helper of another package.
package candid

import (
	"fmt"
	"net/http"

	"example.com/candid"
)

type client struct {
	hc  *http.Client
	url string
}

func (c *client) status() (int, error) {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

type wrong struct{ code int }

func (w wrong) Error() string { return fmt.Sprint(w.code) }
func (w wrong) Passes() bool  { return w.code != http.StatusNotFound }
func (w wrong) Final() bool   { return w.code == http.StatusNotFound }

type right struct{ code int }

func (r *right) Error() string { return fmt.Sprint(r.code) }
func (r *right) Passes() bool  { return r.code == http.StatusTooManyRequests || r.code/100 == 5 }
func (r *right) Final() bool   { return !r.Passes() }

type silent struct{ code int }

func (s *silent) Error() string { return fmt.Sprint(s.code) }

func (c *client) badPassing() error {
	return candid.Passing(4, func() error {
		code, err := c.status()
		if err == nil && code >= 300 { // want `retries 400, 401 and 403`
			err = wrong{code}
		}
		return err
	})
}

func (c *client) badWrapped() error {
	return candid.Passing(4, func() error {
		code, err := c.status()
		if err == nil && code >= 300 { // want `retries 400, 401 and 403`
			err = fmt.Errorf("get: %w", wrong{code})
		}
		return err
	})
}

func (c *client) badValue() (int, error) {
	return candid.Value(func() (int, error) {
		code, err := c.status()
		if err == nil && code >= 300 { // want `retries 400, 401 and 403`
			err = wrong{code}
		}
		return code, err
	})
}

func (c *client) badUnless() error {
	return candid.Unless(func() error {
		code, err := c.status()
		if err == nil && code >= 300 { // want `retries 400, 401 and 403`
			err = wrong{code}
		}
		return err
	})
}

func (c *client) badUnlessSilent() error {
	return candid.Unless(func() error {
		code, err := c.status()
		if err == nil && code >= 300 { // want `retries 400, 401 and 403`
			err = &silent{code}
		}
		return err
	})
}

func (c *client) badHasty() error {
	return candid.Passing(4, func() error { // want `retries 400, 401 and 403`
		code, err := c.status()
		if err == nil && code >= 300 {
			err = candid.Hasty{StatusCode: code}
		}
		return err
	})
}

func (c *client) goodPassing() error {
	return candid.Passing(4, func() error {
		code, err := c.status()
		if err == nil && code >= 300 {
			err = fmt.Errorf("get: %w", &right{code})
		}
		return err
	})
}

func (c *client) goodValue() (int, error) {
	return candid.Value(func() (int, error) {
		code, err := c.status()
		if err == nil && code >= 300 {
			err = &right{code}
		}
		return code, err
	})
}

func (c *client) goodUnless() error {
	return candid.Unless(func() error {
		code, err := c.status()
		if err == nil && code >= 300 {
			err = &right{code}
		}
		return err
	})
}

func (c *client) goodSilent() error {
	return candid.Passing(4, func() error {
		code, err := c.status()
		if err == nil && code >= 300 {
			err = &silent{code}
		}
		return err
	})
}

func (c *client) goodRefusal() error {
	return candid.Passing(4, func() error {
		code, err := c.status()
		if err == nil && code >= 300 {
			err = &candid.Refusal{StatusCode: code}
		}
		return err
	})
}

func (c *client) goodUnasked() error {
	return candid.Passing(4, func() error {
		code, err := c.status()
		if err == nil && code >= 300 {
			err = fmt.Errorf("get: %v", wrong{code})
		}
		return err
	})
}
