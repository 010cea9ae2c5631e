// Package copied uses a library by the path of a copy that the program keeps.
package copied

import (
	"errors"
	"net/http"

	"example.com/kept/third_party/github.com/cenkalti/backoff"
)

func badCopied(hc *http.Client, url string) error {
	return backoff.Retry(func() error {
		resp, err := hc.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK { // want `retries 400, 401 and 403`
			return errors.New(resp.Status)
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

func goodCopied(hc *http.Client, url string) error {
	return backoff.Retry(func() error {
		resp, err := hc.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode >= 500:
			return errors.New(resp.Status)
		case resp.StatusCode != http.StatusOK:
			return backoff.Permanent(errors.New(resp.Status))
		}
		return nil
	}, backoff.NewExponentialBackOff())
}
