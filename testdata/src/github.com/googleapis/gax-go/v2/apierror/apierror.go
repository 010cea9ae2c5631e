// Package apierror stands in for the package of that path.
package apierror

type APIError struct{ reason string }

func (a *APIError) Error() string  { return a.reason }
func (a *APIError) Reason() string { return a.reason }
