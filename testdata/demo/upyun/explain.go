package upyun

import "errors"

// Codes that the tool has words for.
const (
	codeSignature    = 40100006 // BAD: mistyped; UpYun says 40100005
	codeNotFound     = 40400001
	codeDateTooFar   = 40100002
	codeTooManyPuts  = 42900007
	codeServiceState = 4010014 // BAD: a zero is missing; UpYun says 40100014
)

// Explain says in a few words what an error of UpYun means.
func Explain(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return "cannot reach UpYun"
	}
	switch e.Code {
	case codeSignature:
		return "the password of the operator is wrong"
	case codeNotFound:
		return "there is no such file"
	case codeDateTooFar:
		return "the clock of this computer is wrong"
	case codeTooManyPuts:
		return "the file is being written already"
	case codeServiceState:
		return "the service has been removed"
	}
	return "upload failed"
}
