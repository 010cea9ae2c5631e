package symexec

import (
	"time"

	"go/ast"
	"go/token"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// receive waits on a channel.
func (x *Exec) receive(fr *paths.Frame, st *paths.State, ch ast.Expr) {
	if ctx := x.EndOf(fr, st, ch); ctx != nil {
		x.ended(st, ctx)
	}
	v := x.Eval(fr, st, ch)
	switch {
	case v.Op == sym.OpCall && v.Name == "time.After":
		x.AddWait(st, v.Args[0], domain.WaitAmount)
		x.receives(fr, st, ch, v.Args[0])
	case v.Op == sym.OpField && v.Name == "C" && v.Args[0].Op == sym.OpCall && v.Args[0].Name == "time.NewTimer":
		d := v.Args[0].Args[0]
		if to, ok := st.Env.Get(sym.Key{Base: v.Args[0], Ghost: Reset}); ok {
			d = to
		}
		x.AddWait(st, d, domain.WaitAmount)
		x.receives(fr, st, ch, d)
	case v.Op == sym.OpField && v.Name == "C", v.Op == sym.OpCall && v.Name == "time.Tick":
		x.AddWait(st, nil, domain.WaitPaced)
		if d := period(v); d != nil {
			x.receives(fr, st, ch, d)
		}
	default:
		x.AddWait(st, nil, domain.WaitUnknown)
	}
}

// period is how long it is between what comes over a channel, if that is of a ticker of which it is known: one that the function has made
// itself. Of others it is not known whether they pace these attempts alone.
func period(ch *sym.Value) *sym.Value {
	of := ch
	if ch.Op == sym.OpField && ch.Name == "C" {
		of = ch.Args[0]
	}
	if of.Op == sym.OpCall && (of.Name == "time.NewTicker" || of.Name == "time.Tick") && of.Args[0].Op == sym.OpInt {
		return of.Args[0]
	}
	return nil
}

// AddWait notes a wait on every outcome of the path.
func (x *Exec) AddWait(st *paths.State, d *sym.Value, bits domain.WaitBits) {
	if d != nil && d.Op == sym.OpInt && d.Int <= 0 {
		return
	}
	capped := d != nil && d.Op == sym.OpInt && st.Caps(time.Duration(d.Int))
	for i, o := range st.Outs {
		c := *o
		c.Waits |= bits
		c.Capped = c.Capped || capped
		if d != nil {
			args := []*sym.Value{d}
			if o.Wait != nil {
				args = append(slices.Clone(o.Wait.Args), d)
			}
			c.Wait = x.In.Make(sym.Value{Op: sym.OpTuple, Args: args})
		}
		st.Outs[i] = &c
	}
}

// receives waits for a timer, unless the timer has fired, or a select waits for something else as well.
func (x *Exec) receives(fr *paths.Frame, st *paths.State, ch ast.Expr, d *sym.Value) {
	if !x.cutShort(fr, st, ch) && !drainsTimer(fr.Fn, ch) {
		x.Observers.Waits(fr, st, ch, d)
	}
}

// cutShort reports whether the select whose clause receives from a channel has another one that something else than the time can have taken in its place.
func (x *Exec) cutShort(fr *paths.Frame, st *paths.State, ch ast.Expr) bool {
	return x.selecting != nil && slices.ContainsFunc(x.selecting.Body.List, func(s ast.Stmt) bool {
		c := s.(*ast.CommClause)
		if c.Comm != nil && gotypes.Within(ch.Pos(), c.Comm) {
			return false
		}
		other := gotypes.Received(c)
		return other == nil || !x.silent(fr, st, other) && !x.IsTimer(other)
	})
}

// drainsTimer reports whether a receive comes after a call of Stop that was too late: if !timer.Stop() { <-timer.C }.
func drainsTimer(fn ast.Node, ch ast.Expr) bool {
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		i, ok := n.(*ast.IfStmt)
		if !ok || found || !gotypes.Within(ch.Pos(), i.Body) {
			return !found
		}
		if not, ok := ast.Unparen(i.Cond).(*ast.UnaryExpr); ok && not.Op == token.NOT {
			call, ok := ast.Unparen(not.X).(*ast.CallExpr)
			found = ok && gotypes.CalledName(call) == "Stop"
		}
		return !found
	})
	return found
}

// sleepsBlindly reports whether a function that is not followed is one that sleeps for a time and knows no context.
func sleepsBlindly(c Callee, name string) bool {
	if c.Sig == nil || c.Sig.Results().Len() > 0 || !lexicon.Sleeps.Has(name) {
		return false
	}
	timed := false
	for i := range c.Sig.Params().Len() {
		t := c.Sig.Params().At(i).Type()
		if gotypes.IsContext(t) {
			return false
		}
		timed = timed || gotypes.IsDuration(t)
	}
	return timed
}
