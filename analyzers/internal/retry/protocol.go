package retry

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
)

// spoken are the retries, each attempt with the codes of the protocol that it turns out to be of: where its error is asked for a gRPC code on one path,
// those are what it ends with on all others.
func spoken(found []Retry) []Retry {
	asked := map[ast.Node]bool{}
	for _, r := range found {
		asked[r.Attempt] = asked[r.Attempt] || r.Proto == domain.ProtoGRPC
	}
	if !slices.ContainsFunc(found, func(r Retry) bool { return asked[r.Attempt] && r.Proto == domain.ProtoOpaque }) {
		return found
	}
	found = slices.Clone(found)
	for i := range found {
		if r := &found[i]; asked[r.Attempt] && r.Proto == domain.ProtoOpaque {
			r.Proto, r.Path.Codes, r.Path.Seen = domain.ProtoGRPC, domain.GRPCCodes(r.Own), true
		}
	}
	return found
}
