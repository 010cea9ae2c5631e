// Package directive holds a type that says whose codes it carries.
package directive

import "net/http"

//retryvet:provider upyun
type answer struct {
	Code    int    `json:"code"`
	Message string `json:"msg"`
	ID      string `json:"id"`
}

var _ http.Handler

func known(a answer) bool {
	switch a.Code {
	case 40100005, 40100006, 42900001:
		return true
	case 0, -1, 1, 200: // nothing, something, success
		return true
	}
	return a.Code >= 50000000 && a.Code < 60000000
}

func near(a answer) bool {
	return a.Code == 40100050 // want `40100050 is not an upyun code`
}

func far(a *answer) string {
	switch a.Code {
	case 40199999: // want `40199999 is not an upyun code as far as its documents say; check the number`
		return "what"
	}
	return ""
}

// A status where a code stands.
func status(a answer) bool {
	return a.Code == 401 // want `401 cannot be an upyun code \(such as 40000000\), so the comparison is never true`
}

func getter(a answer) bool {
	code := a.Code
	return code != 404 // want `404 cannot be an upyun code`
}

//retryvet:provider pan123
type reply struct {
	Code    int64  `json:"code"`
	Message string `json:"message"`
}

func verifying(r reply) bool { return r.Code == 20103 || r.Code == 429 || r.Code == 0 }

func wrong(r reply) bool {
	return r.Code == 5113 // want `5113 is not a pan123 code`
}

//retryvet:provider nobody
type other struct {
	Code int    `json:"code"`
	Text string `json:"text"`
}

func silent(o other) bool { return o.Code == 31337 }

// The directive of one type says nothing of the next.
type next struct {
	Code  int    `json:"Code"`
	Title string `json:"title"`
}

func alsoSilent(n next) bool { return n.Code == 401 || n.Code == 88123 }
