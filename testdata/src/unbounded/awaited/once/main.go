// Command once does its work and ends: a person waits for it.
package main

import (
	"log"
	"net/http"
	"time"
)

func main() {
	if err := announce("https://example.com/hook"); err != nil {
		log.Fatal(err)
	}
}

func announce(hook string) error {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		resp, err := http.Post(hook, "text/plain", nil)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 { // want `nothing ends the retries`
			return nil
		}
		time.Sleep(pause)
	}
}
