package endless

import (
	"context"
	"time"
)

// A store has a context of its own, which nothing ends.
type store struct{ ctx context.Context }

func newStore() *store {
	ctx := context.Background()
	return &store{ctx: ctx}
}

func (s *store) Context() context.Context { return s.ctx }

func (s *store) fetch(u string) error {
	for i := range 5 {
		if get(s.Context(), u) == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

func fetchBy(s *store, u string) error {
	for i := range 5 {
		if get(s.Context(), u) == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

// What a session is given may end.
type session struct{ ctx context.Context }

func newSession(ctx context.Context) *session { return &session{ctx: ctx} }

func (s *session) Context() context.Context { return s.ctx }

func (s *session) fetch(u string) error {
	for i := range 5 {
		if get(s.Context(), u) == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `does not end with s.Context\(\)`
	}
	return errGaveUp
}

// So may that of one that is set to another.
type settable struct{ ctx context.Context }

func newSettable() *settable { return &settable{ctx: context.Background()} }

func (s *settable) Use(ctx context.Context) { s.ctx = ctx }

func (s *settable) Context() context.Context { return s.ctx }

func (s *settable) fetch(u string) error {
	for i := range 5 {
		if get(s.Context(), u) == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `does not end with s.Context\(\)`
	}
	return errGaveUp
}

// Of an interface it is not known.
type keeper interface{ Context() context.Context }

func fetchOf(k keeper, u string) error {
	for i := range 5 {
		if get(k.Context(), u) == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `does not end with k.Context\(\)`
	}
	return errGaveUp
}
