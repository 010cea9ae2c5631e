// Package untied says of structs whose codes they hold, some of them in vain.
package untied

import "net/http"

var _ http.Handler

//retryvet:provider upyun
type answer struct {
	Code    int    `json:"code"`
	Message string `json:"msg"`
}

// want+2 `ties nothing to upyun: no struct here has a field like those of its codes \(code int\); put it above one that has`
//
//retryvet:provider upyun
type header struct {
	Title string `json:"title"`
}

// The kind of a code is part of it.
//
// want+2 `ties nothing to upyun`
//
//retryvet:provider upyun
type worded struct {
	Code string `json:"code"`
}

// want+2 `ties nothing to zgi: no struct here has a field like those of its codes \(error.code int, error.code string, status_code int\)`
//
//retryvet:provider zgi
func send() {}

// want+2 `ties nothing to upyun`
//
//retryvet:provider upyun
type code int

// An error has a struct of its own, below the answer's.
//
//retryvet:provider zgi
type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type reply struct {
	Error failure `json:"error"`
}

// The user knows better than the catalog what its answers look like.
//
//retryvet:provider upyun
type renamed struct {
	Errno  int    `json:"errno"`
	Errmsg string `json:"errmsg"`
}

// One directive for several.
//
//retryvet:provider pan123
type (
	first struct {
		Title string `json:"title"`
	}
	second struct {
		Code int `json:"code"`
	}
)

func local() any {
	//retryvet:provider pan123
	type inner struct {
		Code int `json:"code"`
	}
	// want+1 `ties nothing to pan123`
	//retryvet:provider pan123
	type none struct {
		Title int `json:"title"`
	}
	return []any{inner{}, none{}}
}
