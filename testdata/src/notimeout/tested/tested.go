// Package tested has tests in it, and reads its answers in ways of its own.
package tested

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
)

func get(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func buffered(u string) (string, error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var buf bytes.Buffer
	_, err = buf.ReadFrom(resp.Body)
	return buf.String(), err
}

func dumped(u string) error {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := httputil.DumpResponse(resp, true)
	fmt.Printf("%s", text)
	return err
}

func closedByLiteral(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return nil, err
	}
	defer func(body io.ReadCloser) { _ = body.Close() }(resp.Body)
	return io.ReadAll(resp.Body)
}

func dropped(u string) (err error) {
	_, err = http.PostForm(u, url.Values{}) // want `http.PostForm has no time limit`
	return err
}

// Certificates and proxies limit nothing.
func init() {
	http.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS13}
	tr := http.DefaultTransport.(*http.Transport).Clone()
	tr.Proxy = http.ProxyFromEnvironment
	other = tr
}

var other http.RoundTripper

// From here on all is well, or nothing is known.

func stored(u string, to io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer func(body io.ReadCloser) { _ = body.Close() }(resp.Body)
	_, err = io.Copy(to, resp.Body)
	return err
}

func handed(u string, to chan<- io.Reader) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	func(body io.ReadCloser) { to <- body }(resp.Body)
	return nil
}

func reassigned(u string, r io.ReadCloser) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	func(body io.ReadCloser) { body = r; _ = body.Close() }(resp.Body)
	return nil
}

var _, _, _, _, _, _, _, _ = get, buffered, dumped, closedByLiteral, dropped, stored, handed, reassigned
