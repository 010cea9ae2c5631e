// Command terminal serves, and can be asked for something by hand.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

func main() {
	if len(os.Args) > 1 {
		if err := install(); err != nil {
			os.Exit(1)
		}
		return
	}
	http.HandleFunc("/", answer)
	http.ListenAndServe(":8080", nil)
}

func answer(w http.ResponseWriter, _ *http.Request) {
	resp, err := http.Get("https://example.org/state") // want `http.Get has no time limit`
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		http.Error(w, resp.Status, http.StatusBadGateway)
		return
	}
	state, _ := io.ReadAll(resp.Body)
	fmt.Fprintln(w, len(state))
}

// Somebody sits before it, and answers what it asks.
func install() error {
	resp, err := http.Get("https://example.org/install")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	script, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	c := exec.Command("sh", "-c", strings.TrimSpace(string(script)))
	c.Stdin, c.Stdout = os.Stdin, os.Stdout
	return c.Run()
}
