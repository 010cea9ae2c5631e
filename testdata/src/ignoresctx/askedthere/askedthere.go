// Package askedthere has predicates that ask the context: a library that asks them does not go on once it has ended.
package askedthere

import (
	"context"
	"net/http"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/util/retry"
)

type store struct{ url string }

func (s *store) Create(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, s.url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var steps = wait.Backoff{Duration: 500 * time.Millisecond, Factor: 2, Steps: 6}

func within(ctx context.Context, s *store) error {
	return retry.OnError(steps, func(error) bool { return ctx.Err() == nil }, func() error {
		return s.Create(ctx)
	})
}

func named(ctx context.Context, s *store) error {
	alive := func(err error) bool { return err != nil && ctx.Err() == nil }
	return retry.OnError(steps, alive, func() error {
		return s.Create(ctx)
	})
}

func branched(ctx context.Context, s *store) error {
	return retry.OnError(steps, func(error) bool {
		if ctx.Err() != nil {
			return false
		}
		return true
	}, func() error {
		return s.Create(ctx)
	})
}

func always(ctx context.Context, s *store) error {
	return retry.OnError(steps, func(error) bool { return true }, func() error { // want `retry.OnError does not stop when ctx ends`
		return s.Create(ctx)
	})
}
