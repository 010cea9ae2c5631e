package renewals

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
)

// A session logs in by the function that it sends everything by.
type session struct {
	http   *http.Client
	base   string
	id     string
	logins int
}

func (s *session) startSession() error {
	resp, err := s.send("POST", "login")
	if err == nil {
		resp.Body.Close()
	}
	return err
}

func (s *session) send(method, path string) (*http.Response, error) {
	req, err := http.NewRequest(method, s.base+path, nil)
	if err != nil {
		return nil, err
	}
	if s.id != "" {
		req.AddCookie(&http.Cookie{Name: "session", Value: s.id})
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return nil, err
	}
	s.id = resp.Header.Get("X-Session")
	if resp.StatusCode == http.StatusUnauthorized && len(s.id) != 0 && path != "login" {
		resp.Body.Close()
		if err := s.startSession(); err != nil {
			return nil, err
		}
		return s.send(method, path) // want `calls itself again for every 401 \(sent at line 35\): if new credentials are refused as well, it never ends`
	}
	return resp, nil
}

// A session that counts its logins ends.
func (s *session) counted(method, path string) (*http.Response, error) {
	req, err := http.NewRequest(method, s.base+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && path != "login" && s.logins < 3 {
		resp.Body.Close()
		s.logins++
		login, err := s.counted("POST", "login")
		if err != nil {
			return nil, err
		}
		login.Body.Close()
		return s.counted(method, path)
	}
	return resp, nil
}

// An order says what to send, and how to prove who sends it.
type order struct {
	path string
	auth string
}

type service struct {
	http  *http.Client
	base  string
	token *string
	until time.Time
}

func (s *service) create(o order) ([]byte, error) {
	req, err := http.NewRequest(http.MethodGet, s.base+o.path, nil)
	if err != nil {
		return nil, err
	}
	return s.execute(req, o)
}

func (s *service) execute(req *http.Request, o order) ([]byte, error) {
	switch strings.ToLower(o.auth) {
	case "bearer":
		if s.token == nil {
			if err := s.setToken(); err != nil {
				return nil, err
			}
		}
		req.Header.Set("Authorization", *s.token)
	case "basic":
		req.SetBasicAuth("id", "secret")
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		if o.auth != "bearer" {
			return nil, errors.New("refused")
		}
		if err := s.setToken(); err != nil {
			return nil, err
		}
		return s.execute(req, o) // want `calls itself again for every 401 \(sent at line 106\): if new credentials are refused as well, it never ends`
	}
	var out json.RawMessage
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

func (s *service) setToken() error { return s.renewToken() }

func (s *service) renewToken() error {
	data, err := s.create(order{path: "/token", auth: "basic"})
	if err != nil {
		return err
	}
	token := string(data)
	s.token = &token
	return nil
}

// The second answer is what it is: the order says so.
type marked struct {
	path    string
	renewed bool
}

func (s *service) once(o marked) (*http.Response, error) {
	resp, err := s.http.Get(s.base + o.path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && !o.renewed {
		resp.Body.Close()
		if err := s.renewToken(); err != nil {
			return nil, err
		}
		return s.once(marked{path: o.path, renewed: true})
	}
	return resp, nil
}

// A token that is not new any more is none that was refused.
func (s *service) whileOld(path string) (*http.Response, error) {
	resp, err := s.http.Get(s.base + path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && time.Now().After(s.until) {
		resp.Body.Close()
		if err := s.renewToken(); err != nil {
			return nil, err
		}
		s.until = time.Now().Add(time.Hour)
		return s.whileOld(path)
	}
	return resp, nil
}

// Without its token it is sent once more, and that is all: there is none then.
func (s *service) withoutToken(path string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, s.base+path, nil)
	if err != nil {
		return nil, err
	}
	if s.token != nil {
		req.Header.Set("Authorization", *s.token)
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && s.token != nil {
		resp.Body.Close()
		s.clearToken()
		return s.withoutToken(path)
	}
	return resp, nil
}

func (s *service) clearToken() { s.token = nil }

// With a new one it is sent again and again.
func (s *service) withAnother(path string) (*http.Response, error) {
	if s.token == nil {
		if err := s.renewToken(); err != nil {
			return nil, err
		}
	}
	resp, err := s.http.Get(s.base + path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && s.token != nil {
		resp.Body.Close()
		s.clearToken()
		return s.withAnother(path) // want `calls itself again for every 401`
	}
	return resp, nil
}
