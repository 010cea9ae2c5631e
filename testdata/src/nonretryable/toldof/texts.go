package toldof

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

type feed struct {
	XMLName xml.Name `xml:"result"`
	OK      string   `xml:"ok,attr"`
	Items   []string `xml:"item"`
}

// items asks for a word, in whatever letters.
func items(hc *http.Client, at string) ([]string, error) {
	var last error
	for d := time.Second; d <= 16*time.Second; d *= 2 {
		resp, err := hc.Get(at)
		if err != nil {
			return nil, err
		}
		var f feed
		err = xml.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if strings.EqualFold(f.OK, "yes") { // want `retries 400, 401 and 403 \(400-599`
			return f.Items, nil
		}
		last = fmt.Errorf("%s: %s", at, resp.Status)
		time.Sleep(d)
	}
	return nil, last
}

func lower(hc *http.Client, at string) ([]string, error) {
	var last error
	for d := time.Second; d <= 16*time.Second; d *= 2 {
		resp, err := hc.Get(at)
		if err != nil {
			return nil, err
		}
		var f feed
		err = xml.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if strings.ToLower(f.OK) != "yes" { // want `retries 400, 401 and 403 \(400-599`
			last = fmt.Errorf("%s: %s", at, resp.Status)
			time.Sleep(d)
			continue
		}
		return f.Items, nil
	}
	return nil, last
}

// passing looks at the status first.
func passing(hc *http.Client, at string) ([]string, error) {
	for d := time.Second; d <= 16*time.Second; d *= 2 {
		resp, err := hc.Get(at)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 400 && resp.StatusCode < 500 {
			resp.Body.Close()
			return nil, errors.New(resp.Status)
		}
		var f feed
		err = xml.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if strings.EqualFold(f.OK, "yes") {
			return f.Items, nil
		}
		time.Sleep(d)
	}
	return nil, errors.New("no items")
}

// busy goes on for a word of the server's.
func busy(hc *http.Client, at string) ([]string, error) {
	for d := time.Second; d <= 16*time.Second; d *= 2 {
		resp, err := hc.Get(at)
		if err != nil {
			return nil, err
		}
		var f feed
		err = xml.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(f.OK, "busy") {
			return f.Items, nil
		}
		time.Sleep(d)
	}
	return nil, errors.New("no items")
}
