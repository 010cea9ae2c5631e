// Package proxied puts a transport of its own in the place of the default one, which has a proxy and no limit.
package proxied

import (
	"encoding/json"
	"net/http"
	"net/url"
)

func init() {
	http.DefaultTransport = &http.Transport{Proxy: http.ProxyURL(&url.URL{Scheme: "http", Host: "proxy.example:3128"})}
}

type price struct{ Amount int }

func current(u string) (*price, error) {
	hc := &http.Client{} // want `no Timeout, nor its request a deadline`
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
