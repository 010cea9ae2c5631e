package ignore

import (
	"net/http"
	"time"
)

func trailing(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 { //retryvet:ignore nonretryable,nobackoff the test server answers 400 while it starts
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

func above(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		//retryvet:ignore nonretryable,nobackoff the test server answers 400 while it starts
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

// function has a directive for all of it.
//
//retryvet:ignore nonretryable,nobackoff the test server answers 400 while it starts
func function(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

func oneOfTwo(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		// want+1 `unknowncode has nothing to report here; remove it from the directive`
		//retryvet:ignore nonretryable,unknowncode,nobackoff while it starts
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

func noReason(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		// want+1 `a directive without a reason silences nothing; say after the rule why the finding may stay`
		if err == nil && resp.StatusCode == 200 { //retryvet:ignore nonretryable
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

func elsewhere(u string) *http.Response {
	// want+1 `nonretryable has nothing to report here, but does in line 75; move the directive there, or remove it`
	//retryvet:ignore nonretryable about the head of the loop only
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

// want+2 `there is no rule nobackof to ignore; did you mean nobackoff\?`
//
//retryvet:ignore nobackof for a reason
func misspelt() {}

// want+2 `nobackoff has nothing to report here; remove it from the directive`
//
//retryvet:ignore nobackoff for a reason
func idle() {}

// want+2 `//retryvet:ignore names no rule, so it silences nothing`
//
//retryvet:ignore
func nothing() {}

// want+2 `there is no rule quiet to ignore; known are nonretryable, unknowncode, nobackoff, unbounded, ignoresctx, replaybody, statusfirst, errortext, nestedretry, notimeout`
//
//retryvet:ignore quiet for a reason
func unknown() {}

// want+2 `there is no directive //retryvet:silence; known are ignore, provider`
//
//retryvet:silence nobackoff for a reason
func unheard() {}

// want+2 `no catalog has a provider acme; known are acme-ca, anthropic, ark, aws, `
//
//retryvet:provider acme
type third struct{}

// want+1 `with a space in front this is a comment like any other; write //retryvet: without it`
// retryvet:ignore nobackoff for a reason
func space() {}

// want+2 `there is no directive //retryvet:ignored; did you mean ignore\?`
//
//retryvet:ignored nobackoff for a reason
func verb() {}

// want+2 `findings of directive cannot be ignored by a directive`
//
//retryvet:ignore directive for a reason
func itself() {}

// want+2 `no catalog has a provider upyum; did you mean upyun\?`
//
//retryvet:provider upyum
type answer struct{}

// want+2 `//retryvet:provider wants the name of one provider, and nothing else`
//
//retryvet:provider upyun for a reason
type other struct{}

// To ignore a finding one writes retryvet:ignore, as the text of the comment says, which is no directive itself.
func prose() {}
