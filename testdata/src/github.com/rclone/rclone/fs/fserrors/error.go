// Package fserrors stands in for the library of that path.
package fserrors

import "net/http"

func ShouldRetry(err error) bool { return false }

func ShouldRetryHTTP(resp *http.Response, retryErrorCodes []int) bool { return false }
