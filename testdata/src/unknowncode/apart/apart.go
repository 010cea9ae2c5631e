// Package apart tells codes of APIs apart that no catalog has.
package apart

import (
	"encoding/json"
	"net/http"
)

type answer struct {
	ErrorCode int    `json:"error_code"`
	ErrorMsg  string `json:"error_msg"`
}

func get(url string) (*answer, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	return &a, json.NewDecoder(resp.Body).Decode(&a)
}

// See https://cloud.example.com/doc/codes.
func documented(a *answer) bool { return a.ErrorCode == 336117 }

func table(a *answer) int {
	switch a.ErrorCode {
	case 336001, 336002, 336003:
		return http.StatusBadRequest
	case 336117:
		return http.StatusTooManyRequests
	}
	return http.StatusInternalServerError
}

func ladder(a *answer) string {
	if a.ErrorCode == 336001 {
		return "request"
	}
	if a.ErrorCode == 336002 {
		return "body"
	}
	if a.ErrorCode == 336117 {
		return "limit"
	}
	return "unknown"
}

func one(a *answer) bool {
	// want +2 `no catalog knows the error code 336117`

	return a.ErrorCode == 336117
}

func two(a *answer) string {
	// want +2 `no catalog knows the error code 336117`

	if a.ErrorCode == 336117 {
		return "limit"
	}
	// want +2 `no catalog knows the error code 336501`

	if a.ErrorCode == 336501 {
		return "minute"
	}
	return ""
}

func same(a *answer) bool {
	// want +2 `no catalog knows the error code 336117`

	if a.ErrorCode == 336117 {
		return true
	}
	a.ErrorMsg = "again"
	// want +2 `no catalog knows the error code 336117`

	if a.ErrorCode == 336117 {
		return false
	}
	// want +2 `no catalog knows the error code 336117`

	return a.ErrorCode == 336117
}

// A page without an address says nothing of it.
func undocumented(a *answer) bool {
	// want +2 `no catalog knows the error code 336118`

	return a.ErrorCode == 336118
}
