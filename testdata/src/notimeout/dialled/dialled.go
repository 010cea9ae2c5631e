// Package dialled sets how the default transport dials: its connections may have deadlines.
package dialled

import (
	"context"
	"io"
	"net"
	"net/http"
	"time"
)

func init() {
	http.DefaultTransport.(*http.Transport).DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		if err == nil {
			err = c.SetDeadline(time.Now().Add(time.Minute))
		}
		return c, err
	}
}

func get(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

var _ = get
