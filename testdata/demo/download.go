package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// download fetches a file. It is GOOD: it repeats when the connection broke or the server has trouble, and believes what
// a 4xx says.
func download(ctx context.Context, address string) ([]byte, error) {
	var last error
	for attempt := range 4 {
		if attempt > 0 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Second << attempt):
			}
		}
		data, status, err := fetch(ctx, address)
		switch {
		case err != nil:
			last = err
		case status == http.StatusOK:
			return data, nil
		case status == http.StatusTooManyRequests || status >= 500:
			last = fmt.Errorf("GET %s: status %d", address, status)
		default:
			return nil, fmt.Errorf("GET %s: status %d", address, status)
		}
	}
	return nil, last
}

// fetch makes one attempt.
func fetch(ctx context.Context, address string) (data []byte, status int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	data, err = io.ReadAll(resp.Body)
	return data, resp.StatusCode, err
}
