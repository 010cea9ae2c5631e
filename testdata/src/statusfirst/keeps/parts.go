package keeps

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"
)

type session struct {
	token   string
	expires time.Time
}

type granted struct {
	AccessToken string `json:"access_token"`
	ExpiresIn   int    `json:"expires_in"`
}

// BAD: parts are kept, one of them computed.
func (s *session) renew(at string) error {
	resp, err := http.PostForm(at, url.Values{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var g granted
	if err := json.NewDecoder(resp.Body).Decode(&g); err != nil { // want `the answer is decoded and kept whatever its status`
		return err
	}
	s.token = g.AccessToken
	s.expires = time.Now().Add(time.Duration(g.ExpiresIn) * time.Second)
	return nil
}

// GOOD: a number that an error page does not have is asked for.
func (s *session) renewChecked(at string) error {
	resp, err := http.PostForm(at, url.Values{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var g granted
	if err := json.NewDecoder(resp.Body).Decode(&g); err != nil {
		return err
	}
	if g.ExpiresIn <= 0 {
		return errors.New("no session")
	}
	s.token = g.AccessToken
	return nil
}

// GOOD: a time that lies in the past is asked for.
func (s *session) renewFuture(at string) error {
	resp, err := http.PostForm(at, url.Values{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var g granted
	if err := json.NewDecoder(resp.Body).Decode(&g); err != nil {
		return err
	}
	until := time.Unix(int64(g.ExpiresIn), 0)
	if until.Before(time.Now()) {
		return errors.New("no session")
	}
	s.token, s.expires = g.AccessToken, until
	return nil
}

// GOOD: parsing fails on nothing.
func (s *session) parsed(at string) error {
	resp, err := http.PostForm(at, url.Values{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var g struct {
		Token   string `json:"token"`
		Expires string `json:"expires"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&g); err != nil {
		return err
	}
	until, err := time.Parse(time.RFC3339, g.Expires)
	if err != nil {
		return err
	}
	s.token, s.expires = g.Token, until
	return nil
}
