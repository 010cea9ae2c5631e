// Package tea stands in for the library of that path.
package tea

type SDKError struct {
	Code       *string
	StatusCode *int
}

func (e *SDKError) Error() string { return "" }

func IntValue(p *int) int { return *p }
