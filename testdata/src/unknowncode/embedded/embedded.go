// Package embedded holds answers that embed each other.
package embedded

import "net/http"

var _ http.Handler

//retryvet:provider pan123
type answer struct {
	*detail
	Code int `json:"code"`
}

type detail struct {
	*answer
	Note string `json:"note"`
}

func exists(a answer) bool {
	return a.Code == 1012 // want `1012 is not a pan123 code; the nearest is 1002`
}
