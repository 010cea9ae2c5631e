// Package smtpcodes sends mail: the numbers of that protocol are no HTTP statuses, and those from 400 to 499 pass.
package smtpcodes

import "net/textproto"

func shouldRetry(code int) bool { return code >= 400 && code < 500 }

func retryable(err *textproto.Error) bool { return err.Code >= 400 && err.Code < 500 }
