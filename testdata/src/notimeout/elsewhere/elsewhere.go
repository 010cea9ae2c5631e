// Package elsewhere has another package look at its answers.
package elsewhere

import (
	"io"
	"net/http"
	"os"
	"time"

	"notimeout/elsewhere/reply"
)

type page struct{ Title string }

func badChecked(u string) error {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return reply.Check(resp)
}

func badDecoded(u string) (p page, err error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return p, err
	}
	return p, reply.Into(resp, &p)
}

func badDiscarded(u string) error {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return err
	}
	defer reply.Discard(resp)
	return reply.Check(resp)
}

type site struct{ hc *http.Client }

func slow() *http.Client {
	t := &http.Transport{}
	t.ResponseHeaderTimeout = time.Minute
	return &http.Client{Transport: t}
}

func open() (*site, *site) {
	return &site{&http.Client{Transport: &http.Transport{MaxIdleConns: 2}}}, &site{slow()}
}

// From here on all is well.

func goodSaved(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return reply.Save(resp, w)
}

func goodFile(u string, f *os.File) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return reply.Save(resp, f)
}

func goodEach(u string, f func(string)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return reply.Each(resp, f)
}

func goodOpened(u string) (io.ReadCloser, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return reply.Open(resp)
}

// Nobody knows what becomes of it.
func goodFollowed(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return reply.Follow(resp)
}

func goodLimited(u string) error {
	hc := &http.Client{Timeout: time.Minute}
	resp, err := hc.Get(u)
	if err != nil {
		return err
	}
	defer reply.Discard(resp)
	return reply.Check(resp)
}

// One of the two has a limit.
func (s *site) goodEither(u string) error {
	resp, err := s.hc.Get(u)
	if err != nil {
		return err
	}
	defer reply.Discard(resp)
	return reply.Check(resp)
}
