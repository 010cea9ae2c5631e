// Package lastround waits between attempts, and not after the last one: the condition of the loop ends it there.
package lastround

import (
	"errors"
	"net/http"
	"time"
)

var errBusy = errors.New("busy")

type client struct {
	tries int
	hosts []string
}

func goodBelow(u string, most int) (*http.Response, error) {
	for n := 0; n < most; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		if n < most-1 {
			time.Sleep(time.Second << n)
		}
	}
	return nil, errBusy
}

func goodRange(u string, most int) (*http.Response, error) {
	for n := range most {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		if n+1 == most {
			continue
		}
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

func (c *client) goodField(u string) (*http.Response, error) {
	for n := 1; n <= c.tries; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		if n != c.tries {
			time.Sleep(time.Second << n)
		}
	}
	return nil, errBusy
}

func goodDown(u string, left int) (*http.Response, error) {
	for ; left > 0; left-- {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		if left > 1 {
			time.Sleep(time.Minute / time.Duration(left))
		}
	}
	return nil, errBusy
}

func goodFrom(u string, from, most int) (*http.Response, error) {
	for n := from; n < most; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		if last := n >= most-1; !last {
			time.Sleep(time.Second << n)
		}
	}
	return nil, errBusy
}

func goodConverted(u string, most uint) (*http.Response, error) {
	for n := 0; n < int(most); n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		if n+1 >= int(most) {
			continue
		}
		time.Sleep(time.Second << n)
	}
	return nil, errBusy
}

func (c *client) goodList(path string) (*http.Response, error) {
	delays := c.hosts
	for n := range delays {
		resp, err := http.Get(path)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		resp.Body.Close()
		if n < len(delays)-1 {
			time.Sleep(time.Second << n)
		}
	}
	return nil, errBusy
}

// The round before the last one does not wait either.
func badTwo(u string, most int) (*http.Response, error) {
	for n := 0; n < most; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		if n < most-2 {
			time.Sleep(time.Second << n)
		}
	}
	return nil, errBusy
}

// The limit that the wait is for is another one.
func badOther(u string, most, few int) (*http.Response, error) {
	for n := 0; n < most; n++ {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode != 429 { // want `429 is retried at once`
			return resp, err
		}
		resp.Body.Close()
		if n < few-1 {
			time.Sleep(time.Second << n)
		}
	}
	return nil, errBusy
}
