// Package ownserver waits for a server on its own machine.
package ownserver

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"
)

func setUp(port string) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	readyCheckFunc := func() bool {
		resp, err := http.Get(fmt.Sprintf("http://127.0.0.1:%s/health", port))
		if err != nil {
			return false
		}
		_ = resp.Body.Close()
		return resp.StatusCode == 200
	}
check:
	for {
		select {
		case <-ctx.Done():
			log.Fatal("http server can't be ready in 30s")
		default:
			if readyCheckFunc() {
				break check
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
}

func Run() { setUp("8080") }

func elsewhere(port string) bool {
	for range 10 {
		resp, err := http.Get(fmt.Sprintf("http://127.0.0.1.example.com:%s/health", port))
		if err != nil {
			continue
		}
		_ = resp.Body.Close()
		if resp.StatusCode == 200 { // want `retries 400, 401 and 403`
			return true
		}
		time.Sleep(time.Minute)
	}
	return false
}

func local(port int) bool {
	for range 10 {
		resp, err := http.Get(fmt.Sprintf("http://localhost:%d/v1/items", port))
		if err != nil {
			continue
		}
		_ = resp.Body.Close()
		if resp.StatusCode == 200 {
			return true
		}
		time.Sleep(time.Minute)
	}
	return false
}
