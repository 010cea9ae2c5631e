// Package shared stands in for the package of that path.
package shared

type ErrorType string

const (
	ErrorTypeRateLimitError  ErrorType = "rate_limit_error"
	ErrorTypeOverloadedError ErrorType = "overloaded_error"
	ErrorTypeBillingError    ErrorType = "billing_error"
)
