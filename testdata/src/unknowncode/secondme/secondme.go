// Package secondme talks to SecondMe.
package secondme

import "net/http"

const base = "https://api.mindverse.com"

type answer struct {
	Code    int    `json:"code"`
	SubCode string `json:"subCode"`
	Message string `json:"message"`
}

func get() (*http.Response, error) { return http.Get(base) }

func good(a answer) bool {
	switch a.SubCode {
	case "oauth2.code.expired", "oauth2.code.used", "apikey.permission.denied", "":
		return true
	}
	return a.Code == 0 || a.Code == 403
}

func bad(a answer) bool {
	switch a.SubCode {
	case "oauth2.code.expird": // want `"oauth2.code.expird" is not a secondme code; the nearest is "oauth2.code.expired"`
		return true
	}
	return false
}
