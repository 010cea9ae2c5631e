// Package ownhelpers gives helpers of another package what they call again.
package ownhelpers

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"example.com/patience"
)

type client struct {
	hc     *http.Client
	url    string
	runner patience.Runner
	keeper patience.Keeper
}

func (c *client) badEvery(ctx context.Context) error {
	return patience.Keep(ctx, 4, func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200`
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		return nil
	})
}

func (c *client) goodEvery(ctx context.Context) error {
	var refused error
	err := patience.Keep(ctx, 4, func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode >= 500, resp.StatusCode == http.StatusTooManyRequests:
			return errors.New(resp.Status)
		case resp.StatusCode != http.StatusOK:
			refused = errors.New(resp.Status)
		}
		return nil
	})
	if err == nil {
		err = refused
	}
	return err
}

func (c *client) goodOnce(ctx context.Context) error {
	return patience.Keep(ctx, 1, c.goodGet)
}

func (c *client) goodGet() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badMethod() error { return c.runner.Run(c.get) }

func (c *client) get() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
		return errors.New(resp.Status)
	}
	return nil
}

func (c *client) badInterface() error {
	return c.keeper.Hold(func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
			return errors.New(resp.Status)
		}
		return nil
	})
}

func (c *client) badGeneric(ctx context.Context) (int, error) {
	return patience.Value(ctx, func(ctx context.Context) (int, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
		if err != nil {
			return 0, err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		if resp.StatusCode/100 == 4 { // want `retries 400, 401 and 403`
			return 0, fmt.Errorf("refused: %s", resp.Status)
		}
		return resp.StatusCode, nil
	})
}

func (c *client) badTold() error {
	return patience.Told(func() (bool, error) {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return true, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			return true, errors.New(resp.Status)
		}
		return false, nil
	})
}

func (c *client) goodTold() error {
	return patience.Told(func() (bool, error) {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return true, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return resp.StatusCode >= 500, errors.New(resp.Status)
		}
		return false, nil
	})
}

func (c *client) badUnmarked() error {
	return patience.Hoping(func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return patience.Hopeless(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			return errors.New(resp.Status)
		}
		return nil
	})
}

func (c *client) goodMarked(how int) error {
	return patience.Hoping(func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 {
			return errors.New(resp.Status)
		}
		if resp.StatusCode != http.StatusOK {
			switch how {
			case 0:
				return patience.Hopeless(errors.New(resp.Status))
			case 1:
				return fmt.Errorf("getting: %w", patience.Hopeless(errors.New(resp.Status)))
			case 2:
				return patience.Lost{Cause: errors.New(resp.Status)}
			}
			return fmt.Errorf("%s: %w", resp.Status, patience.ErrEnough)
		}
		return nil
	})
}

type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprint("status ", e.code) }

func (c *client) ask() error {
	resp, err := c.hc.Get(c.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &statusError{resp.StatusCode}
	}
	return nil
}

func serverError(err error) bool {
	var s *statusError
	return !errors.As(err, &s) || s.code >= 500 || s.code == http.StatusTooManyRequests
}

func notMissing(err error) bool {
	var s *statusError
	return !errors.As(err, &s) || s.code != http.StatusNotFound
}

func (c *client) badAsking() error  { return patience.Asking(notMissing, c.ask) } // want `retries 400, 401 and 403 \(any status but 200 and 404`
func (c *client) goodAsking() error { return patience.Asking(serverError, c.ask) }
func (c *client) goodOption() error { return patience.Set(c.ask, patience.Passing(serverError)) }
func (c *client) goodTask() error   { return patience.Task{Work: c.ask, Passes: serverError}.Run() }
func (c *client) goodGivenTask() error {
	return patience.Do(&patience.Task{Work: c.ask, Passes: serverError})
}

func (c *client) goodUnknownTask(t patience.Task) error {
	t.Work = c.ask
	return t.Run()
}

func (c *client) goodUnknownPredicate(passes func(error) bool) error {
	return patience.Asking(passes, c.ask)
}

func (c *client) badNoOption() error {
	return patience.Set(func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			return &statusError{resp.StatusCode}
		}
		return nil
	})
}

func (c *client) badRounds(rounds int) error {
	return patience.Set(func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			return &statusError{resp.StatusCode}
		}
		return nil
	}, patience.Rounds(rounds))
}

func (c *client) goodOneRound() error { return patience.Set(c.ask, patience.Rounds(1)) }

func (c *client) goodStrict() error {
	return patience.Set(c.ask, patience.Rounds(5), patience.Strict())
}

func (c *client) goodOptions(opts ...patience.Option) error { return patience.Set(c.ask, opts...) }

func (c *client) badTask() error {
	return patience.Do(&patience.Task{Work: func() error {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			return &statusError{resp.StatusCode}
		}
		return nil
	}})
}

func (c *client) goodPeriod(ctx context.Context) error {
	return patience.Every(ctx, 60e9, c.ask)
}

func (c *client) goodEach() error {
	return patience.Each([]string{"a", "b"}, func(name string) error {
		resp, err := c.hc.Get(c.url + name)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
		return nil
	})
}

func (c *client) goodOdd() error { return patience.Odd(c.ask) }

func (c *client) goodTimes() error  { return patience.Times(3, c.ask) }
func (c *client) goodBeside() error { return patience.Beside(3, c.ask) }
func (c *client) goodLoop()         { patience.Loop(60e9, c.ask) }

func (c *client) goodReady() error {
	return patience.Ready(60e9, func() (bool, error) {
		resp, err := c.hc.Get(c.url)
		if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		return resp.StatusCode == http.StatusOK, nil
	})
}
