// Package zgi talks to ZGI.
package zgi

import "net/http"

const base = "https://api.zgi.ai/v1"

type answer struct {
	StatusCode    int    `json:"status_code"`
	StatusMessage string `json:"status_message"`
	Error         struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func get() (*http.Response, error) { return http.Get(base) }

func good(a answer) bool {
	return a.Error.Code == 11002 || a.Error.Code == 10004 || a.Error.Code == 0 || a.StatusMessage == "SUCCESS"
}

func bad(a answer) bool {
	return a.Error.Code == 15011 // want `15011 is not a zgi code`
}
