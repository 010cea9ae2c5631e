// Package brief waits longer each time, and never for long.
package brief

import (
	"context"
	"net/http"
	"time"
)

func draw(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://tap.example.com/", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func doubled(ctx context.Context) (err error) { // 50, 100, 200 ms
	for k := range 3 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond << k)
	}
	return err
}

func multiplied(ctx context.Context) (err error) { // 50, 100, 150 ms
	for k := 1; k <= 3; k++ {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Duration(k) * 50 * time.Millisecond)
	}
	return err
}

func capped(ctx context.Context) (err error) { // 50, 100, 100 ms
	d := 50 * time.Millisecond
	for range 3 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(d)
		d = min(2*d, 100*time.Millisecond)
	}
	return err
}

func often(ctx context.Context) (err error) { // 50 ms to 25 s
	for k := range 10 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond << k) // want `does not end with ctx`
	}
	return err
}

func forEver(ctx context.Context) (err error) {
	for d := 10 * time.Millisecond; ; d *= 2 {
		if err = draw(ctx); err == nil {
			return nil
		}
		time.Sleep(d) // want `does not end with ctx`
	}
}
