// Package lent hands answers to helpers of another package, which may close them.
package lent

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"example.com/lent"
)

func post(ctx context.Context, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func good(ctx context.Context, url string, data []byte) (string, error) {
	resp, err := lent.Closely(ctx, func() (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return http.DefaultClient.Do(req)
	})
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return string(text), err
}

func goodByOther(ctx context.Context, url string, data []byte) (*http.Response, error) {
	return lent.Closely(ctx, func() (*http.Response, error) { return post(ctx, url, data) })
}

func goodAgain(ctx context.Context, url string, data []byte, plain bool) (string, error) {
	resp, err := lent.Closely(ctx, func() (*http.Response, error) { return post(ctx, url, data) })
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusMethodNotAllowed && !plain {
		return goodAgain(ctx, url, data[:1], true)
	}
	text, err := io.ReadAll(resp.Body)
	return string(text), err
}

func badWhatever(ctx context.Context, url string, data []byte) (*http.Response, error) {
	return lent.Whatever(ctx, func() (*http.Response, error) {
		resp, err := post(ctx, url, data) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 {
			return nil, errors.New(resp.Status)
		}
		return resp, nil
	})
}

func goodWhatever(ctx context.Context, url string, data []byte) (*http.Response, error) {
	return lent.Whatever(ctx, func() (*http.Response, error) {
		resp, err := post(ctx, url, data)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		return resp, nil
	})
}
