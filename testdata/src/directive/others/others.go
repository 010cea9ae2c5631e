// Package others uses the directives of other tools.
package others

import (
	"net/http"
	"time"
)

func staticcheck(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		//lint:ignore retryvet/nonretryable,retryvet/nobackoff,SA1000 the test server answers 400 while it starts
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
		time.Sleep(time.Second)
	}
	return nil
}

// want+2 `nobackoff has nothing to report here`
//
//lint:ignore retryvet/nobackoff for a reason
func idle() {}

//lint:ignore SA1000 a directive of staticcheck's
func theirs() {}

// want+2 `a directive without a reason silences nothing`
//
//lint:ignore retryvet/nobackoff
func noReason() {}

//nolint:retryvet // golangci-lint's nolintlint judges these
func nolint() {}
