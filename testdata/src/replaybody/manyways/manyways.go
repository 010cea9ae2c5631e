// Package manyways comes to its requests in very many ways, which fare the same.
package manyways

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net/http"
	"strings"
	"time"
)

type session struct {
	client                         *http.Client
	limit                          time.Duration
	endpoint, agent                string
	user, key, token, other, third string
	headers                        map[string]string
	debug                          bool
	language, zone, trace          string
}

var errLost = errors.New("lost")

func (s *session) try(left int, wait time.Duration, path, kind string, body *bytes.Buffer) ([]byte, int, error) {
	b, code, err := s.send(path, kind, body) // want `body was read by the first attempt, so every retry \(line 37\) sends none of it`
	if err != nil {
		if !errors.Is(err, errLost) {
			return b, code, err
		}
		if left--; left > 0 {
			wait += time.Duration(rand.Int63n(int64(wait))) / 2
			time.Sleep(wait)
			return s.try(left, wait, path, kind, body)
		}
	}
	return b, code, err
}

func (s *session) send(path, kind string, body *bytes.Buffer) ([]byte, int, error) {
	client := s.client
	if client == nil {
		client = &http.Client{}
	}
	client.Timeout = time.Minute
	if s.limit != 0 {
		client.Timeout = s.limit
	}
	u := "https://api.example"
	if s.endpoint != "" {
		u = s.endpoint
	}
	u = fmt.Sprintf("%s/%s", strings.TrimRight(u, "/"), path)
	req, err := http.NewRequest(kind, u, body)
	if err != nil {
		return nil, 0, err
	}
	switch {
	case s.key != "":
		req.SetBasicAuth(s.user, s.key)
	case s.token != "":
		req.SetBasicAuth("token", s.token)
	case s.other != "":
		req.Header.Set("Authorization", s.other)
	case s.third != "":
		req.Header.Set("X-Auth-Token", s.third)
	}
	if s.agent == "" {
		s.agent = "manyways"
	}
	req.Header.Set("User-Agent", s.agent)
	if s.language != "" {
		req.Header.Set("Accept-Language", s.language)
	}
	if s.zone != "" {
		req.Header.Set("X-Zone", s.zone)
	}
	if s.trace != "" {
		req.Header.Set("X-Trace", s.trace)
	}
	for k, v := range s.headers {
		req.Header.Set(k, v)
	}
	if s.debug {
		log.Println("request: ", kind, req.URL)
		log.Println("parameters: ", body.String())
	}
	resp, err := client.Do(req)
	if err != nil {
		code := 520
		if strings.Contains(err.Error(), "timeout") {
			code = 599
		}
		return nil, code, errLost
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, resp.StatusCode, err
	}
	if s.debug {
		log.Println("status: ", resp.StatusCode)
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, resp.StatusCode, errors.New(resp.Status)
	}
	return b, resp.StatusCode, nil
}

// The same, with a reader of its own for each attempt.
func (s *session) anew(left int, path string, body []byte) ([]byte, int, error) {
	b, code, err := s.send(path, http.MethodPut, bytes.NewBuffer(body))
	if err != nil && errors.Is(err, errLost) {
		if left--; left > 0 {
			time.Sleep(time.Second)
			return s.anew(left, path, body)
		}
	}
	return b, code, err
}
