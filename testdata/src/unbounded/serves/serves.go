// Package serves waits for what it needs before it serves others.
package serves

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

func config(url string) (string, error) {
	c := &http.Client{Timeout: 5 * time.Second}
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return "", fmt.Errorf("%s", resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// startServer waits for its backend before it serves others.
func startServer(filer string) bool {
	var cfg string
	for {
		var err error
		cfg, err = config(filer)
		if err != nil {
			log.Printf("wait to connect to filers %v", filer)
			time.Sleep(time.Second)
		} else {
			log.Printf("connected to filers %v", filer)
			break
		}
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, cfg) })
	if err := http.ListenAndServe(":8080", nil); err != nil {
		log.Fatal(err)
	}
	return true
}

func Run(filer string) bool { return startServer(filer) }

// ask waits for the same, and serves nobody.
func ask(filer string) string {
	for {
		cfg, err := config(filer)
		if err == nil { // want `nothing ends the retries`
			return cfg
		}
		log.Printf("wait to connect to filers %v", filer)
		time.Sleep(time.Second)
	}
}

func Ask(filer string) string { return "x" + ask(filer) }
