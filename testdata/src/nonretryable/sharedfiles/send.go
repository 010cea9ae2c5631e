package sharedfiles

import (
	"net/http"
	"time"
)

func first(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Head(u)
		if !worthIt(resp, err) || i == 3 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func second(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Head(u)
		if !worthIt(resp, err) || i == 3 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}
