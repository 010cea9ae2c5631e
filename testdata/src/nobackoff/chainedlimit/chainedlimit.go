// Package chainedlimit hangs a limit of its own before all requests of its client, which may wait as long as it likes.
package chainedlimit

import (
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

type limiter interface{ Wait() error }

func New(l limiter) *resty.Client {
	return resty.New().OnBeforeRequest(func(*resty.Client, *resty.Request) error { return l.Wait() })
}

func fixed(client *resty.Client, file string) (*resty.Response, error) {
	for n := 0; ; n++ {
		answer, err := client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusTooManyRequests || n == 5 {
			return answer, err
		}
		time.Sleep(time.Second)
	}
}

func atOnce(client *resty.Client, file string) (answer *resty.Response, err error) {
	for range 5 {
		answer, err = client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusTooManyRequests {
			return answer, err
		}
	}
	return answer, err
}
