package generated

import (
	"net/http"
	"testing"
)

func TestGood(t *testing.T) {
	for {
		resp, err := http.Get("http://localhost")
		if err == nil && resp.StatusCode == 200 {
			return
		}
	}
}
