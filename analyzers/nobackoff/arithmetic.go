package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// delays judges the delay functions of a package.
func (x *finder) delays(funcs []*delayFunc, guard site.Guard) []*delay {
	var out []*delay
	for _, f := range funcs {
		guard(f.node, f.name, func() {
			if d := x.judgeDelay(f); d != nil {
				out = append(out, d)
			}
		})
	}
	// A function that leaves the growing to another has its faults, too: one finding is enough.
	grows := func(d *delay) bool { _, isName := d.Node.(*ast.Ident); return d.Fault <= delayUncapped && !isName }
	if slices.ContainsFunc(out, grows) {
		out = slices.DeleteFunc(out, func(d *delay) bool { return d.Fault <= delayUncapped && !grows(d) })
	}
	return out
}

func (x *finder) judgeDelay(f *delayFunc) *delay {
	if x.oddArithmetic(f) {
		return nil
	}
	if f.next {
		return x.stays(f)
	}
	if decl, ok := f.node.(*ast.FuncDecl); ok {
		f.fixed = x.fixedByCallers(decl, f.attempt)
	}
	f.bases, f.grows = basesOf(x.Info, gotypes.Body(f.node)), x.growthOf(gotypes.Body(f.node))
	for _, judge := range []func(*delayFunc) *delay{x.panicsFirst, x.overflows, x.constant, x.added} {
		if d := judge(f); d != nil {
			d.Func = f.name
			return d
		}
	}
	return nil
}

// oddArithmetic reports whether f computes in a type whose wrap-around or order is not that of int64.
func (x *finder) oddArithmetic(f *delayFunc) bool {
	narrow, unsigned, ordered := false, false, false
	ast.Inspect(gotypes.Body(f.node), func(n ast.Node) bool {
		var op token.Token
		var operand ast.Expr
		switch n := n.(type) {
		case *ast.BinaryExpr:
			op, operand = n.Op, n.X
		case *ast.AssignStmt:
			op, operand = n.Tok, n.Lhs[0]
		default:
			return true
		}
		t := x.Info.TypeOf(operand)
		if t == nil {
			return true
		}
		b, ok := t.Underlying().(*types.Basic)
		if !ok || b.Info()&types.IsInteger == 0 {
			return true
		}
		switch op {
		case token.SHL, token.MUL, token.SHL_ASSIGN, token.MUL_ASSIGN:
			switch b.Kind() {
			case types.Int8, types.Int16, types.Int32, types.Uint8, types.Uint16, types.Uint32:
				narrow = true
			}
			unsigned = unsigned || b.Info()&types.IsUnsigned != 0
		case token.LSS, token.LEQ, token.GTR, token.GEQ, token.QUO, token.REM, token.SHR:
			ordered = ordered || b.Info()&types.IsUnsigned != 0
		}
		return true
	})
	return narrow || unsigned && ordered
}

// tried are the attempts that are looked at first; the first one at fault is then searched for between two of them.
var tried = []int{1, 2, 3, 5, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 63, 64, 80, 100}

// overflows finds the first attempt whose delay is not positive.
func (x *finder) overflows(f *delayFunc) *delay {
	var found *delay
	zero := x.saysZero(f)
	for _, s := range samples {
		d := x.overflow(f, s, zero)
		if d == nil {
			return nil
		}
		if found == nil {
			found = d
		}
	}
	if !x.reachable(f, found) {
		return nil
	}
	return found
}

func (x *finder) overflow(f *delayFunc, s sample, zero bool) *delay {
	if d := x.overflowAt(f, s, zero, 0.5); d != nil {
		return d
	}
	usual, _ := x.result(f, s, 1, 0.5)
	if least, _ := x.result(f, s, 1, 0); slices.Equal(least.values, usual.values) {
		return nil
	}
	return x.overflowAt(f, s, zero, 0) // the jitter may hide it
}

// overflowAt is the fault with the random sources at a point of their range.
func (x *finder) overflowAt(f *delayFunc, s sample, zero bool, at float64) *delay {
	var first time.Duration
	wavy := false // it comes back to shorter delays by itself
	fault := func(n int, before time.Duration) (*delayResult, bool) {
		d, _ := x.result(f, s, n, at)
		switch {
		case d.panics:
			return d, true
		case len(d.values) == 0:
			return d, false
		}
		return d, d.least() < 0 || slices.Equal(d.values, []int64{0}) && !zero && n > 8 || !wavy && d.longest() <= first && first < before/10 && n >= fallen && len(f.grows.exponents) > 0 &&
			!x.growsAnew(f, s, n, at, d.longest(), before)
	}
	if d, _ := x.result(f, s, 1, at); !d.empty() {
		first = d.longest()
	}
	good := false
	var before time.Duration
	for _, n := range tried {
		d, bad := fault(n, before)
		switch {
		case bad && good:
			return x.firstOverflow(f, s, n, fault)
		case bad, len(d.values) > 0 && d.least() <= 0: // there is nothing to compare with: not understood
			return nil
		}
		if len(d.values) > 0 {
			wavy = wavy || d.longest() < before
			good, before = true, max(before, d.longest())
		}
	}
	return nil
}

// fallen is the first attempt for which the first delay, far shorter than one in between, has come back by an overflow: who goes round a list
// of delays does so sooner.
const fallen = 24

// growsAnew reports whether a delay that has come back to a short one grows from there on as it did before: who counts the attempts in two
// stretches does that. What has overflowed stays where it is, or comes to the cap at once.
func (x *finder) growsAnew(f *delayFunc, s sample, n int, at float64, now, before time.Duration) bool {
	for k := n + 1; k <= n+3; k++ {
		d, _ := x.result(f, s, k, at)
		if d.panics || len(d.values) == 0 || d.least() <= now || d.longest() >= before {
			return false
		}
		now = d.longest()
	}
	return true
}

// firstOverflow finds the first attempt at fault, up to one that is.
func (x *finder) firstOverflow(f *delayFunc, s sample, n int, fault func(int, time.Duration) (*delayResult, bool)) *delay {
	var before, waited, last time.Duration
	level := false
	for k := 1; k <= n; k++ {
		d, bad := fault(k, before)
		if bad {
			out := x.overflowFault(f, s, k, d, before)
			out.waited, out.level = waited, level
			return out
		}
		if longest := d.longest(); !d.empty() && !(level && longest > lifetime) { // what leaves its cap by so much has overflown, and is by chance no less than nothing
			level, last = longest == last, longest
			before = max(before, longest)
			waited += min(longest, math.MaxInt64-waited)
		}
	}
	return nil
}

func (x *finder) overflowFault(f *delayFunc, s sample, n int, d *delayResult, before time.Duration) *delay {
	out := &delay{Node: x.growth(f), Attempt: n, Value: d.least(), Before: before, Fault: delayOverflow, Given: x.given(f, s)}
	switch {
	case d.panics:
		out.Fault, out.Value = delayPanic, time.Duration(d.operand)
	case before > 24*time.Hour:
		out.Fault = delayUncapped
	case out.Value > 0:
		out.Fault = delayFallsBack
	}
	return out
}

// given names the sample that a delay was computed with: the duration that the function mentions first.
func (x *finder) given(f *delayFunc, s sample) string {
	_, given := x.result(f, s, 1, 0)
	found := ""
	ast.Inspect(gotypes.Body(f.node), func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found == "" {
			for g := range given {
				if name, _, _ := strings.Cut(g, " "); name == id.Name && (found == "" || g < found) {
					found = g
				}
			}
		}
		return found == ""
	})
	return found
}

// saysZero reports whether a function returns zero on purpose: then a zero is no overflow.
func (x *finder) saysZero(f *delayFunc) bool {
	found := f.sig.Results().At(f.result).Name() != ""
	ast.Inspect(gotypes.Body(f.node), func(n ast.Node) bool {
		r, ok := n.(*ast.ReturnStmt)
		if ok && f.result < len(r.Results) {
			if tv := x.Info.Types[r.Results[f.result]]; tv.Value != nil && tv.Value.ExactString() == "0" {
				found = true
			}
		}
		return !found
	})
	return found
}

// growth is the expression with which a delay function grows, for pointing at; else the function's name.
func (x *finder) growth(f *delayFunc) ast.Node {
	var shift, pow, mul ast.Node
	ast.Inspect(gotypes.Body(f.node), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.SHL && shift == nil && x.Info.Types[n].Value == nil {
				shift = n
			}
		case *ast.AssignStmt:
			if (n.Tok == token.MUL_ASSIGN || n.Tok == token.SHL_ASSIGN) && mul == nil {
				mul = n
			}
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(x.Info, n).(*types.Func); ok && pow == nil {
				switch fn.FullName() {
				case "math.Pow", "math.Exp2", "math.Exp":
					pow = n
				}
			}
		}
		return true
	})
	for _, n := range []ast.Node{pow, shift, mul} {
		if n != nil {
			return n
		}
	}
	return f.at
}

// lifetime is for how long a program keeps trying the same thing at most: one that has been stopped and started counts anew.
const lifetime = 7 * 24 * time.Hour

// added finds a function that says to grow exponentially and whose first delays hardly grow, because the power is added
// to the base.
func (x *finder) added(f *delayFunc) *delay {
	if !lexicon.Exponential.Has(f.says) && !lexicon.Exponential.Has(f.doc) {
		return nil
	}
	var found *delay
	for _, s := range samples {
		var delays []time.Duration
		for _, n := range []int{1, 2, 3, 4} {
			d, _ := x.result(f, s, n, 0)
			if len(d.values) == 0 || d.panics || d.vague {
				return nil
			}
			delays = append(delays, d.least())
		}
		first, last := delays[0], delays[3]
		if first <= 0 || !slices.IsSorted(delays) || first == delays[1] || delays[2] == last || float64(last) > 1.25*float64(first) {
			return nil
		}
		if found == nil {
			found = &delay{Node: x.growth(f), Fault: delayAdded, Attempt: 4, Value: last, Before: first, Given: x.given(f, s)}
		}
	}
	return found
}

// stays finds a duration type whose next value is, but for the jitter, the value itself.
func (x *finder) stays(f *delayFunc) *delay {
	next := func(start time.Duration, at float64) (time.Duration, bool) {
		e := x.runs.NewExec(f.node)
		fr := paths.NewFrame(e.In, f.node, f.sig, nil, nil, "")
		st := &paths.State{}
		st.Set(sym.Key{Obj: f.sig.Recv(), Frame: fr.Id}, e.In.Int(int64(start)))
		rets := e.Run(fr, []*paths.State{st})
		if len(rets) != 1 || len(rets[0].Vals) != 1 {
			return 0, false
		}
		rd := &reading{in: e.In, s: samples[0], at: at, memo: map[*sym.Value]*sym.Value{}}
		v := rd.read(rets[0].Vals[0])
		return time.Duration(v.Int), v.Op == sym.OpInt
	}
	for _, start := range []time.Duration{time.Second, 8 * time.Second} {
		low, ok1 := next(start, 0)
		mid, ok2 := next(start, 0.5)
		high, ok3 := next(start, 1)
		if !ok1 || !ok2 || !ok3 || low >= start || high <= start || (mid-start).Abs() > start/1000 {
			return nil
		}
	}
	return &delay{Node: x.lastReturn(f), Func: f.name, Fault: delayStays}
}

// nextOfItself reports whether a method computes the next value of a duration type from the one before.
func nextOfItself(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 || sig.Results().Len() != 1 || !lexicon.NextDelay.Has(fn.Name()) {
		return false
	}
	b, ok := sig.Recv().Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Int64 && types.Identical(sig.Results().At(0).Type(), sig.Recv().Type())
}
