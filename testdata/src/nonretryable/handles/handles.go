// Package handles hands the means to end the retries to functions of another package.
package handles

import (
	"context"
	"fmt"
	"time"

	"example.com/posts"
	"github.com/buildkite/roko"
)

func elsewhere(ctx context.Context, c *posts.Client) error {
	r := roko.NewRetrier(roko.WithMaxAttempts(5), roko.WithStrategy(roko.Exponential(time.Second, 0)))
	return r.DoWithContext(ctx, func(r *roko.Retrier) error {
		reply, err := c.Send(ctx, "x")
		if err != nil {
			if !posts.BreakUnlessBusy(r, reply, err) {
				fmt.Println(err)
			}
			return err
		}
		return nil
	})
}

// To write it is not to end them.
func written(ctx context.Context, c *posts.Client, log func(string, ...any)) error {
	r := roko.NewRetrier(roko.WithMaxAttempts(5), roko.WithStrategy(roko.Exponential(time.Second, 0)))
	return r.DoWithContext(ctx, func(r *roko.Retrier) error {
		_, err := c.Send(ctx, "x")
		if err != nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 31\)`
			log("%s (%s)", err, r)
			return err
		}
		return nil
	})
}
