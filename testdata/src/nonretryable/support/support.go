package support

import (
	"net/http"
	"testing"
	"time"
)

// Start is for tests: this file imports what only tests are written with.
func Start(t *testing.T, url string) {
	for range 30 {
		resp, err := http.Get(url)
		if err == nil && resp.StatusCode == http.StatusOK {
			return
		}
		time.Sleep(time.Second)
	}
	t.Fatal("it does not start")
}
