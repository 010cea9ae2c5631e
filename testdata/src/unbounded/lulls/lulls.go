// Package lulls has a function of another package wait between attempts, with a context that ends or one that does not.
package lulls

import (
	"context"
	"net/http"
	"time"

	"example.com/lull"
)

func badBlind(hc *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := hc.Get(url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		lull.Blind(time.Second)
	}
}

func badEmpty(hc *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := hc.Get(url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		if err := lull.For(context.Background(), time.Second); err != nil {
			return nil, err
		}
	}
}

func goodFor(ctx context.Context, hc *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := hc.Get(url)
		if err == nil {
			return resp, nil
		}
		if err := lull.For(ctx, time.Second); err != nil {
			return nil, err
		}
	}
}

func goodCut(ctx context.Context, hc *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := hc.Get(url)
		if err == nil {
			return resp, nil
		}
		if lull.Cut(ctx, time.Second) {
			return nil, err
		}
	}
}

func goodClock(ctx context.Context, c lull.Clock, hc *http.Client, url string) (*http.Response, error) {
	for {
		resp, err := hc.Get(url)
		if err == nil || c.Idle(ctx, time.Second) != nil {
			return resp, err
		}
	}
}

func goodCounted(hc *http.Client, url string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Get(url)
		if err == nil || n == 9 {
			return resp, err
		}
		lull.Blind(time.Second)
	}
}
