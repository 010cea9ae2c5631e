package gotypes

import (
	"go/parser"
	"go/types"
	"slices"
	"testing"
)

// A condition says the same however it is written.
func TestClaims(t *testing.T) {
	for _, c := range []struct {
		cond         string
		truth        bool
		all, one     []string // what holds, and of what one does
		compares, op string   // the first of all
	}{
		{"a < b", true, []string{"a < b"}, []string{"a < b"}, "a b", "<"},
		{"!(a < b)", true, []string{"not a < b"}, []string{"not a < b"}, "a b", ">="},
		{"!(!(a == b))", true, []string{"a == b"}, []string{"a == b"}, "a b", "=="},
		{"a == b", false, []string{"not a == b"}, []string{"not a == b"}, "a b", "!="},
		{"a && (b && !c)", true, []string{"a", "b", "not c"}, []string{"a && (b && !c)"}, "", ""},
		{"a && b", false, []string{"not a && b"}, []string{"not a", "not b"}, "", ""},
		{"!(a || b > c)", true, []string{"not a", "not b > c"}, []string{"not a || b > c"}, "", ""},
		{"a || b && c", true, []string{"a || b && c"}, []string{"a", "b && c"}, "", ""},
		{"a + b", true, []string{"a + b"}, []string{"a + b"}, "", ""},
	} {
		e, err := parser.ParseExpr(c.cond)
		if err != nil {
			t.Fatal(err)
		}
		written := func(claims []Claim) (out []string) {
			for _, cl := range claims {
				text := types.ExprString(cl.Of)
				if !cl.Truth {
					text = "not " + text
				}
				out = append(out, text)
			}
			return out
		}
		all, one := Consequences(e, c.truth), Alternatives(e, c.truth)
		if !slices.Equal(written(all), c.all) || !slices.Equal(written(one), c.one) {
			t.Errorf("%s is %t: %q hold, one of %q does", c.cond, c.truth, written(all), written(one))
		}
		x, op, y, ok := all[0].Comparison()
		compares := ""
		if ok {
			compares = types.ExprString(x) + " " + types.ExprString(y)
		}
		if compares != c.compares || ok && op.String() != c.op {
			t.Errorf("%s is %t: it compares %q by %s", c.cond, c.truth, compares, op)
		}
	}
}
