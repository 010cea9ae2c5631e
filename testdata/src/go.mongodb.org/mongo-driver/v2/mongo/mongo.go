// Package mongo stands in for the package of that path.
package mongo

type CommandError struct {
	Code    int32
	Message string
}

func (e CommandError) Error() string { return e.Message }

func IsDuplicateKeyError(err error) bool { return err != nil }
