// Package status compares HTTP statuses.
package status

import (
	"net/http"
	"slices"
)

type apiError struct {
	HTTPStatus int
	Code       string
}

func (e *apiError) Error() string { return e.Code }

func good(resp *http.Response) bool {
	switch {
	case resp.StatusCode == 0: // not sent yet
		return false
	case resp.StatusCode == 200, resp.StatusCode == 499, resp.StatusCode == 520, resp.StatusCode == 999:
		return true
	case resp.StatusCode < 200, resp.StatusCode >= 400, resp.StatusCode > 299, resp.StatusCode <= 399:
		return false
	case resp.StatusCode >= 500 && resp.StatusCode < 600, resp.StatusCode < 200 || resp.StatusCode > 299:
		return true
	case resp.StatusCode != 200 && resp.StatusCode != 201, resp.StatusCode == 200 || resp.StatusCode == 201:
		return true
	case resp.StatusCode/100 == 2, resp.StatusCode/100 != 5 && resp.StatusCode != 429:
		return true
	}
	return slices.Contains([]int{200, 201, 204}, resp.StatusCode)
}

// 400 is seen to elsewhere.
func goodAbove(resp *http.Response) string {
	if resp.StatusCode == 400 {
		return "bad request"
	}
	if resp.StatusCode > 400 {
		return "failed"
	}
	return ""
}

func impossible(resp *http.Response, e *apiError) bool {
	if resp.StatusCode == 20000 { // want `20000 is not an HTTP status, so resp.StatusCode never has it; statuses have three digits`
		return true
	}
	if e.HTTPStatus != 42 { // want `42 is not an HTTP status, so e.HTTPStatus never has it`
		return false
	}
	switch resp.StatusCode {
	case 4004, 404: // want `4004 is not an HTTP status`
		return true
	case 40100005: // want `40100005 is upyun's error code, not an HTTP status`
		return true
	}
	return slices.Contains([]int{
		429,
		5003, // want `5003 is not an HTTP status`
	}, resp.StatusCode)
}

func above(res *http.Response) bool {
	return res.StatusCode > 400 // want `res.StatusCode > 400 takes 400 \(bad request\) for a success; write >= 400`
}

func atMost(r *http.Response) bool {
	return r.StatusCode <= 400 // want `r.StatusCode <= 400 takes 400 \(bad request\) for a success; write < 400`
}

func mirrored(answer *http.Response) bool {
	return 400 < answer.StatusCode // want `answer.StatusCode > 400 takes 400`
}

func never(resp *http.Response) bool {
	return resp.StatusCode >= 500 && resp.StatusCode < 400 // want `no HTTP status can fulfil this condition; check its bounds`
}

func neverBoth(resp *http.Response) bool {
	return resp.StatusCode == 200 && resp.StatusCode == 201 // want `no HTTP status can fulfil this condition`
}

func neverRange(resp *http.Response) bool {
	return resp.StatusCode >= 500 && resp.StatusCode > 600 // want `no HTTP status can fulfil this condition`
}

func always(resp *http.Response) bool {
	return resp.StatusCode != 200 || resp.StatusCode != 201 // want `this condition is true for every HTTP status; write && in place of \|\|, or drop it`
}

func alwaysOnce(resp *http.Response) bool {
	return resp.StatusCode < 500 || resp.StatusCode >= 300 // want `this condition is true for every HTTP status`
}

// Two responses, two statuses.
func two(a, b *http.Response) bool {
	return a.StatusCode != 200 || b.StatusCode != 201 || a.StatusCode == 200 && b.StatusCode == 201
}

// Numbers of other things.
type record struct {
	Status int `json:"status"`
	Size   int
}

func others(r record, n int) bool { return r.Status == 5 || r.Size == 20000 || n == 4004 }

// A failure ends a program with a status, which is none of HTTP: 1 is put into it.
type failure struct{ StatusCode int }

func (f *failure) Error() string { return "failed" }

func fails(bad bool) error {
	if bad {
		return &failure{StatusCode: 1}
	}
	return &failure{StatusCode: 12}
}

func exits(f *failure) bool { return f.StatusCode == 1 || f.StatusCode == 12 }

// No answer is -1 here.
type answered struct{ StatusCode int }

func (a *answered) Error() string { return "failed" }

func answers(resp *http.Response) error {
	if resp == nil {
		return &answered{StatusCode: -1}
	}
	return &answered{resp.StatusCode}
}

func none(a *answered) bool {
	return a.StatusCode == 5004 // want `5004 is not an HTTP status`
}
