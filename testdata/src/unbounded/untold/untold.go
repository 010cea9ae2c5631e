// Package untold waits beside channels: over some of them nothing ever comes.
package untold

import (
	"errors"
	"net/http"
	"time"
)

var errStopped = errors.New("stopped")

func get(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The worker makes stop and listens to it; nobody stops it.
type worker struct {
	url    string
	stop   chan struct{}
	quit   chan struct{}
	result chan error
}

func newWorker(u string) *worker {
	w := &worker{url: u, stop: make(chan struct{}), result: make(chan error, 1)}
	w.quit = make(chan struct{})
	return w
}

func (w *worker) fetch() error {
	for {
		err := get(w.url)
		if err == nil { // want `nothing ends the retries while the call fails`
			return nil
		}
		select {
		case <-w.stop:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

func (w *worker) looks() error {
	for {
		select {
		case <-w.stop:
			return errStopped
		default:
		}
		if err := get(w.url); err == nil { // want `nothing ends the retries while the call fails`
			return nil
		}
		time.Sleep(time.Second)
	}
}

// So it is with a variable, of the function or the package.
func local(u string) error {
	done := make(chan bool)
	for {
		err := get(u)
		if err == nil { // want `nothing ends the retries while the call fails`
			return nil
		}
		select {
		case <-done:
			return err
		case <-time.After(time.Second):
		}
	}
}

var halt = make(chan struct{})

func global(u string) error {
	for {
		err := get(u)
		if err == nil { // want `nothing ends the retries while the call fails`
			return nil
		}
		select {
		case <-time.After(time.Second):
		case _, open := <-halt:
			if !open {
				return err
			}
		}
	}
}

// Written without keys.
type bare struct {
	stop chan struct{}
	url  string
}

func newBare(u string) *bare { return &bare{make(chan struct{}), u} }

func (b *bare) fetch() error {
	for {
		if get(b.url) == nil { // want `nothing ends the retries while the call fails`
			return nil
		}
		select {
		case <-b.stop:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

// This one is closed.
func (w *worker) fetchQuit() error {
	for {
		if get(w.url) == nil {
			return nil
		}
		select {
		case <-w.quit:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

func (w *worker) Close() { close(w.quit) }

// Something is sent on it.
func (w *worker) fetchResult() error {
	go func() { w.result <- get(w.url + "/state") }()
	for {
		if get(w.url) == nil {
			return nil
		}
		select {
		case err := <-w.result:
			return err
		case <-time.After(time.Second):
		}
	}
}

// Who has it may close it.
type shared struct {
	url  string
	stop chan struct{}
	done chan struct{}
	Halt chan struct{}
}

func newShared(u string, stop chan struct{}) *shared {
	return &shared{u, stop, make(chan struct{}), make(chan struct{})}
}

func (s *shared) given() error {
	for {
		if get(s.url) == nil {
			return nil
		}
		select {
		case <-s.stop:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

func (s *shared) Done() chan struct{} { return s.done }

func (s *shared) handedOut() error {
	for {
		if get(s.url) == nil {
			return nil
		}
		select {
		case <-s.done:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

func (s *shared) exported() error {
	for {
		if get(s.url) == nil {
			return nil
		}
		select {
		case <-s.Halt:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

// So may who is called with it, and who has it as another variable.
func passed(u string, notify func(chan<- struct{})) error {
	stop := make(chan struct{})
	notify(stop)
	for {
		if get(u) == nil {
			return nil
		}
		select {
		case <-stop:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

func renamed(u string, work func()) error {
	stop := make(chan struct{})
	end := stop
	go func() {
		work()
		close(end)
	}()
	for {
		if get(u) == nil {
			return nil
		}
		select {
		case <-stop:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

// A timer is none of the package's.
func timed(u string) error {
	late := time.After(time.Minute)
	for {
		if get(u) == nil {
			return nil
		}
		select {
		case <-late:
			return errStopped
		case <-time.After(time.Second):
		}
	}
}

func Use(u string, stop chan struct{}, notify func(chan<- struct{})) error {
	w, s := newWorker(u), newShared(u, stop)
	if err := w.fetch(); err != nil {
		return err
	}
	if err := w.looks(); err != nil {
		return err
	}
	if err := newBare(u).fetch(); err != nil {
		return err
	}
	if err := w.fetchQuit(); err != nil {
		return err
	}
	if err := w.fetchResult(); err != nil {
		return err
	}
	if err := s.given(); err != nil {
		return err
	}
	if err := s.handedOut(); err != nil {
		return err
	}
	if err := s.exported(); err != nil {
		return err
	}
	if err := passed(u, notify); err != nil {
		return err
	}
	if err := renamed(u, func() {}); err != nil {
		return err
	}
	return timed(u)
}

func UseLocal(u string) error { return local(u) }

func UseGlobal(u string) error { return global(u) }
