// Package token360 talks to Token360, whose error.code is a status in a string.
package token360

import "net/http"

const base = "https://api.token360.ai/v1"

type answer struct {
	Error struct {
		Message string `json:"message"`
		Type    string `json:"type"`
		Code    any    `json:"code"`
	} `json:"error"`
}

func get() (*http.Response, error) { return http.Get(base) }

func good(a answer) bool {
	return a.Error.Code == "429" || a.Error.Code == "401" || a.Error.Type == "rate_limit_error" || a.Error.Type == "api_error" || a.Error.Code == nil
}

func badType(a answer) bool {
	return a.Error.Type == "rate_limit_eror" // want `"rate_limit_eror" is not a token360 code; the nearest is "rate_limit_error"`
}
