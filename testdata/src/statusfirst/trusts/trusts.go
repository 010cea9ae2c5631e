// Package trusts takes whatever the server answers for a result.
package trusts

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"log"
	"net/http"
)

type User struct {
	ID    string `json:"id"`
	Email string `json:"email"`
}

type Page struct {
	Items []User `json:"items"`
	Next  string `json:"next"`
}

type Client struct {
	http  *http.Client
	token string
	host  string
}

// BAD: returned.
func user(url string) (*User, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var u User
	if err := json.NewDecoder(resp.Body).Decode(&u); err != nil { // want `the answer is decoded and returned whatever its status \(sent at line 32\): an error page passes for a result; check resp.StatusCode first`
		return nil, err
	}
	return &u, nil
}

// BAD: with the decoder's own error.
func pages(url string) (p Page, err error) {
	resp, err := http.DefaultClient.Get(url)
	if err != nil {
		return Page{}, err
	}
	defer func() {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}()
	var page Page
	err = json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&page) // want `decoded and returned`
	return page, err
}

// BAD: read first, and a part of it.
func (c *Client) email(url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	res, err := c.http.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	log.Printf("got %s", data)
	u := &User{}
	if err := json.Unmarshal(data, u); err != nil { // want `check res.StatusCode first`
		return "", fmt.Errorf("%s: %w", data, err)
	}
	return u.Email, nil
}

// BAD: kept.
func (c *Client) login(url string, body []byte) error {
	resp, err := c.http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var out struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want `decoded and kept whatever its status`
		return err
	}
	c.token = out.Token
	return nil
}

// BAD: an empty list for a refusal.
func emails(url string) ([]string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and returned`
		return nil, err
	}
	list := make([]string, 0, len(page.Items))
	for _, u := range page.Items {
		if u.Email == "" {
			continue
		}
		list = append(list, u.Email)
	}
	return list, nil
}

// BAD: the code is there and nobody looks.
func balance(url string) (float64, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var out struct {
		Code int     `json:"code"`
		Data float64 `json:"data"`
	}
	dec := json.NewDecoder(resp.Body)
	dec.UseNumber()
	if err := dec.Decode(&out); err != nil { // want `decoded and returned`
		return 0, err
	}
	return out.Data, nil
}

// BAD: xml whose root may have any name.
func zone(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var out struct {
		Name string `xml:"name"`
	}
	if err := xml.NewDecoder(resp.Body).Decode(&out); err != nil { // want `decoded and returned`
		return "", err
	}
	return "zone " + out.Name, nil
}
