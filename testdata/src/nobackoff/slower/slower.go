// Package slower asks again by a code for which the delay has to be longer from then on.
package slower

import (
	"context"
	"errors"
	"time"

	"golang.org/x/oauth2"
)

type device interface {
	Token(ctx context.Context, code string) (string, error)
}

func codeOf(err error) string {
	var oe *oauth2.RetrieveError
	if errors.As(err, &oe) {
		return oe.ErrorCode
	}
	return ""
}

// Five seconds, whatever the server says.
func steady(ctx context.Context, d device, code string) (string, error) {
	for range 60 {
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		if c := codeOf(err); c != "authorization_pending" && c != "slow_down" { // want `oauth2 code "slow_down" asks for 5s more delay each time \(sent at line 27\), and the delay stays the same; add 5s to it`
			return "", err
		}
		time.Sleep(5 * time.Second)
	}
	return "", errors.New("nobody has decided")
}

// As long as the server has said first, which is not known here, and never longer.
func told(ctx context.Context, d device, code string, interval int) (string, error) {
	for range 60 {
		time.Sleep(time.Duration(interval) * time.Second)
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		switch codeOf(err) {
		case "authorization_pending", "slow_down": // want `oauth2 code "slow_down" asks for 5s more delay each time`
			continue
		}
		return "", err
	}
	return "", errors.New("nobody has decided")
}

func little(ctx context.Context, d device, code string) (string, error) {
	interval := 5 * time.Second
	for range 60 {
		time.Sleep(interval)
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		switch codeOf(err) {
		case "authorization_pending":
			continue
		case "slow_down": // want `oauth2 code "slow_down" asks for 5s more delay each time .*, and the delay grows by 1s alone; add 5s to it`
			interval += time.Second
			continue
		}
		return "", err
	}
	return "", errors.New("nobody has decided")
}

func alittle(ctx context.Context, d device, code string, interval time.Duration) (string, error) {
	for range 60 {
		time.Sleep(interval)
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		if c := codeOf(err); c == "slow_down" { // want `and the delay grows by 500ms alone`
			interval += 500 * time.Millisecond
		} else if c != "authorization_pending" {
			return "", err
		}
	}
	return "", errors.New("nobody has decided")
}

// From here on all is well.

func longer(ctx context.Context, d device, code string, interval int) (string, error) {
	for range 60 {
		time.Sleep(time.Duration(interval) * time.Second)
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		switch codeOf(err) {
		case "authorization_pending":
			continue
		case "slow_down":
			interval += 5
			continue
		}
		return "", err
	}
	return "", errors.New("nobody has decided")
}

func longerInTime(ctx context.Context, d device, code string) (string, error) {
	interval := 5 * time.Second
	for range 60 {
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		switch codeOf(err) {
		case "slow_down":
			interval += 5 * time.Second
		case "authorization_pending":
		default:
			return "", err
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(interval):
		}
	}
	return "", errors.New("nobody has decided")
}

// Both codes have it wait longer, and that is long enough.
func each(ctx context.Context, d device, code string) (string, error) {
	interval := 5 * time.Second
	for range 10 {
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		if c := codeOf(err); c != "authorization_pending" && c != "slow_down" {
			return "", err
		}
		time.Sleep(interval)
		interval *= 2
	}
	return "", errors.New("nobody has decided")
}

// The code that asks for no more than to wait.
func pending(ctx context.Context, d device, code string) (string, error) {
	for range 60 {
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		if codeOf(err) != "authorization_pending" {
			return "", err
		}
		time.Sleep(5 * time.Second)
	}
	return "", errors.New("nobody has decided")
}

// A pace keeps the interval, and what it is told.
type pace struct{ every time.Duration }

func (p *pace) slower()             { p.every += 5 * time.Second }
func (p *pace) next() time.Duration { return p.every }

func paced(ctx context.Context, d device, code string, p *pace) (string, error) {
	for range 60 {
		time.Sleep(p.next())
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		switch codeOf(err) {
		case "authorization_pending":
			continue
		case "slow_down":
			p.slower()
			continue
		}
		return "", err
	}
	return "", errors.New("nobody has decided")
}

// A function that nobody can look into says how long.
func asked(ctx context.Context, d device, code string, next func() time.Duration) (string, error) {
	for range 60 {
		time.Sleep(next())
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		if c := codeOf(err); c != "authorization_pending" && c != "slow_down" {
			return "", err
		}
	}
	return "", errors.New("nobody has decided")
}

// Somebody has thought of a long one.
func minute(ctx context.Context, d device, code string) (string, error) {
	for range 10 {
		token, err := d.Token(ctx, code)
		if err == nil {
			return token, nil
		}
		if c := codeOf(err); c != "authorization_pending" && c != "slow_down" {
			return "", err
		}
		time.Sleep(time.Minute)
	}
	return "", errors.New("nobody has decided")
}
