// Package errors stands in for the library of that path.
package errors

func Code(err error) int            { return 0 }
func IsUnauthorized(err error) bool { return false }
func IsBadRequest(err error) bool   { return false }
