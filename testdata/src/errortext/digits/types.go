package digits

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

// Types that have no status: to ask for them first does not make the digits a last resort.
type list []error

func (l list) Error() string { return errors.Join(l...).Error() }

func refused(err error) bool {
	if l, ok := err.(list); ok && len(l) == 0 {
		return false
	}
	return strings.Contains(err.Error(), "400") // want `decides by the text "400" of an error`
}

func notFound(err error) bool {
	var u *url.Error
	if errors.As(err, &u) && u.Timeout() {
		return false
	}
	return strings.Contains(err.Error(), "404") // want `decides by the text "404" of an error`
}

// GOOD: a type that may tell.
type opaque struct{ detail string }

func (o *opaque) Error() string { return o.detail }

func (o *opaque) Status() int { return len(o.detail) }

func last(err error) bool {
	var o *opaque
	if errors.As(err, &o) {
		return o.Status() == 4
	}
	return strings.Contains(err.Error(), "429")
}

// GOOD: what the type switch knows is asked first.
func switched(err error) bool {
	switch err := err.(type) {
	case *opaque:
		return err.Status() == 4
	case net.Error:
		return err.Timeout()
	}
	return strings.Contains(err.Error(), "429")
}
