package handedback

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

// A report is an error that tells of a response: nobody reads or closes it by that.
type report struct{ of *http.Response }

func (r *report) Error() string { return fmt.Sprintf("%d of %s", r.of.StatusCode, r.of.Request.URL) }

func checked(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return &report{of: resp}
}

func reported(hc *http.Client, url string, log func(error)) error {
	var last error
	for try := range 4 {
		resp, err := hc.Get(url) // want `the response is not closed before the next attempt`
		if err != nil {
			return err
		}
		if last = checked(resp); last == nil {
			return resp.Body.Close()
		}
		if r, ok := last.(*report); !ok || r.of.StatusCode != http.StatusServiceUnavailable {
			return last
		}
		log(last)
		time.Sleep(time.Second << try)
	}
	return last
}

// A dump is an error that has the body of a response read.
type dump struct{ of *http.Response }

func (d *dump) Error() string {
	text, _ := io.ReadAll(d.of.Body)
	_ = d.of.Body.Close()
	return string(text)
}

func dumped(hc *http.Client, url string, log func(error)) error {
	for try := range 4 {
		resp, err := hc.Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp.Body.Close()
		}
		log(&dump{resp})
		time.Sleep(time.Second << try)
	}
	return nil
}

// A carried one is handed on by a method.
type carried struct{ of *http.Response }

func (c *carried) Error() string { return c.of.Status }

func (c *carried) Response() *http.Response { return c.of }

func handedOn(hc *http.Client, url string, log func(error)) error {
	for try := range 4 {
		resp, err := hc.Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp.Body.Close()
		}
		log(&carried{resp})
		time.Sleep(time.Second << try)
	}
	return nil
}
