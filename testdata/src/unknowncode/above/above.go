// Package above compares with 400 in functions that stand close together, under the same name of the variable.
package above

import "net/http"

func above(resp *http.Response) bool {
	return resp.StatusCode > 400 // want `resp.StatusCode > 400 takes 400 \(bad request\) for a success; write >= 400`
}

func atMost(resp *http.Response) bool {
	return resp.StatusCode <= 400 // want `resp.StatusCode <= 400 takes 400 \(bad request\) for a success; write < 400`
}

func mirrored(resp *http.Response) bool {
	return 400 < resp.StatusCode // want `resp.StatusCode > 400 takes 400`
}

// What is left out of the retries is not taken for a success.
func shouldRetry(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode > 400
}

func worked(resp *http.Response, err error) bool {
	return err == nil && resp.StatusCode <= 400 // want `resp.StatusCode <= 400 takes 400`
}
