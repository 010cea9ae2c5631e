package gotypes_test

import (
	"go/ast"
	"go/parser"
	"go/types"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

func TestCountingOf(t *testing.T) {
	for _, c := range []struct {
		loop    string
		counts  bool
		from    string
		limit   string
		rounds  int64 // from 0 to 3, or from 3 to 0 where it counts down
		only    bool
		lastOf3 int64
	}{
		{"for i := 0; i < 3; i++ {}", true, "0", "3", 3, true, 2},
		{"for i := 0; i <= 3; i++ {}", true, "0", "3", 4, true, 3},
		{"for i := 0; 3 > i; i++ {}", true, "0", "3", 3, true, 2},
		{"for i := 0; (i != 3); i++ {}", true, "0", "3", 3, true, 2},
		{"for i := 3; i > 0; i-- {}", true, "3", "0", 3, true, 4},
		{"for i := 3; 0 <= i; i-- {}", true, "3", "0", 4, true, 3},
		{"for i := 0; i < 3 && again; i++ {}", true, "0", "3", 3, false, 2},
		{"for ; i < n; i++ {}", true, "", "n", 3, true, 2},
		{"for i := 0; i < 3 || again; i++ {}", true, "0", "", 0, false, 0},
		{"for i := 0; i > 3; i++ {}", true, "0", "", 0, false, 0}, // compares, and limits nothing
		{"for i := 0; i < 3; {}", false, "", "", 0, false, 0},
		{"for i := 0; again; i++ {}", false, "", "", 0, false, 0},
		{"for i := 0; i < 3; i += 1 {}", true, "0", "3", 3, true, 2},
		{"for i := 3; i > 0; i = i - 1 {}", true, "3", "0", 3, true, 4},
		{"for i, d := 0, base; i < 3; i, d = 1+i, 2*d {}", true, "0", "3", 3, true, 2},
		{"for i, d := 0, base; d < 3; i, d = i+1, 2*d {}", false, "", "", 0, false, 0},
		{"for i := 0; i < 3; i = n + 1 {}", false, "", "", 0, false, 0},
		{"for i := 0; i < 3; i = 1 - i {}", false, "", "", 0, false, 0},
		{"for i := 0; i < 3; i += 2 {}", false, "", "", 0, false, 0},
		{"for i := 0; ; i++ {}", false, "", "", 0, false, 0},
	} {
		e, err := parser.ParseExpr("func() {" + c.loop + "}")
		if err != nil {
			t.Fatal(err)
		}
		loop := e.(*ast.FuncLit).Body.List[0].(*ast.ForStmt)
		got, ok := gotypes.CountingOf(loop)
		if ok != c.counts {
			t.Errorf("%s counts: %v", c.loop, ok)
			continue
		}
		if !ok {
			continue
		}
		text := func(e ast.Expr) string {
			if e == nil {
				return ""
			}
			return types.ExprString(e)
		}
		if text(got.From) != c.from || text(got.Limit) != c.limit || got.Only != c.only {
			t.Errorf("%s: from %q to %q, only %v", c.loop, text(got.From), text(got.Limit), got.Only)
		}
		if c.limit == "" {
			continue
		}
		from, to := int64(0), int64(3)
		if got.Down {
			from, to = to, from
		}
		if n := got.Rounds(from, to); n != c.rounds {
			t.Errorf("%s: %d rounds, not %d", c.loop, n, c.rounds)
		}
		if n := got.Last(3); n != c.lastOf3 {
			t.Errorf("%s: the last is %d, not %d", c.loop, n, c.lastOf3)
		}
	}
}
