// Package makers sends by clients that a function in a field returns: the same request, unless the function's name says that the client is
// another one each time.
package makers

import (
	"net/http"
	"time"
)

type sender struct {
	client      func() *http.Client
	nextClient  func() *http.Client
	chosenProxy func() string
}

func (s *sender) bad(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := s.client().Get(url)
		if err == nil && resp.StatusCode == http.StatusOK || i == 4 {
			return resp, err
		}
		if err == nil { // want `retries 400, 401 and 403`
			resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
}

func (s *sender) good(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := s.client().Get(url)
		if err == nil && resp.StatusCode < 500 || i == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
}

func (s *sender) goodNext(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := s.nextClient().Get(url)
		if err == nil && resp.StatusCode == http.StatusOK || i == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
}

func (s *sender) goodAddress(path string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get("https://" + s.chosenProxy() + path)
		if err == nil && resp.StatusCode == http.StatusOK || i == 4 {
			return resp, err
		}
		if err == nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
}
