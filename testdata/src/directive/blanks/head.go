package blanks

import (
	"net/http"
	"time"
)

// A directive on the line of a for is about its head, condition and all.
func condition(u string) {
	resp, err := http.Get(u)
	for i := 0; i < 3 && //retryvet:ignore nonretryable,nobackoff the test server answers 400 while it starts
		(err != nil || resp.StatusCode != 200); i++ {
		time.Sleep(time.Second)
		resp, err = http.Get(u)
	}
}

// One that is meant for what is in the body says where that is.
func body(u string) *http.Response {
	// want+1 `nobackoff and nonretryable have nothing to report here, but do in line 23; move the directive there, or remove it`
	for i := 0; i < 3; i++ { //retryvet:ignore nobackoff,nonretryable about the loop
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

// So does one that stands below.
func below(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		// want+1 `nobackoff and nonretryable have nothing to report here, but do in line 35`
		time.Sleep(time.Second) //retryvet:ignore nobackoff,nonretryable about the wait
	}
	return nil
}

// What another directive silences is not missed.
func other(u string) *http.Response {
	// want+1 `nobackoff has nothing to report here; remove it from the directive`
	for i := 0; i < 3; i++ { //retryvet:ignore nobackoff about the loop
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 { //retryvet:ignore nobackoff,nonretryable the test server answers 400 while it starts
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}
