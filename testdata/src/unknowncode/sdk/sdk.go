// Package sdk compares the codes of SDK errors.
package sdk

import (
	"errors"

	"github.com/123pan-3rd/go-sdk/pan123"
	"github.com/upyun/go-sdk/v3/upyun"
)

func good(err error) bool {
	var e *upyun.Error
	if !errors.As(err, &e) {
		return false
	}
	switch {
	case e.Code == 40400001, e.Code == 42900002, e.Code == 0:
		return true
	case e.StatusCode == 404, e.StatusCode >= 500, e.StatusCode/100 == 2:
		return true
	}
	return e.Code/100000 == 503
}

func bad(err error) bool {
	if e, ok := errors.AsType[*upyun.Error](err); ok {
		return e.Code == 40100099 // want `40100099 is not an upyun code`
	}
	return false
}

func swapped(err error) bool {
	var e *upyun.Error
	if errors.As(err, &e) {
		return e.StatusCode == 40400001 // want `40400001 is upyun's error code, not an HTTP status, so e.StatusCode never has it; compare the body's code`
	}
	return false
}

func statusAsCode(err error) bool {
	e, ok := err.(*upyun.Error)
	return ok && e.Code == 404 // want `404 cannot be an upyun code`
}

func goodPan(err error) bool {
	var e *pan123.SDKError
	return errors.As(err, &e) && (e.Code == 401 || e.Code == 1001 || e.Code == 429)
}

func badPan(err error) bool {
	var e *pan123.SDKError
	return errors.As(err, &e) && e.Code == 1011 // want `1011 is not a pan123 code`
}
