// Package allowed tries again by a code of which its provider's document says how often: three times after the first.
package allowed

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	workwx "github.com/xen0n/go-workwx"
)

func ten(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	delay := time.Second
	var err error
	for range 10 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 { // want `wecom code -1 is retried up to 9 times \(sent at line 19\), and its document allows 3; return the error then`
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

// The number is at the end of the round, and a context may end it sooner.
func lastRound(ctx context.Context, app *workwx.WorkwxApp, to *workwx.Recipient) error {
	for i := 0; ; i++ {
		err := app.SendTextMessage(to, "hello", false)
		if err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 && ce.Code != 6000 { // want `wecom code -1 is retried up to 8 times`
			return err
		}
		if i == 8 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
}

type reply struct {
	Code int    `json:"errcode"`
	Text string `json:"errmsg"`
}

func (r *reply) Error() string { return r.Text }

func fetch(ctx context.Context, token string) (*reply, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token="+token, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := new(reply)
	return r, json.NewDecoder(resp.Body).Decode(r)
}

func own(ctx context.Context, token string) (*reply, error) {
	var r *reply
	for i := 1; i <= 6; i++ {
		var err error
		if r, err = fetch(ctx, token); err != nil {
			return nil, err
		}
		if r.Code != -1 { // want `wecom code -1 is retried up to 5 times`
			break
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return r, nil
}

func library(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	return retry.Do(func() error { return app.SendTextMessage(to, "hello", false) }, // want `wecom code -1 is retried up to 7 times`
		retry.Attempts(8), retry.Delay(time.Second), retry.RetryIf(func(err error) bool {
			var ce *workwx.ClientError
			return errors.As(err, &ce) && ce.Code == -1
		}))
}

// From here on all is well.

// As often as the document says: the first attempt, and three more.
func four(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	delay := time.Second
	var err error
	for range 4 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

func fewOf(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	for i := 0; ; i++ {
		err := app.SendTextMessage(to, "hello", false)
		var ce *workwx.ClientError
		if err == nil || !errors.As(err, &ce) || ce.Code != -1 || i >= 3 {
			return err
		}
		time.Sleep(time.Second << i)
	}
}

// Many rounds, of which this code has few.
func apart(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	busy := 0
	var err error
	for range 20 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) {
			return err
		}
		if ce.Code == -1 {
			if busy++; busy > 3 {
				return err
			}
		} else if ce.Code != 6000 {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}

// The same, counted for each code.
func eachCode(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	met := map[int64]int{}
	var err error
	for range 20 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 && ce.Code != 6000 {
			return err
		}
		if met[int64(ce.Code)]++; met[int64(ce.Code)] > 3 {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}

// A flag that the code sets lets it go on once.
func once(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	met := false
	var err error
	for range 20 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 || met {
			return err
		}
		met = true
		time.Sleep(time.Minute)
	}
	return err
}

// The same, by the loop's own counter.
func sooner(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	var err error
	for i := 0; i < 20; i++ {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 && ce.Code != 6000 {
			return err
		}
		if ce.Code == -1 && i >= 3 {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}

// Somebody's number.
func told(app *workwx.WorkwxApp, to *workwx.Recipient, most int) error {
	var err error
	for range most {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}

// A time limit, which ends it after nobody knows how many.
func limited(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	start := time.Now()
	var err error
	for i := 0; i < 20; i++ {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 || time.Since(start) > 3*time.Second {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// Another code, of which no document says how often.
func other(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	var err error
	for range 10 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != 6000 {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}

// All that is not asked for: nobody has thought of this code.
func all(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	var err error
	for range 10 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if errors.As(err, &ce) && ce.Code == 40014 {
			return err
		}
		time.Sleep(time.Minute)
	}
	return err
}
