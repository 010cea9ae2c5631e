// Command service goes on until it is stopped.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get("http://backend/") // want `http.Get has no time limit`
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		w.WriteHeader(resp.StatusCode)
	})
	http.HandleFunc("/region", serveRegion)
	log.Print(serveForever("http://backend/lease"))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
