package status

import "net/http"

func overload(code int) bool { return code >= http.StatusInternalServerError && code > 600 } // want `no HTTP status can fulfil this condition`

func within(code int) bool { return code >= 500 && code < 600 }

// Others give it what they like.
func Odd(code int) bool { return code >= 500 && code > 600 }

// It is given a provider's code as well.
func mixed(code int) bool { return code >= 500 && code > 600 }

// What it is given may be set to something else.
func reset(code int) bool {
	if code == 499 {
		code = 700
	}
	return code >= 500 && code > 600
}

func classified(resp *http.Response, body struct{ Code int }) (bool, bool, bool, bool) {
	code := resp.StatusCode
	if code != 401 || code != 403 { // want `true for every HTTP status`
		return false, false, false, false
	}
	return overload(code), within(resp.StatusCode), mixed(code) || mixed(body.Code), reset(code)
}

var _ = classified
