package nonretryable

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/token"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
)

var grpcCodes = []string{
	"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
	"RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE",
	"DATA_LOSS", "UNAUTHENTICATED",
}

// policySites are the gRPC service configs that the package's string literals hold.
func (x *finder) policySites() []*retry.Site {
	var out []*retry.Site
	for _, f := range x.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING || len(lit.Value) < 40 || !strings.Contains(strings.ToLower(lit.Value), "retryablestatuscodes") {
				return true
			}
			if tv := x.Info.Types[lit]; tv.Value != nil && tv.Value.Kind() == constant.String {
				if s := policy(lit, constant.StringVal(tv.Value)); s != nil {
					out = append(out, s)
				}
			}
			return true
		})
	}
	return out
}

func policy(lit *ast.BasicLit, text string) *retry.Site {
	var config struct { // encoding/json matches keys in any case, as grpc-go does
		MethodConfig []struct {
			RetryPolicy struct{ RetryableStatusCodes []any }
		}
	}
	if json.Unmarshal([]byte(text), &config) != nil {
		return nil
	}
	s := &retry.Site{Kind: domain.Policy, Protocol: domain.GRPC, Node: lit, Name: "retryPolicy", Listed: true}
	for _, m := range config.MethodConfig {
		for _, c := range m.RetryPolicy.RetryableStatusCodes {
			var codes codeset.Statuses
			at := lit.Pos()
			switch c := c.(type) {
			case string:
				for i, name := range grpcCodes {
					if strings.EqualFold(name, c) {
						codes = codeset.Status(i)
					}
				}
				if i := strings.Index(lit.Value, c); i >= 0 { // in a raw literal, the place of the name itself
					at += token.Pos(i)
				}
			case float64:
				codes = codeset.Status(int(c))
			}
			if !codes.Empty() {
				s.Paths = append(s.Paths, retry.Path{Codes: codes, Wait: retry.WaitOther, Test: gotypes.Place{From: at, To: at + 1}})
			}
		}
	}
	if len(s.Paths) == 0 {
		return nil
	}
	return s
}
