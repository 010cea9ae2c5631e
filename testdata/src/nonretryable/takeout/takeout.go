// Package takeout names statuses one by one; those that are hopeless can be taken out.
package takeout

import (
	"net/http"
	"net/url"
)

var retryCodes = []int{429, 400, 503} // want `retryCodes lists 400`

var retryFirst = []int{400, 401, 429} // want `retryFirst lists 400 and 401`

var retryLast = []int{429, 503, 400} // want `retryLast lists 400`

var retryStatuses = map[int]bool{
	http.StatusTooManyRequests: true,
	// Once seen on a Monday.
	http.StatusBadRequest:         true, // want `retryStatuses lists 400`
	http.StatusServiceUnavailable: true,
}

var retryLines = []int{
	429,
	400, 422, // want `retryLines lists 400 and 422`
	503,
}

// All of it is wrong, which no edit can mend.
var retryNothing = []int{400} // want `retryNothing lists 400`

// The places of the others would change.
var retryArray = [...]int{400, 429} // want `retryArray lists 400`

var retryKeyed = []int{0: 400, 429} // a list with keys is not read

func retryable(status int) bool {
	switch status {
	case 400, 429, 503: // want `retryable is true for 400`
		return true
	case 404:
		return false
	}
	return false
}

// What is not named is repeated as well, so that nothing is won by taking 400 out.
func retryOthers(status int) bool {
	switch status {
	case 404, 405, 401, 403:
		return false
	case 429, 503: // want `retryOthers is true for 400 and 422`
		return true
	}
	return true
}

func loop(u string) *http.Response {
	for range 3 {
		resp, err := http.Get(u)
		if err != nil {
			return nil
		}
		switch resp.StatusCode {
		case 503, http.StatusBadRequest: // want `retries 400`
			resp.Body.Close()
			continue
		}
		return resp
	}
	return nil
}

var _ url.URL
