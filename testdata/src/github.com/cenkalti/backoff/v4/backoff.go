// Package backoff stands in for the library of that path.
package backoff

type BackOff interface{ Reset() }

type Operation func() error

func Retry(o Operation, b BackOff) error { return o() }

func Permanent(err error) error { return err }
