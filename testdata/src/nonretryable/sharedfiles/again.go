// Package sharedfiles has the predicate of two loops in a file of its own, where no fix of theirs is made.
package sharedfiles

import "net/http"

func worthIt(resp *http.Response, err error) bool {
	if err != nil {
		return true
	}
	switch resp.StatusCode {
	case 400, 429, 503:
		return true
	}
	return false
}
