// Package answered waits for the numbers that answers have.
package answered

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"example.com/courier"
)

type answer struct {
	OK     bool `json:"ok"`
	Code   int  `json:"error_code"`
	Limits struct {
		RetryAfter int `json:"retry_after"`
	} `json:"limits"`
	Blocks []*struct {
		Wait   int           `json:"wait"`
		WaitNs int64         `json:"wait_ns"`
		Pause  time.Duration `json:"-"`
		hold   int
	} `json:"blocks"`
}

func ask(url string) (*answer, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(answer)
	return a, json.NewDecoder(resp.Body).Decode(a)
}

var errLimited = errors.New("limited")

func inner(url string) (*answer, error) {
	for range 3 {
		a, err := ask(url)
		if err != nil || a.Code != 429 {
			return a, err
		}
		time.Sleep(time.Duration(a.Limits.RetryAfter)) // want `RetryAfter is waited for as that many nanoseconds, no delay at all, as nothing gives it a unit; multiply it by time\.Second, say`
	}
	return nil, errLimited
}

func listed(url string) (*answer, error) {
	for range 3 {
		a, err := ask(url)
		if err != nil || a.Code != 429 || len(a.Blocks) == 0 {
			return a, err
		}
		time.Sleep(time.Duration(a.Blocks[0].Wait)) // want `Wait is waited for as that many nanoseconds`
	}
	return nil, errLimited
}

func library(chat int64, text string) error {
	for range 3 {
		err := courier.Post(chat, text)
		var r *courier.Refusal
		if !errors.As(err, &r) || r.Code != 429 {
			return err
		}
		time.Sleep(time.Duration(r.RetryAfter)) // want `RetryAfter is waited for as that many nanoseconds`
	}
	return errLimited
}

// Those below have a unit, or may have.
func innerSeconds(url string) (*answer, error) {
	for range 3 {
		a, err := ask(url)
		if err != nil || a.Code != 429 {
			return a, err
		}
		time.Sleep(time.Duration(a.Limits.RetryAfter) * time.Second)
	}
	return nil, errLimited
}

func listedNanos(url string) (*answer, error) {
	for range 3 {
		a, err := ask(url)
		if err != nil || a.Code != 429 || len(a.Blocks) == 0 {
			return a, err
		}
		time.Sleep(time.Duration(a.Blocks[0].WaitNs) + a.Blocks[0].Pause)
	}
	return nil, errLimited
}

func librarySeconds(chat int64, text string) error {
	for range 3 {
		err := courier.Post(chat, text)
		var r *courier.Refusal
		if !errors.As(err, &r) || r.Code != 429 {
			return err
		}
		time.Sleep(time.Second * time.Duration(r.RetryAfter))
	}
	return errLimited
}

func libraryNanos(chat int64, text string) error {
	for range 3 {
		err := courier.Post(chat, text)
		var r *courier.Refusal
		if !errors.As(err, &r) || r.Code != 429 {
			return err
		}
		time.Sleep(time.Duration(r.RetryAfterNs))
	}
	return errLimited
}

func libraryPause(chat int64, text string) error {
	for range 3 {
		if err := courier.Post(chat, text); err == nil {
			return nil
		}
		time.Sleep(time.Duration(courier.Next().RetryAfter))
	}
	return errLimited
}

func libraryOther(chat int64, text string) error {
	for range 3 {
		err := courier.Post(chat, text)
		var r *courier.Refusal
		if !errors.As(err, &r) || r.MoveTo == 0 {
			return err
		}
		time.Sleep(time.Duration(r.MoveTo))
	}
	return errLimited
}
