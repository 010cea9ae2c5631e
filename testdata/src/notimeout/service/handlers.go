package main

import "net/http"

// serveRegion answers a request; what it is called does not make it go on for ever.
func serveRegion(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://backend/region") // want `http.Get has no time limit`
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

// serveForever asks until there is an answer, as its name says.
func serveForever(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
