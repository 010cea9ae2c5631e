// Package near holds codes that are one edit away from a single code of the catalog.
package near

import (
	"net/http"
	"slices"

	"github.com/upyun/go-sdk/v3/upyun"
)

//retryvet:provider pan123
type answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

//retryvet:provider secondme
type reply struct {
	SubCode string `json:"subCode"`
	Message string `json:"message"`
}

var _ http.Handler

const exists = 1012

func ints(a answer) bool {
	if a.Code == 0 || a.Code == 1002 {
		return true
	}
	if a.Code == 1012 { // want `1012 is not a pan123 code; the nearest is 1002 \(File already exists\)`
		return true
	}
	switch a.Code {
	case 401, (2014): // want `2014 is not a pan123 code; the nearest is 2004 \(Wrong share password\)`
		return true
	}
	return slices.Contains([]int{
		1001,
		1104, // want `1104 is not a pan123 code; the nearest is 1004 \(File too large\)`
	}, a.Code)
}

// A named constant is reported and not rewritten: its other uses are not known.
func named(a answer) bool {
	return a.Code == exists // want `1012 is not a pan123 code; the nearest is 1002`
}

func sdk(e *upyun.Error) bool {
	return e.Code == 40001155 // want `40001155 is not an upyun code; the nearest is 40001055 \(The record was changed meanwhile\)`
}

func strings(r reply) bool {
	return r.SubCode != "oauth2.code.expird" // want `"oauth2.code.expird" is not a secondme code; the nearest is "oauth2.code.expired"`
}
