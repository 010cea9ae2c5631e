// Package markers holds shapes that belong to one API alone.
package markers

import "net/http"

type pan struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Trace   string `json:"x-traceID"`
}

var _ http.Handler

func good(p pan) bool { return p.Code == 0 || p.Code == 401 || p.Code == 4001 }

func bad(p pan) bool {
	return p.Code == 4011 // want `4011 is not a pan123 code`
}

// Without the mark it is anybody's.
type anybody struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func silent(a anybody) bool { return a.Code == 401 }
