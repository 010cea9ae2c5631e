// Command main waits for what it needs as it begins.
package main

import (
	"log"
	"net/http"
	"time"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", handle)
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}

func run() error {
	resp, err := fetch("https://example.com/settings")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func fetch(u string) (*http.Response, error) {
	for {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

func handle(w http.ResponseWriter, r *http.Request) {
	resp, err := connect("https://example.com" + r.URL.Path)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
}

func connect(u string) (*http.Response, error) {
	for {
		resp, err := http.Get(u)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}
