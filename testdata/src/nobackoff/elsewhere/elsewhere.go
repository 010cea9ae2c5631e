// Package elsewhere reads at one place what a server says of when to come back, and waits at others: with its unit, or without one. Its dates get to
// the wait by functions and fields.
package elsewhere

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"time"
)

var errGaveUp = errors.New("gave up")

func idle(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type remote struct {
	hc    *http.Client
	u     string
	ahead time.Duration
}

func (r *remote) fetch() (*http.Response, error) {
	resp, err := r.hc.Get(r.u)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return resp, nil
}

// Full says for how many seconds, with a fraction.
type Full struct{ For float64 }

func (f *Full) Error() string { return fmt.Sprint("full for seconds: ", f.For) }

func (r *remote) put() error {
	resp, err := r.fetch()
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusTooManyRequests {
		return nil
	}
	secs, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
	if err != nil || secs <= 0 || secs > 600 {
		secs = 20
	}
	return &Full{secs}
}

func (r *remote) puts(ctx context.Context) error {
	for n := 0; ; n++ {
		err := r.put()
		var f *Full
		if !errors.As(err, &f) || n == 5 {
			return err
		}
		if err := idle(ctx, time.Duration(f.For*float64(time.Second))); err != nil {
			return err
		}
	}
}

func (r *remote) putsBare(ctx context.Context) error {
	for n := 0; ; n++ {
		err := r.put()
		var f *Full
		if !errors.As(err, &f) || n == 5 {
			return err
		}
		if err := idle(ctx, time.Duration(f.For)); err != nil { // want `the seconds of Retry-After are taken for nanoseconds`
			return err
		}
	}
}

// Whole seconds, in a field of what is no error.
type word struct{ secs int }

func (r *remote) word() (word, error) {
	resp, err := r.fetch()
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return word{}, err
	}
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	return word{n}, err
}

func (r *remote) words() {
	for range 5 {
		w, err := r.word()
		if err != nil {
			return
		}
		time.Sleep(max(time.Duration(w.secs)*time.Second, time.Second))
	}
}

func (r *remote) wordsBare() {
	for range 5 {
		w, err := r.word()
		if err != nil {
			return
		}
		time.Sleep(max(time.Duration(w.secs), time.Second)) // want `the seconds of Retry-After are taken for nanoseconds`
	}
}

// One takes them for thousandths.
type phrase struct{ secs int }

func (r *remote) phrase() (phrase, error) {
	resp, err := r.fetch()
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return phrase{}, err
	}
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	return phrase{n}, err
}

func (r *remote) phrases() {
	for range 5 {
		p, err := r.phrase()
		if err != nil {
			return
		}
		time.Sleep(time.Duration(p.secs)*time.Second + time.Second)
	}
}

func (r *remote) phrasesFine() {
	for range 5 {
		p, err := r.phrase()
		if err != nil {
			return
		}
		time.Sleep(time.Duration(p.secs)*time.Millisecond + time.Second) // want `the seconds of Retry-After are taken for milliseconds`
	}
}

// A date of HTTP is parsed as one of a database.
func (r *remote) byDate(ctx context.Context) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := r.fetch()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 5 {
			return resp, err
		}
		at, _ := time.Parse("2006-01-02 15:04:05", resp.Header.Get("Expires")) // want `reads no date that a server sends`
		if err := idle(ctx, time.Until(at)); err != nil {
			return nil, err
		}
	}
}

// By how much the clock of the server is ahead is kept.
func (r *remote) watches(resp *http.Response) {
	at, _ := time.Parse(time.RFC3339, resp.Header.Get("Date")) // want `reads no date that a server sends`
	r.ahead = time.Until(at)
}

func (r *remote) byClock(ctx context.Context, next time.Time) error {
	for range 5 {
		if err := idle(ctx, time.Until(next)-r.ahead); err != nil {
			return err
		}
		resp, err := r.fetch()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return err
		}
		r.watches(resp)
	}
	return errGaveUp
}

// From here on all is well, or may be.

// What stands in for it shows that it counts thousandths.
type Packed struct{ For float64 }

func (p *Packed) Error() string { return "packed" }

func (r *remote) pack() error {
	resp, err := r.fetch()
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return err
	}
	millis := 1500.0
	if secs, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); err == nil {
		millis = secs * 1000
	}
	return &Packed{millis}
}

func (r *remote) packs(ctx context.Context) error {
	for n := 0; ; n++ {
		err := r.pack()
		var p *Packed
		if !errors.As(err, &p) || n == 5 {
			return err
		}
		if err := idle(ctx, time.Duration(p.For)*time.Millisecond); err != nil {
			return err
		}
	}
}

// It is given its unit where it is kept.
type Crowded struct{ For float64 }

func (c *Crowded) Error() string { return "crowded" }

func (r *remote) crowd() error {
	resp, err := r.fetch()
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return err
	}
	secs, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
	if err != nil {
		return err
	}
	c := &Crowded{secs}
	c.For *= float64(time.Second)
	return c
}

func (r *remote) crowds(ctx context.Context) error {
	for n := 0; ; n++ {
		err := r.crowd()
		var c *Crowded
		if !errors.As(err, &c) || n == 5 {
			return err
		}
		if err := idle(ctx, time.Duration(c.For)); err != nil {
			return err
		}
	}
}

// Who waits gives it the unit.
type stuffed struct{ secs int }

func (r *remote) stuff() (stuffed, error) {
	resp, err := r.fetch()
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return stuffed{}, err
	}
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	return stuffed{n}, err
}

func seconds(d time.Duration) { time.Sleep(d * time.Second) }

func (r *remote) stuffs() {
	for range 5 {
		s, err := r.stuff()
		if err != nil {
			return
		}
		log.Println("for", time.Duration(s.secs)*time.Second)
		seconds(time.Duration(s.secs))
	}
}

// A setting says what it counts.
type scaled struct{ n int }

func (r *remote) scale(fine bool) time.Duration {
	resp, err := r.fetch()
	if err != nil {
		return time.Minute
	}
	var s scaled
	if s.n, err = strconv.Atoi(resp.Header.Get("Retry-After")); err != nil {
		return time.Minute
	}
	if fine {
		return time.Duration(s.n) * time.Millisecond
	}
	return time.Duration(s.n) * time.Second
}

// These dates get to no wait.
func (r *remote) modified(resp *http.Response) string {
	at, _ := time.Parse(time.RFC3339, resp.Header.Get("Last-Modified"))
	return at.Format(time.Kitchen)
}

type page struct{ until time.Time }

func (r *remote) cached(resp *http.Response) page {
	at, _ := time.Parse(time.RFC3339, resp.Header.Get("Expires"))
	return page{at}
}

func (p page) old() bool { return time.Now().After(p.until) }

var _ = []any{(*remote).puts, (*remote).putsBare, (*remote).words, (*remote).wordsBare, (*remote).phrases, (*remote).phrasesFine, (*remote).byDate, (*remote).byClock, (*remote).packs,
	(*remote).crowds, (*remote).stuffs, (*remote).scale, (*remote).modified, (*remote).cached, page.old}
