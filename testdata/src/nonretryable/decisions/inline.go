package decisions

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

func (c *client) badTagless(ctx context.Context) error {
	for i := range 3 {
		resp, err := c.once(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode < 300:
			return nil
		case resp.StatusCode == 401 || resp.StatusCode == 404: // want `retries 400, 403 and 422`
			return fmt.Errorf("status %d", resp.StatusCode)
		}
		c.pause(ctx, i)
	}
	return errors.New("gave up")
}

func (c *client) goodTagless(ctx context.Context) error {
	for i := range 3 {
		resp, err := c.once(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch code := resp.StatusCode; {
		case code < 300:
			return nil
		case code >= 500, code == 429:
		default:
			return fmt.Errorf("status %d", code)
		}
		c.pause(ctx, i)
	}
	return errors.New("gave up")
}

func (c *client) badFallthrough(ctx context.Context) error {
	for i := range 3 {
		resp, err := c.once(ctx)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch resp.StatusCode {
		case 200:
			return nil
		case 400: // want `retries 400`
			fallthrough
		case 503:
			c.pause(ctx, i)
		default:
			return fmt.Errorf("status %d", resp.StatusCode)
		}
	}
	return errors.New("gave up")
}

func (c *client) goodHundreds(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 != 5 || i == 4 {
			return resp, nil
		}
		resp.Body.Close()
		c.pause(ctx, i)
	}
}

func (c *client) badHundreds(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if class := resp.StatusCode / 100; class != 4 && class != 5 || i == 4 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		c.pause(ctx, i)
	}
}

func (c *client) badContains(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if !slices.Contains([]int{400, 429, 500}, resp.StatusCode) { // want `retries 400`
			return resp, nil
		}
		resp.Body.Close()
		c.pause(ctx, i)
	}
}

func (c *client) goodContains(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(retryCodes, resp.StatusCode) {
			return resp, nil
		}
		resp.Body.Close()
		c.pause(ctx, i)
	}
}

func (c *client) badMapOK(ctx context.Context) (*http.Response, error) {
	final := map[int]string{200: "ok", 201: "created", 404: "gone"}
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if _, ok := final[resp.StatusCode]; ok { // want `retries 400, 401 and 403`
			return resp, nil
		}
		resp.Body.Close()
		c.pause(ctx, i)
	}
}

func (c *client) goodMapOK(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if _, ok := retrySet[resp.StatusCode]; !ok {
			return resp, nil
		}
		resp.Body.Close()
		c.pause(ctx, i)
	}
}

func (c *client) goodMapBool(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		if !retryStatuses[resp.StatusCode] {
			return resp, nil
		}
		resp.Body.Close()
		c.pause(ctx, i)
	}
}

func (c *client) badAs(ctx context.Context) (body []byte, err error) {
	for i := range 3 {
		if body, err = c.send(ctx); err == nil {
			return body, nil
		}
		var se *statusError
		if errors.As(err, &se) && se.Status == 404 { // want `retries 400, 401 and 403`
			return nil, err
		}
		c.pause(ctx, i)
	}
	return nil, err
}

func (c *client) goodAs(ctx context.Context) (body []byte, err error) {
	for i := range 3 {
		if body, err = c.send(ctx); err == nil {
			return body, nil
		}
		var se *statusError
		if errors.As(err, &se) && se.Status < 500 {
			return nil, err
		}
		c.pause(ctx, i)
	}
	return nil, err
}

func (c *client) goodAsType(ctx context.Context) (body []byte, err error) {
	for i := range 3 {
		if body, err = c.send(ctx); err == nil {
			return body, nil
		}
		if se, ok := errors.AsType[*statusError](err); ok && !se.Temporary() {
			return nil, err
		}
		c.pause(ctx, i)
	}
	return nil, err
}

func (c *client) badAsType(ctx context.Context) (body []byte, err error) {
	for i := range 3 {
		if body, err = c.send(ctx); err == nil {
			return body, nil
		}
		if se, ok := errors.AsType[*statusError](err); ok && se.Temporary() { // want `retries 400, 401 and 403`
			return nil, err // the wrong way round
		}
		c.pause(ctx, i)
	}
	return nil, err
}

func (c *client) goodTypeSwitch(ctx context.Context) (body []byte, err error) {
	for i := range 3 {
		body, err = c.send(ctx)
		switch e := err.(type) {
		case nil:
			return body, nil
		case *statusError:
			if e.Status < 500 {
				return nil, e
			}
		}
		c.pause(ctx, i)
	}
	return nil, err
}

func (c *client) badTypeSwitch(ctx context.Context) (body []byte, err error) {
	for i := range 3 {
		body, err = c.send(ctx)
		switch e := err.(type) {
		case nil:
			return body, nil
		case *statusError:
			if e.Status >= 500 { // want `retries 400, 401 and 403`
				return nil, e
			}
		}
		c.pause(ctx, i)
	}
	return nil, err
}

func (c *client) goodMethod(ctx context.Context) (err error) {
	for i := range 3 {
		if _, err = c.send(ctx); err == nil {
			return nil
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return err
		}
		c.pause(ctx, i)
	}
	return err
}

func (c *client) goodNamedFlags(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		transport := err != nil
		server := err == nil && resp.StatusCode >= 500
		limited := err == nil && resp.StatusCode == 429
		if again := transport || server || limited; !again || i == 3 {
			return resp, err
		}
		c.pause(ctx, i)
	}
}

func (c *client) badNamedFlags(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		ok := resp.StatusCode >= 200 && resp.StatusCode < 300
		gone := resp.StatusCode == 404 || resp.StatusCode == 410
		if done := ok || gone; done || i == 3 { // want `retries 400, 401 and 403`
			return resp, nil
		}
		c.pause(ctx, i)
	}
}

func (c *client) badFlagInArms(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		again := true
		switch resp.StatusCode {
		case 200, 404: // want `retries 400, 401 and 403`
			again = false
		}
		if !again {
			return resp, nil
		}
		c.pause(ctx, i)
	}
}

func (c *client) goodFlagInArms(ctx context.Context) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.once(ctx)
		if err != nil {
			return nil, err
		}
		again := false
		switch resp.StatusCode {
		case 429, 503:
			again = true
		}
		if !again {
			return resp, nil
		}
		c.pause(ctx, i)
	}
}
