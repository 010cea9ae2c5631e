package decisions

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"time"
)

func badRetryable(code int) bool { return code == 0 || code >= 400 } // want `badRetryable is true for 400, 401 and 403`

func goodRetryable(code int) bool { return code == 429 || code/100 == 5 && code != 501 }

func badShouldRetry(status int) bool {
	switch status {
	case 200, 201, 404: // want `badShouldRetry is true for 400, 401 and 403`
		return false
	}
	return true
}

func goodShouldRetry(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented:
		return false
	default:
		return status >= 500
	}
}

// Only what is named is judged: a predicate that says yes to everything but success is asked about failures.
func badRetryResponse(resp *http.Response, err error) bool { // want `badRetryResponse is true for 400, 401 and 403`
	if err != nil {
		return true
	}
	return resp.StatusCode/100 != 2
}

func goodRetryResponse(resp *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(err, context.Canceled)
	}
	return resp.StatusCode == 429 || resp.StatusCode > 499
}

func badRetryableError(err error) bool { // want `badRetryableError is true for`
	var se *statusError
	if errors.As(err, &se) {
		return se.Status != 404
	}
	return false
}

func goodRetryableError(err error) bool {
	var se *statusError
	if errors.As(err, &se) {
		switch se.Status {
		case 408, 429, 500, 502, 503, 504:
			return true
		}
		return false
	}
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}

func goodTransientType(err error) bool {
	if se, ok := errors.AsType[*statusError](err); ok {
		return se.Temporary()
	}
	return false
}

func badTransientAssertion(err error) bool { // want `badTransientAssertion is true for 400, 401 and 403`
	se, ok := err.(*statusError)
	return ok && se.Status >= 400
}

func goodTransientSwitch(err error) bool {
	switch e := err.(type) {
	case nil:
		return false
	case *statusError:
		return e.Status >= 500
	case net.Error:
		return e.Timeout()
	default:
		return false
	}
}

// The opposite questions are no predicates of this kind.
func goodNotRetryable(code int) bool { return code >= 400 && code < 500 }

func goodIsPermanent(code int) bool { return code == 400 || code == 401 }

// True for everything that fails: the caller decides how often.
func goodRetryAlways(err error) bool { return true }

// A retry budget has no codes.
func goodShouldRetryAgain(attempt int, start time.Time) bool {
	return attempt < 5 && time.Since(start) < time.Minute
}

// A provider's codes, not statuses.
func goodRetryableCode(code int) bool { return code == 40100006 || code == 50300001 || code == 400 }

var retryCodes = []int{429, 500, 502, 503, 504}

var badRetryCodes = []int{429, 400, 405, 408} // want `badRetryCodes lists 400`

var retryStatuses = map[int]bool{429: true, 503: true, 400: false, 401: false}

var badRetryStatuses = map[int]bool{
	http.StatusTooManyRequests: true,
	http.StatusBadRequest:      true, // want `badRetryStatuses lists 400`
	http.StatusNotFound:        false,
}

var retrySet = map[int]struct{}{http.StatusTooManyRequests: {}, http.StatusBadGateway: {}}

var noRetryCodes = []int{400, 401, 403}

var nonRetryableStatuses = map[int]bool{400: true, 401: true}

func goodRetryByList(code int) bool { return slices.Contains(retryCodes, code) }

func goodRetryByMap(code int) bool { return retryStatuses[code] }

func goodRetryBySet(code int) bool {
	_, ok := retrySet[code]
	return ok
}

func goodRetryUnlessListed(code int) bool {
	return code >= 400 && !slices.Contains(noRetryCodes, code) && !nonRetryableStatuses[code] && code >= 500
}

// With a status beside it, an error is one that has none.
func goodRetryStatus(status int, err error) bool {
	return err != nil || status == http.StatusTooManyRequests || status >= 500
}

func badRetryStatus(status int, err error) bool { // want `badRetryStatus is true for 400, 404 and 422`
	return err != nil || status != http.StatusOK && status != http.StatusUnauthorized && status != http.StatusForbidden
}

// A request tells of no answer.
func goodRetriable(r *http.Request) bool { return r.Body == nil }
