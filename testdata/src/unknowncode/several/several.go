// Package several holds codes with more than one neighbour: no fix then.
package several

import "net/http"

const base = "https://v0.api.upyun.com"

type answer struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
	ID   string `json:"id"`
}

func get() (*http.Response, error) { return http.Get(base) }

func bad(a answer) bool {
	return a.Code == 40100055 // want `40100055 is not an upyun code`
}
