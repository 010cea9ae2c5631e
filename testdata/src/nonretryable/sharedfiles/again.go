// Package sharedfiles has the predicate of two loops in a file of its own, where it is said once what is wrong with both.
package sharedfiles

import "net/http"

func worthIt(resp *http.Response, err error) bool {
	if err != nil {
		return true
	}
	switch resp.StatusCode {
	case 400, 429, 503: // want `retries 400 \(400, 429, 503 and transport errors, sent at send.go:10\)`
		return true
	}
	return false
}
