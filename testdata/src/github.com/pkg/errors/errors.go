// Package errors stands in for the module of that path.
package errors

func New(message string) error                                      { return nil }
func Wrap(err error, message string) error                          { return err }
func Wrapf(err error, format string, args ...interface{}) error     { return err }
func WithMessage(err error, message string) error                   { return err }
func WithMessagef(err error, format string, a ...interface{}) error { return err }
func WithStack(err error) error                                     { return err }
func Cause(err error) error                                         { return err }
