package skimmed

import (
	"fmt"
	"net/http"
	"time"

	"example.com/meter"
)

// A look at the beginning closes none.

func (s *station) badSnippet(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Snippet(resp))
		time.Sleep(time.Second << n)
	}
}

func (s *station) badLine(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Line(resp.Body))
		time.Sleep(time.Second << n)
	}
}

func (s *station) badPeek(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Printf("%s\n", meter.Peek(resp))
		time.Sleep(time.Second << n)
	}
}

func (s *station) badProblem(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Problem(resp))
		time.Sleep(time.Second << n)
	}
}

func (s *station) goodText(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Text(resp))
		time.Sleep(time.Second << n)
	}
}

func (s *station) goodEnded(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Ended(resp.Body))
		time.Sleep(time.Second << n)
	}
}

func (s *station) goodLines(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Lines(resp.Body))
		time.Sleep(time.Second << n)
	}
}

func (s *station) goodRest(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Rest(resp.Body))
		time.Sleep(time.Second << n)
	}
}

func (s *station) goodSnippetAndClosed(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Println(meter.Snippet(resp))
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func (s *station) goodPeekAndClosed(u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := s.hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		fmt.Printf("%s\n", meter.Peek(resp))
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}
