package slower

import (
	"context"
	"errors"
	"time"
)

// What is polled is no retry, but the server says how it is to be polled.
func pollForToken(ctx context.Context, endpoint, code string, every time.Duration) (string, error) {
	for range 60 {
		a, err := ask(ctx, endpoint, code)
		if err != nil {
			return "", err
		}
		switch a.Error {
		case "":
			return a.Token, nil
		case "authorization_pending", "slow_down": // want `oauth2 code "slow_down" asks for 5s more delay each time`
		default:
			return "", errors.New(a.Error)
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(every):
		}
	}
	return "", errors.New("nobody has decided")
}

func waitForConsent(ctx context.Context, endpoint, code string) (string, error) {
	for ctx.Err() == nil {
		a, err := ask(ctx, endpoint, code)
		if err != nil {
			return "", err
		}
		if a.Error == "" {
			return a.Token, nil
		}
		if a.Error != "authorization_pending" { // want `oauth2 code "authorization_pending" is retried after 1s .*, which is too soon; wait 5s at least`
			return "", errors.New(a.Error)
		}
		time.Sleep(time.Second)
	}
	return "", ctx.Err()
}

func pollSlower(ctx context.Context, endpoint, code string, every time.Duration) (string, error) {
	for range 60 {
		a, err := ask(ctx, endpoint, code)
		if err != nil {
			return "", err
		}
		switch a.Error {
		case "":
			return a.Token, nil
		case "authorization_pending":
		case "slow_down":
			every += 5 * time.Second
		default:
			return "", errors.New(a.Error)
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(every):
		}
	}
	return "", errors.New("nobody has decided")
}

func waitLong(ctx context.Context, endpoint, code string) (string, error) {
	for ctx.Err() == nil {
		a, err := ask(ctx, endpoint, code)
		if err != nil {
			return "", err
		}
		if a.Error != "authorization_pending" {
			return a.Token, nil
		}
		time.Sleep(10 * time.Second)
	}
	return "", ctx.Err()
}
