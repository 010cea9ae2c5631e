// Package written writes of requests and answers what others make of them: a text.
package written

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"
)

var errBusy = errors.New("the depot is busy")

// A Journal is kept by another package.
type Journal interface {
	Notef(format string, args ...any)
	Note(topic string, pairs ...interface{})
	Settle(args ...any)
	Shut(topic string, of ...io.Closer)
	Keep(topic string, one any)
	Take(resp *http.Response, topic string, args ...any)
}

type depot struct {
	hc    *http.Client
	j     Journal
	trace func(string, ...any)
	close func(...io.Closer)
}

func (d *depot) answerInText(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.j.Notef("round %d: %+v", n, resp)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

func (d *depot) answerInPairs(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.j.Note("refused", "round", n, "answer", resp)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

func (d *depot) answerInField(req *http.Request) (*http.Response, error) {
	n := 0
again:
	resp, err := d.hc.Do(req) // want `the response is not closed before the next attempt`
	if err != nil {
		return nil, err
	}
	d.trace("%+v", resp)
	if resp.StatusCode == http.StatusBadGateway && n < 4 {
		n++
		time.Sleep(time.Second << n)
		goto again
	}
	return resp, nil
}

// What is written of a request rewinds nothing.
func (d *depot) put(url string, crate []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, io.NopCloser(bytes.NewReader(crate)))
	if err != nil {
		return err
	}
	for n := range 4 {
		d.j.Notef("round %d: %+v", n, req)
		resp, err := d.hc.Do(req) // want `the body of req was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusBadGateway {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errBusy
}

func (d *depot) putTraced(url string, crate []byte) error {
	body := bytes.NewReader(crate)
	for n := range 4 {
		d.trace("round %d: %v", n, body)
		req, err := http.NewRequest(http.MethodPut, url, body)
		if err != nil {
			return err
		}
		resp, err := d.hc.Do(req) // want `body was read by the first attempt`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusBadGateway {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errBusy
}

// Without a text, it may do with them what it likes.
func (d *depot) settled(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.j.Settle(resp)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

// What is taken to be closed is closed.
func (d *depot) shut(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.j.Shut("refused", resp.Body)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

func (d *depot) closed(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.close(resp.Body)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

// One is no list.
func (d *depot) kept(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.j.Keep("refused", resp)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

// It stands before the text.
func (d *depot) taken(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.j.Take(resp, "refused", n)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

// Closed beside the text.
func (d *depot) both(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		d.j.Notef("round %d: %+v", n, resp)
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

// A function of the package is looked at, whatever it takes.
func (d *depot) own(req *http.Request) (*http.Response, error) {
	for n := range 4 {
		resp, err := d.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusBadGateway {
			return resp, nil
		}
		drop("refused", resp.Body)
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

func drop(topic string, all ...any) {
	if c, ok := all[0].(io.Closer); ok {
		c.Close()
	}
}
