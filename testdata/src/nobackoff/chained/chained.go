// Package chained sends by clients that can try again by themselves, and wait then, but not before the first attempt.
package chained

import (
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

func fixed(client *resty.Client, file string) (*resty.Response, error) {
	for n := 0; ; n++ {
		answer, err := client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusTooManyRequests || n == 5 { // want `429 is retried after a fixed 1s`
			return answer, err
		}
		time.Sleep(time.Second)
	}
}

func atOnce(file string) (answer *resty.Response, err error) {
	client := resty.New()
	client.SetRetryCount(2)
	for range 5 {
		answer, err = client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusTooManyRequests { // want `429 is retried at once`
			return answer, err
		}
	}
	return answer, err
}

func any(client *resty.Client, file string) (answer *resty.Response, err error) {
	for range 5 {
		if answer, err = client.R().Execute("GET", "/files/"+file); err == nil && answer.IsSuccess() { // want `429 is retried after a fixed 2s`
			return answer, nil
		}
		time.Sleep(2 * time.Second)
	}
	return answer, err
}

// What grows, is long or is told by the server is fine.
func grows(client *resty.Client, file string) (*resty.Response, error) {
	for n := 0; ; n++ {
		answer, err := client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusTooManyRequests || n == 5 {
			return answer, err
		}
		time.Sleep(time.Second << n)
	}
}

func long(client *resty.Client, file string) (*resty.Response, error) {
	for n := 0; ; n++ {
		answer, err := client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusTooManyRequests || n == 5 {
			return answer, err
		}
		time.Sleep(time.Minute)
	}
}

func ticked(client *resty.Client, file string) (*resty.Response, error) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for n := 0; ; n++ {
		answer, err := client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusTooManyRequests || n == 5 {
			return answer, err
		}
		<-t.C
	}
}

func other(client *resty.Client, file string) (*resty.Response, error) {
	for n := 0; ; n++ {
		answer, err := client.R().Get("/files/" + file)
		if err != nil || answer.StatusCode() != http.StatusConflict || n == 5 {
			return answer, err
		}
		time.Sleep(time.Second)
	}
}

func once(client *resty.Client, file string) (*resty.Response, error) {
	answer, err := client.R().Get("/files/" + file)
	if err == nil && answer.StatusCode() == http.StatusTooManyRequests {
		time.Sleep(time.Second)
		answer, err = client.R().Get("/files/" + file)
	}
	return answer, err
}
