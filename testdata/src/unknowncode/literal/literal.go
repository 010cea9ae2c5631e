// Package literal holds codes whose form alone tells whose they are.
package literal

import "net/http"

var _ http.Handler

type apiError struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
}

func good(e apiError) bool { return e.Code == 40100005 || e.Code == 40400001 || e.Code == 42900001 }

func bad(e apiError) bool {
	return e.Code == 40100050 // want `40100050 is not an upyun code`
}

// The same digits under other names are something else.
type order struct {
	Number int `json:"number"`
	Port   int `json:"port"`
}

func silent(o order, id int) bool { return o.Number == 40100050 || id == 40100099 || o.Port == 40000 }

type reply struct {
	ErrorCode string `json:"error_code"`
	Message   string `json:"message"`
}

func goodName(r reply) bool { return r.ErrorCode == "apikey.auth.invalid" || r.ErrorCode == "" }

func badName(r reply) bool {
	return r.ErrorCode == "apikey.auth.invlid" // want `"apikey.auth.invlid" is not a secondme code; the nearest is "apikey.auth.invalid"`
}

func silentName(host, file string, r reply) bool {
	return host == "apikey.example.com" || file == "resource.yaml" || r.ErrorCode == "com.example.failure" || r.ErrorCode == "not_found"
}
