// Package chained sends by clients whose answers say how it went, and are no errors.
package chained

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

func busy(client *resty.Client, file string) error {
	for {
		answer, err := client.R().Get("/files/" + file)
		if err != nil {
			return err
		}
		if answer.StatusCode() == http.StatusTooManyRequests { // want `nothing ends the retries while the answer is 429`
			time.Sleep(time.Minute)
			continue
		}
		if answer.IsError() {
			return errors.New("refused")
		}
		return nil
	}
}

func jumps(files []string) error {
	client := resty.New()
	for _, file := range files {
	again:
		answer, err := client.R().Get("/files/" + file)
		if err != nil {
			return err
		}
		if answer.StatusCode() == http.StatusServiceUnavailable { // want `nothing ends the retries while the answer is 503`
			time.Sleep(time.Minute)
			goto again
		}
	}
	return nil
}

func refused(client *resty.Client, file string) (*resty.Response, error) {
	for {
		answer, err := client.R().Get("/files/" + file)
		if err == nil && answer.StatusCode() >= 500 { // want `nothing ends the retries while the answer is 500 and above`
			time.Sleep(time.Minute)
			continue
		}
		return answer, err
	}
}

// What follows is ended by something, or waits for something else.
func counted(client *resty.Client, file string) (*resty.Response, error) {
	for n := 0; ; n++ {
		answer, err := client.R().Get("/files/" + file)
		if err == nil && answer.StatusCode() >= 500 && n < 5 {
			time.Sleep(time.Minute)
			continue
		}
		return answer, err
	}
}

func downTo(client *resty.Client, file string, left int) (*resty.Response, error) {
	for {
		answer, err := client.R().Get("/files/" + file)
		if err == nil && answer.StatusCode() == 503 {
			if left--; left > 0 {
				time.Sleep(time.Minute)
				continue
			}
		}
		return answer, err
	}
}

func ended(ctx context.Context, client *resty.Client, file string) (*resty.Response, error) {
	for {
		answer, err := client.R().SetContext(ctx).Get("/files/" + file)
		if err == nil && answer.StatusCode() == 503 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Minute):
			}
			continue
		}
		return answer, err
	}
}

func until(client *resty.Client, file string, end time.Time) (*resty.Response, error) {
	for {
		answer, err := client.R().Get("/files/" + file)
		if err == nil && answer.StatusCode() == 503 && time.Now().Before(end) {
			time.Sleep(time.Minute)
			continue
		}
		return answer, err
	}
}

// made is waited for until it is there: an answer that worked says that it is not.
func made(client *resty.Client, file string) error {
	var job struct{ Done bool }
	for {
		answer, err := client.R().SetResult(&job).Get("/jobs/" + file)
		if err != nil {
			return err
		}
		if answer.IsSuccess() && !job.Done {
			time.Sleep(time.Minute)
			continue
		}
		return nil
	}
}

// enough may be told by what nobody reads here.
func enough(client *resty.Client, file string, more func(*resty.Response) bool) (*resty.Response, error) {
	for {
		answer, err := client.R().Get("/files/" + file)
		if err == nil && more(answer) {
			time.Sleep(time.Minute)
			continue
		}
		return answer, err
	}
}
