// Package upyun stands in for the UpYun SDK: its error type and the predicates over it.
package upyun

import (
	"errors"
	"fmt"
	"net/http"
)

type UpYun struct{ client *http.Client }

type PutObjectConfig struct {
	Path      string
	LocalPath string
}

func (up *UpYun) Put(c *PutObjectConfig) error { return errors.New(c.Path) }

func (up *UpYun) Delete(path string) error { return errors.New(path) }

type Error struct {
	Code       int
	Message    string
	RequestID  string
	Operation  string
	StatusCode int
	Header     http.Header
}

func (e *Error) Error() string { return fmt.Sprintf("%s error: %d", e.Operation, e.Code) }

func status(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.StatusCode
	}
	return 0
}

func IsNotExist(err error) bool        { return status(err) == http.StatusNotFound }
func IsNotModified(err error) bool     { return status(err) == http.StatusNotModified }
func IsTooManyRequests(err error) bool { return status(err) == http.StatusTooManyRequests }
