// Package decisions asks for a code that is meant to be another one, where that one is asked for as well, or not.
package decisions

import (
	"net/http"
	"slices"
	"time"
)

//retryvet:provider pan123
type answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

//retryvet:provider pan123
type small struct {
	Code    uint8  `json:"code"`
	Message string `json:"message"`
}

//retryvet:provider token360
type reply struct {
	Error struct {
		Message string `json:"message"`
		Type    string `json:"type"`
		Code    any    `json:"code"`
	} `json:"error"`
}

func tagged(a answer) string {
	switch a.Code {
	case 1002:
		return "exists"
	case 1012: // want `1012 is not a pan123 code; the nearest is 1002`
		return "exists as well"
	}
	return ""
}

const exists = 1002

func tagless(a answer) string {
	switch {
	case a.Code == exists:
		return "exists"
	case a.Code == 1012: // want `the nearest is 1002`
		return "exists as well"
	}
	return ""
}

func taglessMirrored(a answer) string {
	switch {
	case 1012 == a.Code: // want `the nearest is 1002`
		return "exists as well"
	case a.Code == 401, (a.Code) == 1002:
		return "exists"
	}
	return ""
}

func otherwise(a answer) string {
	if a.Code == 1002 {
		return "exists"
	} else if a.Message != "" && a.Code == 1012 { // want `the nearest is 1002`
		return "exists as well"
	} else if a.Code == 2014 { // want `the nearest is 2004`
		return "wrong"
	}
	return ""
}

func condition(a answer) bool {
	return a.Code == 1012 || a.Code == 1002 // want `the nearest is 1002`
}

func list(a answer) bool {
	return slices.Contains([]int{exists, 1012}, a.Code) // want `the nearest is 1002`
}

// Only one of two can be the other.
func two(a answer) string {
	switch a.Code {
	case 1012: // want `the nearest is 1002`
		return "exists"
	case 1022: // want `the nearest is 1002`
		return "exists as well"
	}
	return ""
}

func twoTagless(a answer) string {
	switch {
	case a.Code == 1012: // want `the nearest is 1002`
		return "exists"
	case a.Code == 1022: // want `the nearest is 1002`
		return "exists as well"
	}
	return ""
}

// Another carrier may hold the same.
func carriers(a, b answer) string {
	switch {
	case a.Code == 1002:
		return "exists"
	case b.Code == 1012: // want `the nearest is 1002`
		return "exists there"
	}
	return ""
}

// What a branch does is another decision.
func nested(a, b answer) string {
	if a.Code == 1012 { // want `the nearest is 1002`
		if a.Message == "" && a.Code == 1002 {
			return "never"
		}
		return "exists"
	}
	switch {
	case a.Message == "":
		return condition1(a.Code == 1012) // want `the nearest is 1002`
	}
	return ""
}

func condition1(ok bool) string { return "" }

func unusual(r reply) bool {
	return r.Error.Code == 429 // want `token360 sends "429", never 429, so this is always false; compare with "429"`
}

// The field cannot hold what is nearest.
func narrow(a small) bool {
	return a.Code == 106 // want `the nearest is 1006`
}

// To go round with what the file exists for is another fault.
func repeats(u string, ask func(*http.Response) answer) error {
	for i := range 5 {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		a := ask(resp)
		resp.Body.Close()
		if a.Code != 1012 { // want `the nearest is 1002`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return nil
}
