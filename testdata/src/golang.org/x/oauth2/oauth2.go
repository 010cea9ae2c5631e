// Package oauth2 stands in for the package of that path.
package oauth2

type RetrieveError struct {
	ErrorCode        string
	ErrorDescription string
}

func (r *RetrieveError) Error() string { return r.ErrorCode }
