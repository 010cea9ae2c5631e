// Package debug has conditions that nothing depends on but messages, and what is set up once.
package debug

import (
	"log"
	"net/http"
	"sync"
	"time"
)

type session struct {
	debug bool
	limit bool
	mu    sync.Mutex
	locks map[string]*sync.Mutex
}

func (s *session) request(u string) (*http.Response, error) {
	s.mu.Lock()
	if s.locks == nil {
		s.locks = map[string]*sync.Mutex{}
	}
	mu := s.locks[u]
	if mu == nil {
		mu = new(sync.Mutex)
		s.locks[u] = mu
	}
	s.mu.Unlock()
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	if s.debug {
		for k, v := range req.Header {
			log.Printf("%s: %s", k, v)
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(time.Second)
	return s.request(u) // want `calls itself again for every 429 \(sent at line 38\), and nothing ends it; count the attempts or check a context`
}

// With the setting something counts.
func (s *session) limited(u string, n int) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	if s.limit {
		if n == 0 {
			return resp, nil
		}
		n--
	}
	resp.Body.Close()
	time.Sleep(time.Second)
	return s.limited(u, n)
}

// What is set up once may be what ends it.
func (s *session) ends(u string, left map[string]int) (*http.Response, error) {
	n, known := left[u]
	if !known {
		n = 5
	}
	if n == 0 {
		return nil, nil
	}
	left[u] = n - 1
	resp, err := http.Get(u)
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	resp.Body.Close()
	time.Sleep(time.Second)
	return s.ends(u, left)
}
