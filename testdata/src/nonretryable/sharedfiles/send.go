package sharedfiles

import (
	"net/http"
	"time"
)

func first(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Head(u)
		if !worthIt(resp, err) || i == 3 { // want `retries 400 \(400, 429, 503 and transport errors, sent at line 10, decided at again.go:11\)`
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func second(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Head(u)
		if !worthIt(resp, err) || i == 3 { // want `retries 400`
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}
