package decisions

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

var errRetry = errors.New("retry")

func goodClassify(resp *http.Response) error {
	if resp.StatusCode >= 500 {
		return fmt.Errorf("status %d: %w", resp.StatusCode, errRetry)
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func (c *client) goodSentinel(ctx context.Context) error {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err == nil {
			err = goodClassify(resp)
		}
		if !errors.Is(err, errRetry) {
			return err
		}
		c.pause(ctx, i)
	}
}

func badClassify(resp *http.Response) error {
	if resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
		return fmt.Errorf("status %d: %w", resp.StatusCode, errRetry)
	}
	return nil
}

func (c *client) badSentinel(ctx context.Context) error {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err == nil {
			err = badClassify(resp)
		}
		if !errors.Is(err, errRetry) {
			return err
		}
		c.pause(ctx, i)
	}
}

var errFinal = errors.New("final")

func keeps(resp *http.Response) error {
	switch {
	case resp.StatusCode >= 500:
		return fmt.Errorf("status %d", resp.StatusCode)
	case resp.StatusCode >= 400:
		return fmt.Errorf("%w: status %d", errFinal, resp.StatusCode)
	}
	return nil
}

func loses(resp *http.Response) error {
	switch {
	case resp.StatusCode >= 500:
		return fmt.Errorf("status %d", resp.StatusCode)
	case resp.StatusCode >= 400:
		return fmt.Errorf("%v: status %d", errFinal, resp.StatusCode)
	}
	return nil
}

func (c *client) goodFinal(ctx context.Context) error {
	for i := 0; i < 3; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			continue
		}
		err = keeps(resp)
		if err == nil || errors.Is(err, errFinal) {
			return err
		}
		c.pause(ctx, i)
	}
	return errors.New("gave up")
}

// %v does not wrap, so that errors.Is never holds.
func (c *client) badFinal(ctx context.Context) error {
	for i := 0; i < 3; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			continue
		}
		err = loses(resp)
		if err == nil || errors.Is(err, errFinal) { // want `retries 400, 401 and 403`
			return err
		}
		c.pause(ctx, i)
	}
	return errors.New("gave up")
}

// The status is lost on the way: whoever calls cannot tell 400 from 503.
func (c *client) lossy(ctx context.Context) error {
	resp, err := c.once(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("bad status %d", resp.StatusCode)
	}
	return nil
}

func (c *client) badLost(ctx context.Context) error {
	var err error
	for i := range 3 {
		if err = c.lossy(ctx); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		c.pause(ctx, i)
	}
	return err
}

func (c *client) goodOnlyOnce(ctx context.Context) error {
	return c.lossy(ctx)
}

// Two results: whether to go on, and why not.
func (c *client) goodTry(ctx context.Context) (retry bool, err error) {
	resp, err := c.once(ctx)
	if err != nil {
		return true, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 || resp.StatusCode >= 500 {
		return true, errors.New("busy")
	}
	if resp.StatusCode != 200 {
		return false, errors.New("refused")
	}
	return false, nil
}

func (c *client) goodBoolErr(ctx context.Context) error {
	for i := 0; ; i++ {
		retry, err := c.goodTry(ctx)
		if !retry {
			return err
		}
		c.pause(ctx, i)
	}
}

func (c *client) badTry(ctx context.Context) (done bool, err error) {
	resp, err := c.once(ctx)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	return resp.StatusCode == 200, nil
}

func (c *client) badDone(ctx context.Context) error {
	for i := 0; ; i++ {
		done, err := c.badTry(ctx)
		if err != nil {
			return err
		}
		if done { // want `retries 400, 401 and 403`
			return nil
		}
		c.pause(ctx, i)
	}
}

// An int beside the error.
func (c *client) status(ctx context.Context) (int, error) {
	resp, err := c.once(ctx)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func (c *client) badInt(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		code, err := c.status(ctx)
		if err == nil && code < 400 { // want `retries 400, 401 and 403`
			return nil
		}
		c.pause(ctx, i)
	}
	return errors.New("gave up")
}

func (c *client) goodInt(ctx context.Context) error {
	for i := 0; i < 5; i++ {
		code, err := c.status(ctx)
		if err == nil && !goodShouldRetry(code) {
			return nil
		}
		c.pause(ctx, i)
	}
	return errors.New("gave up")
}

// A result struct.
type result struct {
	body  []byte
	code  int
	again bool
}

func (c *client) try(ctx context.Context) result {
	resp, err := c.once(ctx)
	if err != nil {
		return result{again: true}
	}
	defer resp.Body.Close()
	return result{code: resp.StatusCode, again: resp.StatusCode >= 500}
}

func (c *client) goodResult(ctx context.Context) result {
	for i := 0; ; i++ {
		r := c.try(ctx)
		if !r.again {
			return r
		}
		c.pause(ctx, i)
	}
}

// nil stops the loop as well.
func (c *client) goodJoined(ctx context.Context) error {
	var all error
	for i := range 3 {
		code, err := c.status(ctx)
		if err == nil && code < 500 {
			return nil
		}
		all = errors.Join(all, err)
		c.pause(ctx, i)
	}
	return all
}
