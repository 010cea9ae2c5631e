// Package limits gives the default client a limit: all who use it have it.
package limits

import (
	"io"
	"net/http"
	"time"
)

func init() { http.DefaultClient.Timeout = 30 * time.Second }

func get(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
