// Package never compares codes of one scheme with codes of another of the same provider.
package never

import "net/http"

//retryvet:provider token360
type answer struct {
	Error struct {
		Message string `json:"message"`
		Type    string `json:"type"`
		Code    any    `json:"code"`
	} `json:"error"`
}

var _ http.Handler

func badNumber(a answer) bool {
	return a.Error.Code == 401 // want `token360 sends "401", never 401, so this is always false; compare with "401"`
}

func badSwitch(a answer) bool {
	switch a.Error.Code {
	case "404":
		return false
	case 429: // want `token360 sends "429", never 429`
		return true
	}
	return false
}

//retryvet:provider zgi
type reply struct {
	Error struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Status string `json:"status_message"`
}

func badStatus(r reply) bool {
	return r.Error.Code == 429 // want `429 cannot be a zgi code`
}
