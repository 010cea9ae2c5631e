// Package patience calls again what it is given, for other packages of a program. It knows nothing of requests. // want package:`Keep: waits repeats`
package patience

import (
	"context"
	"errors"
	"time"
)

// Keep goes on after every failure.
func Keep(ctx context.Context, rounds int, work func() error) error {
	return keep(ctx, rounds, work)
}

func keep(ctx context.Context, rounds int, work func() error) error {
	var last error
	pause := 500 * time.Millisecond
	for n := 0; n < rounds; n++ {
		if last = work(); last == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause *= 2
	}
	return last
}

// Value does so for what has a result.
func Value[T any](ctx context.Context, work func(context.Context) (T, error)) (T, error) {
	for n := 1; ; n++ {
		v, err := work(ctx)
		if err == nil || n >= 5 {
			return v, err
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

// A Runner has its settings.
type Runner struct{ Rounds int }

// Run goes on after every failure.
func (r *Runner) Run(work func() error) error {
	err := work()
	for n := 0; err != nil && n < r.Rounds; n++ {
		time.Sleep(time.Second << n)
		err = work()
	}
	return err
}

// A Keeper is what importers see of a keeper.
type Keeper interface {
	Hold(work func() error) error
}

type keeper struct{ rounds int }

// NewKeeper makes one.
func NewKeeper(rounds int) Keeper { return &keeper{rounds} }

func (k *keeper) Hold(work func() error) (err error) {
	for range k.rounds {
		if err = work(); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return err
}

// Told goes on while it is told to.
func Told(work func() (more bool, err error)) error {
	for n := 0; ; n++ {
		more, err := work()
		if !more || n == 3 {
			return err
		}
		time.Sleep(time.Second)
	}
}

type hopeless struct{ cause error }

func (h *hopeless) Error() string { return h.cause.Error() }

// Hopeless marks an error as one that does not pass.
func Hopeless(err error) error {
	if err == nil {
		return nil
	}
	return &hopeless{err}
}

// A Lost is an error that does not pass.
type Lost struct{ Cause error }

func (l Lost) Error() string { return "lost: " + l.Cause.Error() }

// ErrEnough ends the work.
var ErrEnough = errors.New("enough")

// Hoping goes on unless the error is marked.
func Hoping(work func() error) (err error) {
	for n := 0; n < 4; n++ {
		if err = work(); err == nil {
			return nil
		}
		var h *hopeless
		var l Lost
		if errors.As(err, &h) || errors.As(err, &l) || errors.Is(err, ErrEnough) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// Asking goes on if it is answered that the error passes.
func Asking(passes func(error) bool, work func() error) (err error) {
	for n := 0; n < 4; n++ {
		if err = work(); err == nil || !passes(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

type settings struct {
	rounds int
	passes func(error) bool
}

// An Option is a setting.
type Option func(*settings)

// Passing says which errors pass.
func Passing(passes func(error) bool) Option { return func(s *settings) { s.passes = passes } }

// Rounds says how often.
func Rounds(n int) Option { return func(s *settings) { s.rounds = n } }

// Strict lets no error pass.
func Strict() Option { return Passing(func(error) bool { return false }) }

// Set goes on as the options say.
func Set(work func() error, opts ...Option) (err error) {
	s := settings{rounds: 3}
	for _, o := range opts {
		o(&s)
	}
	for n := 0; n < s.rounds; n++ {
		if err = work(); err == nil {
			return nil
		}
		if s.passes != nil && !s.passes(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// A Task is what is to be done, and which of its errors pass; all, if that is nil.
type Task struct {
	Work   func() error
	Passes func(error) bool
}

// Run does the task.
func (t Task) Run() (err error) {
	for n := 0; n < 4; n++ {
		if err = t.Work(); err == nil {
			return nil
		}
		if t.Passes != nil && !t.Passes(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// Do does a task.
func Do(t *Task) error { return t.Run() }

// Every does its work again and again, whatever becomes of it.
func Every(ctx context.Context, period time.Duration, work func() error) error {
	t := time.NewTicker(period)
	defer t.Stop()
	for {
		if err := work(); err != nil {
			println(err.Error())
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
		}
	}
}

// Each does something to each of some.
func Each(names []string, work func(name string) error) error {
	time.Sleep(time.Second)
	for _, n := range names {
		if err := work(n); err != nil {
			return err
		}
	}
	return nil
}

// Odd goes on for reasons of its own.
func Odd(work func() error) (err error) {
	for n := 0; n < 4; n++ {
		if err = work(); err == nil || len(err.Error())%2 == 0 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// Times does its work so often.
func Times(n int, work func() error) error {
	for range n {
		if err := work(); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return nil
}

// Beside does its work several times at once.
func Beside(n int, work func() error) error {
	errs := make(chan error, n)
	for range n {
		go func() { errs <- work() }()
	}
	for range n {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

// Loop does its work for ever.
func Loop(pause time.Duration, work func() error) {
	for {
		if err := work(); err != nil {
			println(err.Error())
		}
		time.Sleep(pause)
	}
}

// Ready waits until its work is done.
func Ready(pause time.Duration, work func() (done bool, err error)) error {
	for {
		done, err := work()
		if err != nil || done {
			return err
		}
		time.Sleep(pause)
	}
}
