// Package countdown counts its attempts down, in the body of a loop without a head.
package countdown

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errBusy = errors.New("busy")

// ask makes one attempt.
func ask(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errBusy
	}
	return nil
}

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// stepped takes one off before it looks.
func stepped(ctx context.Context, u string) error {
	left := 4
	for {
		err := ask(ctx, u)
		if err == nil {
			return nil
		}
		if left--; left == 0 {
			return err
		}
		if err := rest(ctx, time.Second); err != nil {
			return err
		}
	}
}

// looked looks before it takes one off.
func looked(ctx context.Context, u string) error {
	left := 2
	for {
		err := ask(ctx, u)
		if err == nil || 1 > left {
			return err
		}
		left--
		if err := rest(ctx, time.Second); err != nil {
			return err
		}
	}
}

// ahead looks at what will be left.
func ahead(ctx context.Context, u string) error {
	left := 3
	for {
		err := ask(ctx, u)
		if err == nil {
			return nil
		}
		if left-1 <= 0 {
			return err
		}
		if err := rest(ctx, time.Second); err != nil {
			return err
		}
		left--
	}
}

// climbed counts up, with the attempt in a function that stands before it.
func climbed(ctx context.Context, u string) error {
	n := 0
	for {
		err := ask(ctx, u)
		if err == nil {
			return nil
		}
		if n++; n == 4 {
			return err
		}
		if err := rest(ctx, time.Second); err != nil {
			return err
		}
	}
}

// later is the same with one that stands behind it.
func later(ctx context.Context, u string) error {
	n := 0
	for {
		err := askLater(ctx, u)
		if err == nil {
			return nil
		}
		if n++; n == 4 {
			return err
		}
		if err := rest(ctx, time.Second); err != nil {
			return err
		}
	}
}

func outer(ctx context.Context, u string, inner int) (err error) {
	switch inner {
	case 0:
		for range 3 { // want `up to 3 x 4 = 12 requests`
			if err = stepped(ctx, u); err == nil {
				return nil
			}
		}
	case 1:
		for range 3 { // want `up to 3 x 3 = 9 requests`
			if err = looked(ctx, u); err == nil {
				return nil
			}
		}
	case 2:
		for range 3 { // want `up to 3 x 3 = 9 requests`
			if err = ahead(ctx, u); err == nil {
				return nil
			}
		}
	case 3:
		for range 3 { // want `up to 3 x 4 = 12 requests`
			if err = climbed(ctx, u); err == nil {
				return nil
			}
		}
	case 4:
		for range 3 { // want `up to 3 x 4 = 12 requests`
			if err = later(ctx, u); err == nil {
				return nil
			}
		}
	}
	return err
}

// forEver goes on for as long as the context lasts: the number is none of its attempts.
func forEver(ctx context.Context, u string) error {
	left := 10
	for {
		err := ask(ctx, u)
		if err == nil {
			return nil
		}
		if left == 5 {
			left = 10
		}
		if err := rest(ctx, time.Second); err != nil {
			return err
		}
	}
}

// wrongWay comes to no end: it counts away from its limit.
func wrongWay(ctx context.Context, u string) error {
	left := 10
	for {
		err := ask(ctx, u)
		if err == nil {
			return nil
		}
		if left > 20 {
			return err
		}
		left--
		if err := rest(ctx, time.Second); err != nil {
			return err
		}
	}
}

// single makes one attempt and no more.
func single(ctx context.Context, u string) error {
	left := 1
	for {
		err := ask(ctx, u)
		if err == nil {
			return nil
		}
		if left--; left == 0 {
			return err
		}
	}
}

func around(ctx context.Context, u string, inner int) (err error) {
	for range 3 {
		if err = forEver(ctx, u); err == nil {
			return nil
		}
	}
	for range 3 {
		if err = wrongWay(ctx, u); err == nil {
			return nil
		}
	}
	for range 3 {
		if err = single(ctx, u); err == nil {
			return nil
		}
	}
	return err
}

func askLater(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errBusy
	}
	return nil
}
