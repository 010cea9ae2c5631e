// Package contexts goes round under contexts that never end, or that end with the round, and under others.
package contexts

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type shelf struct {
	hc   *http.Client
	base string
	ctx  context.Context
}

func newShelf(base string) *shelf {
	return &shelf{hc: http.DefaultClient, base: base, ctx: context.Background()}
}

func (s *shelf) read(ctx context.Context, key string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+key, nil)
	if err != nil {
		return 0, err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Nothing ever comes from Done.
func (s *shelf) variable(key string) error {
	ctx := context.Background()
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 { // want `nothing ends the retries while the call fails \(sent at line \d+\): the context \(line 53\) never ends, or is new each time`
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// Nor from that of a field which is set to such a context alone.
func (s *shelf) field(key string) error {
	for {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		code, err := s.read(s.ctx, key)
		if err == nil && code < 500 { // want `nothing ends the retries`
			return nil
		}
		time.Sleep(time.Second)
	}
}

// A value does not end it either.
func (s *shelf) valued(key string) error {
	ctx := context.WithValue(context.TODO(), shelf{}, key)
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 { // want `nothing ends the retries`
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

// What ends with each attempt ends no retry: the next one has as much time again.
func (s *shelf) eachRound(key string) error {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		code, err := s.read(ctx, key)
		if err == nil && code < 500 { // want `nothing ends the retries`
			cancel()
			return nil
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
		cancel()
	}
}

// An attempt that takes too long is an error, which is returned; refusals go round.
func (s *shelf) refusals(key string) error {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		code, err := s.read(ctx, key)
		cancel()
		if err != nil {
			return err
		}
		if code < 500 { // want `nothing ends the retries while the answer is 500 and above`
			return nil
		}
		time.Sleep(time.Second)
	}
}

// The attempt makes it itself.
func (s *shelf) limited(key string) (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return s.read(ctx, key)
}

func (s *shelf) helper(key string) error {
	for {
		code, err := s.limited(key)
		if err != nil {
			return err
		}
		if code < 500 { // want `nothing ends the retries`
			return nil
		}
		time.Sleep(time.Second)
	}
}

// Cut off from the context of the caller, and with nothing else.
func (s *shelf) detached(ctx context.Context, key string) error {
	own := context.WithoutCancel(ctx)
	for {
		code, err := s.read(own, key)
		if err == nil && code < 500 { // want `nothing ends the retries`
			return nil
		}
		if err := pause(own, time.Second); err != nil {
			return err
		}
	}
}

// The caller's context ends the waits.
func (s *shelf) given(ctx context.Context, key string) error {
	for {
		attempt, cancel := context.WithTimeout(ctx, 5*time.Second)
		code, err := s.read(attempt, key)
		cancel()
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

// It ends the attempts, too, and with them what waits for their end.
func (s *shelf) derived(ctx context.Context, key string) error {
	for {
		attempt, cancel := context.WithTimeout(ctx, 5*time.Second)
		code, err := s.read(attempt, key)
		if err == nil && code < 500 {
			cancel()
			return nil
		}
		if attempt.Err() != nil {
			cancel()
			return attempt.Err()
		}
		cancel()
		time.Sleep(200 * time.Millisecond)
	}
}

// One deadline for all attempts.
func (s *shelf) deadline(key string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// One that is cut off, but has a deadline of its own.
func (s *shelf) cleanup(ctx context.Context, key string) error {
	own, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	for {
		code, err := s.read(own, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(own, time.Second); err != nil {
			return err
		}
	}
}

// A default for callers who give none.
func (s *shelf) fallback(ctx context.Context, key string) error {
	if ctx == nil {
		ctx = context.Background()
	}
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

// Somebody else cancels what each round makes.
func (s *shelf) stopped(key string, stop <-chan struct{}) error {
	for {
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			<-stop
			cancel()
		}()
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

// The waits grow beyond the time that each round has.
func (s *shelf) growing(key string) error {
	for delay := time.Second; ; delay *= 2 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			cancel()
			return nil
		}
		err = pause(ctx, delay)
		cancel()
		if err != nil {
			return err
		}
	}
}

// Somebody else may set the context.
type Shelf struct {
	Ctx context.Context
	s   *shelf
}

func New() *Shelf { return &Shelf{Ctx: context.Background(), s: newShelf("")} }

func (s *Shelf) Read(key string) error {
	for {
		code, err := s.s.read(s.Ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(s.Ctx, time.Second); err != nil {
			return err
		}
	}
}

type stoppable struct {
	ctx  context.Context
	stop context.CancelFunc
	s    *shelf
}

func newStoppable() *stoppable {
	ctx, stop := context.WithCancel(context.Background())
	return &stoppable{ctx: ctx, stop: stop, s: newShelf("")}
}

func (s *stoppable) Close() { s.stop() }

func (s *stoppable) read(key string) error {
	for {
		code, err := s.s.read(s.ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// What the package is run under is set later.
var running = context.Background()

func Under(ctx context.Context) { running = ctx }

func (s *shelf) whileRunning(key string) error {
	for {
		code, err := s.read(running, key)
		if err == nil && code < 500 {
			return nil
		}
		select {
		case <-running.Done():
			return running.Err()
		case <-time.After(time.Second):
		}
	}
}

var always = context.Background()

func (s *shelf) whileAlways(key string) error {
	for {
		code, err := s.read(always, key)
		if err == nil && code < 500 { // want `nothing ends the retries`
			return nil
		}
		select {
		case <-always.Done():
			return always.Err()
		case <-time.After(time.Second):
		}
	}
}

// A count ends it, whatever the context is.
func (s *shelf) counted(key string) error {
	ctx := context.Background()
	for range 5 {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

// Another signal does.
func (s *shelf) quit(key string, quit <-chan struct{}) error {
	ctx := context.Background()
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-quit:
			return nil
		case <-time.After(time.Second):
		}
	}
}
