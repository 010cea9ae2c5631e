// Package blanks has directives that name several rules, with blanks about the commas.
package blanks

import (
	"net/http"
	"time"
)

func after(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 { //retryvet:ignore nonretryable, nobackoff the test server answers 400 while it starts
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

func before(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		//retryvet:ignore nonretryable ,nobackoff the test server answers 400 while it starts
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

// both has a directive for all of it.
//
//retryvet:ignore  nonretryable , nobackoff,	the test server answers 400 while it starts
func both(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

// staticcheck's form as well.
//
//lint:ignore retryvet/nonretryable, retryvet/nobackoff the test server answers 400 while it starts
func staticcheck(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

// A reason may follow a comma, too.
func reason(u string) {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode != 429 { //retryvet:ignore nobackoff, because the test server wants it so, and nothing else
			return
		}
		time.Sleep(time.Second)
	}
}

// want+2 `there is no rule nonretryabel to ignore; did you mean nonretryable\?`
//
//retryvet:ignore nobackoff, nonretryabel for a reason
func misspelt() {}

// want+2 `nobackoff and nonretryable have nothing to report here; remove it from the directive`
//
//retryvet:ignore nobackoff, nonretryable for a reason
func idle() {}

// want+2 `a directive without a reason silences nothing`
//
//retryvet:ignore nobackoff, nonretryable
func noReason() {}
