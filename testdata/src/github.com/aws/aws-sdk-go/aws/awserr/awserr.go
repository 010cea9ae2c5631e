// Package awserr stands in for the library of that path.
package awserr

type Error interface {
	error
	Code() string
}

type RequestFailure interface {
	Error
	StatusCode() int
}
