// Package hinttold has functions that read Retry-After and tell their callers of it, and callers that do nothing with it, or heed it.
package hinttold

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

var errBusy = errors.New("busy")

// comeback reads seconds or a date, within reason.
func comeback(h http.Header) time.Duration {
	text := h.Get("Retry-After")
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n < 3600 {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// number is given the text, and says whether it was one.
func number(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 3600 {
		return 0, false
	}
	return n, true
}

type shop struct {
	hc    *http.Client
	u     string
	until time.Time
}

func (s *shop) comeback(resp *http.Response) time.Duration {
	return comeback(resp.Header)
}

// It gets into the text of an error.
func (s *shop) order() error {
	resp, err := s.hc.Get(s.u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests { // want `Retry-After of 429 is read \(line 55\) and it ends in a text: this wait does not heed it; wait that long at least`
		return fmt.Errorf("%w, come back in %s", errBusy, comeback(resp.Header))
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func (s *shop) orders() error {
	for d := time.Second; ; d *= 2 {
		err := s.order()
		if !errors.Is(err, errBusy) || d > time.Minute {
			return err
		}
		time.Sleep(d)
	}
}

// It gets into a log, by a function between.
func (s *shop) offers() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 { // want `Retry-After of 429 is read \(line 81\) and it ends in a text`
			return resp, err
		}
		resp.Body.Close()
		log.Printf("busy, they say for %v", s.comeback(resp))
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// Nobody looks at it.
func (s *shop) prices() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 { // want `Retry-After of 429 is read \(line 94\) and nobody looks at it`
			return resp, err
		}
		resp.Body.Close()
		_ = comeback(resp.Header)
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// The text is handed to who reads it.
func (s *shop) stock() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 { // want `Retry-After of 429 is read \(line 107\) and it ends in a text`
			return resp, err
		}
		resp.Body.Close()
		if secs, ok := number(resp.Header.Get("Retry-After")); ok {
			log.Println("busy for seconds:", secs)
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// From here on it is heeded, or may be.

func (s *shop) heeds() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		later := s.comeback(resp)
		log.Println("busy for", later)
		time.Sleep(max(later, time.Duration(n)*time.Second))
	}
}

// One call is for the log, and another one for the wait.
func (s *shop) twice() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		log.Println("busy for", comeback(resp.Header))
		time.Sleep(comeback(resp.Header) + time.Duration(n)*time.Second)
	}
}

// Who is told to wait gives up.
func (s *shop) givesUp() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		if later := comeback(resp.Header); later > 0 {
			return nil, fmt.Errorf("%w for %s", errBusy, later)
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func (s *shop) givesUpInPlace() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		if resp.Header.Get("Retry-After") != "" {
			return nil, errBusy
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func (s *shop) goesOn() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		later := comeback(resp.Header)
		if later == 0 {
			time.Sleep(time.Duration(n) * time.Second)
			continue
		}
		return nil, fmt.Errorf("%w for %s", errBusy, later)
	}
}

// It is kept, and the next request waits for it.
func (s *shop) keeps() (*http.Response, error) {
	for n := 1; ; n++ {
		time.Sleep(time.Until(s.until))
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		s.until = time.Now().Add(comeback(resp.Header))
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// What reads it keeps it.
type gate struct{ opens atomic.Int64 }

func (g *gate) told(h http.Header) int {
	n, _ := strconv.Atoi(h.Get("Retry-After"))
	g.opens.Store(time.Now().Unix() + int64(n))
	return n
}

func (s *shop) gated(g *gate) (*http.Response, error) {
	for n := 1; ; n++ {
		time.Sleep(time.Until(time.Unix(g.opens.Load(), 0)))
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		log.Println("busy for", g.told(resp.Header))
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// What reads it waits.
func rest(h http.Header) time.Duration {
	d := comeback(h)
	time.Sleep(d)
	return d
}

func (s *shop) rests() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		log.Println("have waited for", rest(resp.Header))
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// It is said to another function, which may do with it as it likes.
func (s *shop) says(tell func(time.Duration)) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		tell(comeback(resp.Header))
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// What is retried is another status.
func (s *shop) others() (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := s.hc.Get(s.u)
		if err != nil || n == 6 {
			return resp, err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusTooManyRequests:
			return nil, fmt.Errorf("busy for %s", comeback(resp.Header))
		case http.StatusBadGateway:
			time.Sleep(time.Duration(n) * time.Second)
		default:
			return resp, nil
		}
	}
}

var _ = []any{(*shop).orders, (*shop).offers, (*shop).prices, (*shop).stock, (*shop).heeds, (*shop).twice, (*shop).givesUp, (*shop).givesUpInPlace, (*shop).goesOn, (*shop).keeps,
	(*shop).gated, (*shop).rests, (*shop).says, (*shop).others}
