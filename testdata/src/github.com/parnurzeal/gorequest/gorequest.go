// Package gorequest stands in for the library of that path.
package gorequest

import "time"

type SuperAgent struct{}

func New() *SuperAgent { return nil }

func (s *SuperAgent) Get(url string) *SuperAgent                                  { return s }
func (s *SuperAgent) Retry(n int, d time.Duration, statusCode ...int) *SuperAgent { return s }
