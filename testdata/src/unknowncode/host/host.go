// Package host talks to 123pan: the one catalog host in it, and tags that fit.
package host

import "net/http"

const base = "https://open-api.123pan.com/api/v1"

type answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func get(path string) (*http.Response, error) { return http.Get(base + path) }

func good(a answer) string {
	switch a.Code {
	case 0:
		return "ok"
	case 401, 3001:
		return "sign in"
	case 429, 20103:
		return "wait"
	case 1001, 1002, 1003, 4002:
		return "no"
	}
	return ""
}

func bad(a answer) string {
	switch a.Code {
	case 1007: // want `1007 is not a pan123 code`
		return "exists"
	case 99999999: // want `99999999 cannot be a pan123 code`
		return "what"
	}
	return ""
}

// Fields that only look alike.
type process struct {
	Code int
	Text string
}

type file struct {
	Size    int64  `json:"size"`
	Status  int    `json:"status"`
	Kind    int    `json:"type"`
	Message string `json:"message"`
}

func others(p process, f file) bool {
	return p.Code == 137 || f.Size == 1048576 || f.Kind == 1234 || f.Status == 2
}
