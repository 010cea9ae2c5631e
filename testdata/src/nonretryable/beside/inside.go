package beside

import (
	"context"
	"net/http"
	"sync"
	"time"
)

type sender struct{ url string }

func (s *sender) add() error {
	resp, err := http.Post(s.url, "text/plain", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		return http.ErrNotSupported
	}
	return nil
}

// Dispatch starts what keeps its batch until the context ends, in literals that do some more.
func (s *sender) Dispatch(ctx context.Context, batches <-chan []byte) {
	var wg sync.WaitGroup
	for range batches {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.keep(ctx)
		}()
	}
	wg.Wait()
}

func (s *sender) keep(ctx context.Context) {
	for {
		if err := s.add(); err == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Minute):
		}
	}
}

// Flush waits for what it calls.
func (s *sender) Flush(ctx context.Context) {
	func() {
		defer time.Sleep(time.Second)
		s.keepHere(ctx)
	}()
}

func (s *sender) keepHere(ctx context.Context) {
	for {
		if err := s.add(); err == nil { // want `retries 400, 401 and 403`
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Minute):
		}
	}
}
