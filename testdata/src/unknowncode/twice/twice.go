// Package twice holds codes whose nearest neighbour is there already: to write it once more would not compile.
package twice

import "net/http"

//retryvet:provider pan123
type answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

var _ http.Handler

func taken(a answer) bool {
	switch a.Code {
	case 1002:
		return false
	case 1012: // want `1012 is not a pan123 code; the nearest is 1002`
		return true
	}
	return false
}
