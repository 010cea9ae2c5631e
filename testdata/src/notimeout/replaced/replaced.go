// Package replaced puts transports in the place of the default one that may have a limit.
package replaced

import (
	"encoding/json"
	"net/http"
	"time"
)

func init() {
	http.DefaultTransport = &http.Transport{Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: time.Minute}
}

// SetTransport is for whoever starts the program.
func SetTransport(rt http.RoundTripper) { http.DefaultTransport = rt }

type price struct{ Amount int }

func current(u string) (*price, error) {
	hc := &http.Client{}
	resp, err := hc.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &http.ProtocolError{ErrorString: resp.Status}
	}
	var p price
	return &p, json.NewDecoder(resp.Body).Decode(&p)
}

var _ = current
