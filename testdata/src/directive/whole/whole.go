// Package whole is silent from its first line to its last.
//
//retryvet:ignore nonretryable,nobackoff an experiment, which nobody runs
package whole

import "net/http"

func again(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
	}
	return nil
}
