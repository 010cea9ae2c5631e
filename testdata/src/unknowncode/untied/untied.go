// Package untied talks to an API without a catalog.
package untied

import (
	"errors"
	"net/http"
)

var _ http.Handler

type answer struct {
	ErrCode int    `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

const tokenExpired = 88001

// codes of the API
const (
	quotaExceeded = 88010
	notAllowed    = 88020
)

func good(a answer) bool {
	switch a.ErrCode {
	case 0, 1, -1, 10, 42:
		return true
	case tokenExpired, quotaExceeded, notAllowed:
		return true
	case 401, 404, 500: // statuses, repeated in the body
		return true
	case 88040: // the signature is wrong
		return false
	}
	if a.ErrCode != 88050 {
		return false
	}
	// The cursor is out of date.
	if a.ErrCode == 88051 {
		return false
	}
	return a.ErrCode >= 88000 && a.ErrCode < 89000
}

var errGone = errors.New("gone")

// What stands beside a code says what it means.
func named(a answer, target error, status int) bool {
	return target == errGone && a.ErrCode == 88052 || status == http.StatusNotFound || (a.ErrMsg != "" && a.ErrCode == 88053)
}

func bad(a answer) bool {
	// want +2 `no catalog knows the error code 88060 that a.ErrCode is compared with; give it a named constant or a catalog file`

	return a.ErrCode == 88060
}

type result struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Data    string `json:"data"`
}

func badSwitch(r *result) bool {
	// want +3 `no catalog knows the error code 777123`

	switch r.Code {
	case 777123:
		return true
	}
	return false
}

// A code without a message beside it is a code of anything.
type country struct {
	Code int    `json:"code"`
	Name string `json:"name"`
}

func goodCountry(c country) bool { return c.Code == 86123 }

// What the code means stands beside it.
func spelledOut(r *result) bool {
	return r.Code == 740073 && r.Message == "Lock conflict" && len(r.Data) > 0
}

func below(r *result) string {
	switch r.Code {
	case 774122:
		// the access token has expired
		return "again"
	}
	return ""
}

// What is done about a code says what it means.
func renewed(a *answer) error {
	switch a.ErrCode {
	case 88122, 16:
		return refreshToken()
	}
	if a.ErrCode == 88124 {
		return refreshToken()
	}
	return nil
}

func refreshToken() error { return nil }
