// Package redis stands in for the package of that path.
package redis

func IsLoadingError(err error) bool    { return err != nil && err.Error() == "LOADING" }
func IsPermissionError(err error) bool { return err != nil && err.Error() == "NOPERM" }
func IsReadOnlyError(err error) bool   { return err != nil && err.Error() == "READONLY" }
func IsAuthError(err error) bool       { return err != nil && err.Error() == "NOAUTH" }
