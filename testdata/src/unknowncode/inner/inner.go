// Package inner says whose codes a struct holds that is only a part of an answer.
package inner

import "net/http"

var _ http.Handler

//retryvet:provider zgi
type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type answer struct {
	Error failure `json:"error"`
}

func near(a answer) bool {
	return a.Error.Code == 10010 // want `10010 is not a zgi code`
}

func alone(f failure) bool { return f.Code == 10001 || f.Code == 15010 } // want `15010 is not a zgi code`

func status(f failure) bool {
	return f.Code == 429 // want `429 cannot be a zgi code`
}

//retryvet:provider token360
type worded struct {
	Type    string `json:"type"`
	Message string `json:"message"`
	Code    any    `json:"code"`
}

func misspelt(w *worded) bool {
	return w.Type == "rate_limit_eror" // want `"rate_limit_eror" is not a token360 code`
}

func number(w *worded) bool {
	return w.Code == 401 // want `token360 sends "401", never 401`
}

// Of the whole answer it is said: what is beside its error is none.
//
//retryvet:provider zgi
type whole struct {
	Error struct {
		Code int `json:"code"`
	} `json:"error"`
	Page struct {
		Code int `json:"code"`
	} `json:"page"`
	Code int `json:"code"`
}

func beside(w whole) bool { return w.Page.Code == 429 || w.Code == 10010 }

func within(w whole) bool {
	return w.Error.Code == 10010 // want `10010 is not a zgi code`
}

//retryvet:provider upyun
type renamed struct {
	Errno  int    `json:"errno"`
	Errmsg string `json:"errmsg"`
}

func errno(r renamed) bool {
	return r.Errno == 40100050 // want `40100050 is not an upyun code`
}
