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
