package renewals

import (
	"encoding/json"
	"net/http"
)

// A pass is kept until somebody drops it; the next request then asks for another one.
type pass struct {
	Word string `json:"word"`
}

type desk struct {
	http http.Client
	url  string
	held *pass
}

func (d *desk) issue() (*pass, error) {
	if d.held != nil {
		return d.held, nil
	}
	resp, err := d.http.Post(d.url+"/issue", "text/plain", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p := new(pass)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil {
		return nil, err
	}
	d.held = p
	return p, nil
}

func (d *desk) drop() { d.held = nil }

func (d *desk) ask(path string) (*http.Response, error) {
	p, err := d.issue()
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(http.MethodGet, d.url+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+p.Word)
	resp, err := d.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		d.drop()
		return d.ask(path) // want `calls itself again for every 401 \(sent at line 48\): if new credentials are refused as well, it never ends; renew once`
	}
	return resp, nil
}

func (d *desk) askTwice(path string, dropped bool) (*http.Response, error) {
	p, err := d.issue()
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(http.MethodGet, d.url+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+p.Word)
	resp, err := d.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && !dropped {
		resp.Body.Close()
		d.drop()
		return d.askTwice(path, true)
	}
	return resp, nil
}

func (d *desk) askInTurns(path string) (*http.Response, error) {
	for turn := 0; ; turn++ {
		p, err := d.issue()
		if err != nil {
			return nil, err
		}
		req, err := http.NewRequest(http.MethodGet, d.url+path, nil)
		if err != nil {
			return nil, err
		}
		req.Header.Set("Authorization", "Bearer "+p.Word)
		resp, err := d.http.Do(req)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || turn == 1 {
			return resp, err
		}
		resp.Body.Close()
		d.drop()
	}
}
