// Package logins asks for credentials: again until there are some, or between two attempts of something else.
package logins

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"
)

type session struct {
	host  string
	c     *http.Client
	token string
}

func (s *session) login(user, pass string) (string, error) {
	resp, err := s.c.PostForm(s.host+"/login", url.Values{"user": {user}, "pass": {pass}})
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(resp.Status)
	}
	var out struct{ Token string }
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.Token, err
}

// The login is the attempt: it has no other credentials than the last time.
func (s *session) enter(user, pass string) (string, error) {
	var last error
	for i := range 5 {
		token, err := s.login(user, pass)
		if err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 19\)`
			return token, nil
		}
		last = err
		time.Sleep(time.Second << i)
	}
	return "", last
}

func (s *session) refreshToken() error {
	token, err := s.login("machine", "secret")
	if err == nil {
		s.token = token
	}
	return err
}

func (s *session) keep() error {
	err := s.refreshToken()
	for i := 0; err != nil && i < 4; i++ { // want `retries 400, 401 and 403 \(any status but 200, sent at line 19\)`
		time.Sleep(time.Second << i)
		err = s.refreshToken()
	}
	return err
}

func (s *session) get(path string) (int, error) {
	req, err := http.NewRequest(http.MethodGet, s.host+path, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	resp, err := s.c.Do(req)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// The login lies between two attempts of something else.
func (s *session) fetch(path string) (int, error) {
	for range 2 {
		status, err := s.get(path)
		if err != nil || status != http.StatusUnauthorized {
			return status, err
		}
		if err := s.refreshToken(); err != nil {
			return 0, err
		}
	}
	return 0, errors.New("refused twice")
}

// What is tried again asks for credentials first, each time.
func (s *session) afresh(path string) (int, error) {
	for range 2 {
		if err := s.refreshToken(); err != nil {
			return 0, err
		}
		status, err := s.get(path)
		if err != nil || status != http.StatusUnauthorized {
			return status, err
		}
	}
	return 0, errors.New("refused twice")
}

// A login that is refused is not sent again.
func (s *session) patient(user, pass string) (string, error) {
	var last error
	for i := range 5 {
		resp, err := s.c.PostForm(s.host+"/login", url.Values{"user": {user}, "pass": {pass}})
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
				return resp.Header.Get("X-Token"), nil
			}
			err = errors.New(resp.Status)
		}
		last = err
		time.Sleep(time.Second << i)
	}
	return "", last
}
