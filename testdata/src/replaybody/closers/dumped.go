package closers

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httputil"
	"time"
)

// To print an answer with its body reads that to the end and closes it: a copy stands in its place.
func printedWhole(hc *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		if text, err := httputil.DumpResponse(resp, true); err == nil {
			log.Printf("%s", text)
		}
		time.Sleep(time.Second << n)
	}
}

// The same in a literal that says what came.
func toldWhole(hc *http.Client, u string) (*http.Response, error) {
	text := func(r *http.Response) string {
		raw, err := httputil.DumpResponse(r, true)
		if err != nil {
			return ""
		}
		return string(raw)
	}
	var last error
	for n := range 5 {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 != 5 {
			return resp, nil
		}
		last = fmt.Errorf("attempt %d: %s", n, text(resp))
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// Nobody knows here whether the body is printed.
func printedAsTold(hc *http.Client, u string, all bool) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Get(u)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		text, _ := httputil.DumpResponse(resp, all)
		log.Printf("%s", text)
		time.Sleep(time.Second << n)
	}
}

// The headers alone are printed, and the body is as it was.
func printedHeaders(hc *http.Client, u string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := hc.Get(u) // want `the response is not closed before the next attempt`
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		text, _ := httputil.DumpResponse(resp, false)
		log.Printf("%s", text)
		time.Sleep(time.Second << n)
	}
}

var _, _, _, _ = printedWhole, toldWhole, printedAsTold, printedHeaders
