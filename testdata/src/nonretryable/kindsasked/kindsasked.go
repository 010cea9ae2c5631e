// Package kindsasked makes errors by a package of the module, and asks it what they are.
package kindsasked

import (
	"errors"
	"net/http"
	"time"

	"nonretryable/kinds"
)

type client struct{ web *http.Client }

func (c *client) send(req *http.Request) error {
	resp, err := c.web.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return kinds.Check(resp)
}

func (c *client) sorted(req *http.Request) error {
	resp, err := c.web.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	return kinds.Sort(resp)
}

func (c *client) unlessGone(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.send(req); err == nil || kinds.Lasts(err) { // want `retries 400, 401 and 403 \(400 and above except 404 and 410, and transport errors`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) inPlace(req *http.Request) (err error) {
	for i := range 5 {
		resp, err := c.web.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		fault := kinds.Check(resp)
		if fault == nil || kinds.Lasts(fault) { // want `retries 400, 401 and 403`
			return fault
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) unlessServer(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.sorted(req); err == nil || kinds.Server(err) { // want `retries 400, 401 and 403`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) later(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.send(req); err == nil || !kinds.Later(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) laterInPlace(req *http.Request) (err error) {
	for i := range 5 {
		resp, err := c.web.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		fault := kinds.Check(resp)
		if !kinds.Later(fault) {
			return fault
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) passing(req *http.Request) (err error) {
	for i := range 5 {
		err = c.send(req)
		var f *kinds.Fault
		if !errors.As(err, &f) || !f.Passing() {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) unlessLost(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.sorted(req); err == nil || kinds.Lost(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) limited(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.sorted(req); !kinds.Limit(err) && !kinds.Server(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) given(send func() error) (err error) {
	for i := range 5 {
		if err = send(); err == nil || kinds.Lost(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) plain(req *http.Request) error {
	resp, err := c.web.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	return kinds.Plain(resp)
}

func (c *client) worth(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.plain(req); !kinds.Worth(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) whole(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.plain(req); !kinds.Whole(err) { // want `retries 400, 401 and 403`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) ofBusy(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.send(req); !kinds.Of(err, kinds.Busy) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) ofDenied(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.send(req); err == nil || kinds.Of(err, kinds.Denied) { // want `retries 400, 404 and 422`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) ofAny(req *http.Request, kind kinds.Kind) (err error) {
	for i := range 5 {
		if err = c.send(req); err == nil || !kinds.Of(err, kind) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

var errOwn = errors.New("own")

func (c *client) ownSentinel(req *http.Request) (err error) {
	for i := range 5 {
		if err = c.plain(req); err != nil {
			err = errOwn
		}
		if !kinds.Worth(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}
