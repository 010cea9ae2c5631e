// Package skimmed hands its answers to another package, which looks no further than to their headers, or does.
package skimmed

import (
	"io"
	"net/http"
	"time"

	"example.com/meter"
)

type station struct {
	hc     *http.Client
	ledger *meter.Ledger
	budget meter.Budget
}

// Nobody closes these.
func (s *station) observed(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		s.budget = meter.Observe(resp)
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
}

func (s *station) paused(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		time.Sleep(meter.Pause(n, resp))
	}
}

func (s *station) judged(u string) (resp *http.Response, err error) {
	for n := range 4 {
		resp, err = s.hc.Get(u) // want `the response is not closed before the next attempt`
		if !meter.Again(resp, err) {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
	return resp, err
}

func (s *station) refused(u string) (*http.Response, error) {
	var last error
	for n := range 4 {
		resp, err := s.hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if last = meter.Refusal(resp); last == nil || resp.StatusCode < 500 {
			return resp, last
		}
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// What reads an answer, closes it, keeps it or hands it on may have seen to it.

func (s *station) judgedAndClosed(u string) (resp *http.Response, err error) {
	for n := range 4 {
		resp, err = s.hc.Get(u)
		if !meter.Again(resp, err) {
			return resp, err
		}
		meter.Note(n, resp)
		if resp != nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
	return nil, err
}

func (s *station) told(u string) (*http.Response, error) {
	var last error
	for n := range 4 {
		resp, err := s.hc.Get(u)
		if err != nil {
			return nil, err
		}
		if last = meter.Told(resp); last == nil || resp.StatusCode < 500 {
			return resp, last
		}
		time.Sleep(time.Second << n)
	}
	return nil, last
}

func (s *station) looked(u string, look func(*http.Response)) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		look(resp)
		time.Sleep(meter.Pause(n, resp))
	}
}

func (s *station) done(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		meter.Done(resp)
		time.Sleep(time.Second << n)
	}
}

func (s *station) kept(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		s.ledger.Keep(resp)
		time.Sleep(time.Second << n)
	}
}

func (s *station) passedOn(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		s.ledger.Tell(resp)
		time.Sleep(time.Second << n)
	}
}

func (s *station) last(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		meter.Last(resp)
		time.Sleep(time.Second << n)
	}
}

func (s *station) later(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		time.AfterFunc(time.Second, meter.Later(resp))
		time.Sleep(time.Second << n)
	}
}

func (s *station) whole(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if err := meter.Whole(io.Discard, resp); err != nil {
			return nil, err
		}
		time.Sleep(time.Second << n)
	}
}
