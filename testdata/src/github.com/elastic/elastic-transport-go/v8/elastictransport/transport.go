// Package elastictransport stands in for the library of that path.
package elastictransport

type Config struct {
	RetryOnStatus []int
	MaxRetries    int
}
