// Package places waits where no select can stand, and where the words of one would mean something else.
package places

import (
	"context"
	"errors"
	"net/http"
	"time"
)

func get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 503 {
		return errBusy
	}
	if resp.StatusCode >= 500 {
		return errors.New(resp.Status)
	}
	return nil
}

func post(ctx context.Context, u string) error {
	for n := 0; n < 5; time.Sleep(2 * time.Second) { // want `does not end with ctx`
		if get(ctx, u) == nil {
			return nil
		}
		n++
	}
	return errors.New("gave up")
}

func ifInit(ctx context.Context, u string) error {
	for n := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		if time.Sleep(2 * time.Second); n > 2 { // want `does not end with ctx`
			u += "/slow"
		}
	}
	return errors.New("gave up")
}

func switchInit(ctx context.Context, u string) error {
	for n := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		switch <-time.After(2 * time.Second); n { // want `does not end with ctx`
		case 2:
			u += "/slow"
		}
	}
	return errors.New("gave up")
}

func forInit(ctx context.Context, u string) error {
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		for time.Sleep(2 * time.Second); len(u) > 100; { // want `does not end with ctx`
			u = u[1:]
		}
	}
	return errors.New("gave up")
}

func typeSwitch(ctx context.Context, u string) error {
	for range 5 {
		err := get(ctx, u)
		switch time.Sleep(2 * time.Second); err.(type) { // want `does not end with ctx`
		case nil:
			return nil
		}
	}
	return errors.New("gave up")
}

func labelled(ctx context.Context, u string) error {
again:
	if get(ctx, u) == nil {
		return nil
	}
	if len(u) > 100 {
		goto wait
	}
	println("a short one")
wait:
	time.Sleep(2 * time.Second) // want `does not end with ctx`
	goto again
}

// Lists of statements are bodies of all kinds.
func clauses(ctx context.Context, u string, busy chan bool) error {
	for n := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		switch {
		case n == 1:
			time.Sleep(3 * time.Second) // want `does not end with ctx`
		default:
			select {
			case <-busy:
				time.Sleep(2 * time.Second) // want `does not end with ctx`
			default:
				time.Sleep(time.Second) // want `does not end with ctx`
			}
		}
	}
	return errors.New("gave up")
}

func literal(ctx context.Context, u string) error {
	wait := func(ctx context.Context, n int) error { <-time.After(time.Second << n); return nil } // want `does not end with ctx`
	for n := range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		wait(ctx, n)
	}
	return errors.New("gave up")
}

type result struct{ n int }

// The results hide the type.
func results(ctx context.Context, u string) (result result, err error) {
	for range 5 {
		if err = get(ctx, u); err == nil {
			return result, nil
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	return result, err
}

func words(ctx context.Context, u string) (bool, error) {
	const false = true
	for range 5 {
		if err := get(ctx, u); err == nil {
			return true, nil
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	return false, errors.New("gave up")
}

func pointer(ctx context.Context, u string) (*result, error) {
	var nil *result
	for range 5 {
		if err := get(ctx, u); len(u) > 0 && errors.Is(err, errBusy) {
			time.Sleep(2 * time.Second) // want `does not end with ctx`
			continue
		}
		break
	}
	return nil, errors.New("gave up")
}

var errBusy = errors.New("busy")

// So does a type of the function's own, and one that is seen is named.
func own(ctx context.Context, u string) (r result, err error) {
	for range 5 {
		if err = get(ctx, u); err == nil {
			return r, nil
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
	type result string
	return r, errors.New(string(result("gave up")))
}

// What a person has judged stays where it is.
func judged(ctx context.Context, u string) error {
	for range 5 {
		if get(ctx, u) == nil {
			return nil
		}
		time.Sleep(2 * time.Second) //nolint:mnd // want `does not end with ctx`
	}
	return errors.New("gave up")
}

func sendJudged(ctx context.Context, u string) error {
	for {
		if resp, err := http.Head(u); err == nil { //retryvet:ignore unbounded the process ends with it
			return resp.Body.Close()
		}
		time.Sleep(2 * time.Second) // want `does not end with ctx`
	}
}
