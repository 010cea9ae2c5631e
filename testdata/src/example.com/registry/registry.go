// Package registry deletes what it is given, by its name or by its digest.
package registry

import (
	"fmt"
	"net/http"
)

type Ref interface{ Name() string }
type Tag struct{ N string }

func (t Tag) Name() string { return t.N }

type StatusError struct{ StatusCode int }

func (s *StatusError) Error() string { return fmt.Sprint(s.StatusCode) }

type Option func()

func Get(r Ref) (string, error) {
	resp, err := http.Get("https://example.com/" + r.Name())
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		return "", &StatusError{resp.StatusCode}
	}
	return resp.Header.Get("Digest"), nil
}

func Digest(t Tag, opts ...Option) (Tag, error) {
	d, err := Get(t)
	if err != nil {
		return Tag{}, err
	}
	return Tag{d}, nil
}

func Delete(r Ref, opts ...Option) error {
	req, err := http.NewRequest("DELETE", "https://example.com/"+r.Name(), nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		return &StatusError{resp.StatusCode}
	}
	return nil
}
