// Package timers goes round by tickers, and under timers that end it.
package timers

import (
	"errors"
	"net/http"
	"time"
)

var errLate = errors.New("too late")

// Nothing closes what a ticker sends over.
func ranged(u string) error {
	t := time.NewTicker(5 * time.Second)
	defer t.Stop()
	for range t.C {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries while the call fails`
			return resp.Body.Close()
		}
	}
	return nil
}

func ticked(u string) error {
	for range time.Tick(5 * time.Second) {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries`
			return resp.Body.Close()
		}
	}
	return nil
}

func received(u string) error {
	tick := time.Tick(5 * time.Second)
	for {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries`
			return resp.Body.Close()
		}
		<-tick
	}
}

// Each round has a time limit of its own.
func anew(u string, ready <-chan struct{}) error {
	for {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries`
			return resp.Body.Close()
		}
		limit := time.NewTimer(time.Minute)
		select {
		case <-limit.C:
		case <-time.After(time.Second):
		}
		limit.Stop()
	}
}

// A ticker beside the wait tells nobody to stop.
func reports(u string, note func()) error {
	each := time.NewTicker(time.Minute)
	defer each.Stop()
	for {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries`
			return resp.Body.Close()
		}
		select {
		case <-each.C:
			note()
		case <-time.After(time.Second):
		}
	}
}

// One time limit for all attempts.
func after(u string) error {
	late := time.After(time.Minute)
	for {
		select {
		case <-late:
			return errLate
		case <-time.After(time.Second):
			resp, err := http.Get(u)
			if err == nil {
				return resp.Body.Close()
			}
		}
	}
}

func timer(u string) error {
	late := time.NewTimer(time.Minute)
	defer late.Stop()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		resp, err := http.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		select {
		case <-tick.C:
		case <-late.C:
			return errLate
		}
	}
}

func pause(late <-chan time.Time) error {
	select {
	case <-late:
		return errLate
	case <-time.After(time.Second):
		return nil
	}
}

func helper(u string) error {
	late := time.After(time.Minute)
	for {
		resp, err := http.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		if err := pause(late); err != nil {
			return err
		}
	}
}

func looked(u string) error {
	late := time.After(time.Minute)
	for range time.Tick(time.Second) {
		select {
		case <-late:
			return errLate
		default:
		}
		resp, err := http.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
	}
	return nil
}

type poll struct {
	late *time.Timer
	url  string
}

func (p *poll) run() error {
	for {
		resp, err := http.Get(p.url)
		if err == nil {
			return resp.Body.Close()
		}
		select {
		case <-p.late.C:
			return errLate
		case <-time.After(time.Second):
		}
	}
}

// The clock is looked at.
func until(u string) error {
	begun := time.Now()
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for now := range t.C {
		resp, err := http.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		if now.Sub(begun) > time.Minute {
			return errLate
		}
	}
	return nil
}

func counted(u string) error {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	n := 0
	for range t.C {
		resp, err := http.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
		if n++; n == 5 {
			return err
		}
	}
	return nil
}

// Whoever sends the times can stop.
func given(u string, times <-chan time.Time) error {
	for range times {
		resp, err := http.Get(u)
		if err == nil {
			return resp.Body.Close()
		}
	}
	return nil
}

// It goes on whether it works or not.
func again(u string) error {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for range t.C {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		resp.Body.Close()
	}
	return nil
}
