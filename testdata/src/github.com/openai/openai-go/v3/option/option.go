// Package option stands in for the package of that path.
package option

type RequestOption interface{ Apply() error }

func WithMaxRetries(retries int) RequestOption { return nil }
