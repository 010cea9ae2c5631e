package sym

import (
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// RequestParts is what http.NewRequest makes a request of: its method, address and body; nil if it was made by something else.
func RequestParts(req *Value) []*Value {
	if req.Op != OpCall {
		return nil
	}
	switch {
	case req.Name == "net/http.NewRequest" && len(req.Args) == 3:
		return req.Args
	case req.Name == "net/http.NewRequestWithContext" && len(req.Args) == 4:
		return req.Args[1:]
	}
	return nil
}

// SharesBody reports whether a request is a copy of another one with the same body.
func SharesBody(v *Value) bool {
	return v.Op == OpCall && gotypes.Copies(v.Name) && len(v.Args) > 0
}

// OriginalRequest is the request that v is a copy of, or v.
func OriginalRequest(v *Value) *Value {
	for SharesBody(v) {
		v = v.Args[0]
	}
	return v
}

// AsksForAnother reports whether a request was made for another method or address than the one before, and not from that.
func AsksForAnother(was, is *Value) bool {
	before, now := RequestParts(OriginalRequest(was)), RequestParts(OriginalRequest(is))
	if now == nil {
		return false
	}
	now = now[:2] // without the body
	from := func(v *Value) bool { return v == was }
	return (before == nil || !slices.Equal(before[:2], now)) && !slices.ContainsFunc(now, func(v *Value) bool { return v.Any(from) })
}

// ClonedRequest is the request that v is a copy of, made for another attempt; nil if it is none.
func ClonedRequest(v *Value) *Value {
	if v.Op != OpCall || v.Typ == nil || !gotypes.IsRequest(v.Typ) || !functions.Clones(v.Name) {
		return nil
	}
	i := slices.IndexFunc(v.Args, func(a *Value) bool { return a.Typ != nil && gotypes.IsRequest(a.Typ) })
	if i < 0 {
		return nil
	}
	return v.Args[i]
}
