package breaks

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errDown = errors.New("down")

type fetcher struct{ hc *http.Client }

func (f *fetcher) once(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := f.hc.Do(req)
	if err != nil {
		return errDown
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode >= 500:
		return errDown
	case resp.StatusCode >= 300:
		return errors.New(resp.Status)
	}
	return nil
}

// bySwitch leaves the switch.
func (f *fetcher) bySwitch(ctx context.Context, url string) (err error) {
	for n := range 6 {
		err = f.once(ctx, url)
	outcome:
		switch {
		case err == nil:
			return nil
		case errors.Is(err, errDown):
			t := time.NewTimer(2 * time.Second << n)
			select {
			case <-ctx.Done():
				t.Stop()
				break outcome // want `break outcome does not leave the retries`
			case <-t.C:
			}
		default:
			return err
		}
	}
	return err
}

// byLoop leaves an inner loop.
func (f *fetcher) byLoop(ctx context.Context, url string) (err error) {
	for range 6 {
		if err = f.once(ctx, url); !errors.Is(err, errDown) {
			return err
		}
	minute:
		for range 6 {
			select {
			case <-ctx.Done():
				break minute // want `break minute does not leave the retries`
			case <-time.After(10 * time.Second):
			}
		}
	}
	return err
}

// bySelect has the label on the select, which is no more than the select.
func (f *fetcher) bySelect(ctx context.Context, url string) (err error) {
	for n := range 6 {
		if err = f.once(ctx, url); !errors.Is(err, errDown) {
			return err
		}
	pause:
		select {
		case <-ctx.Done():
			break pause // want `break leaves the select, not the retries`
		case <-time.After(2 * time.Second << n):
		}
	}
	return err
}

// leaves has the label on the loop.
func (f *fetcher) leaves(ctx context.Context, url string) (err error) {
attempts:
	for n := range 6 {
		err = f.once(ctx, url)
		switch {
		case err == nil:
			break attempts
		case errors.Is(err, errDown):
			select {
			case <-ctx.Done():
				err = ctx.Err()
				break attempts
			case <-time.After(2 * time.Second << n):
			}
		default:
			break attempts
		}
	}
	return err
}

// asks asks the context behind the inner loop.
func (f *fetcher) asks(ctx context.Context, url string) (err error) {
	for range 6 {
		if err = f.once(ctx, url); !errors.Is(err, errDown) {
			return err
		}
	minute:
		for range 6 {
			select {
			case <-ctx.Done():
				break minute
			case <-time.After(10 * time.Second):
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return err
}

// fails ends with the first failure that is none of the server's, which the next attempt has.
func (f *fetcher) fails(ctx context.Context, url string) error {
	for range 6 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		resp, err := f.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	minute:
		for range 6 {
			select {
			case <-ctx.Done():
				break minute
			case <-time.After(10 * time.Second):
			}
		}
	}
	return errDown
}
