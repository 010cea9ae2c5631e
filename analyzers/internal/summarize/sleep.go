package summarize

import (
	"go/ast"
	"go/types"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/effects"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// maySleep reports whether a function may be one that waits and does nothing else: it returns at most whether it could.
func maySleep(fn *types.Func, fi *effects.Func) bool {
	if !fi.Waits || fi.Answers(fn) || fi.Renews || fi.Rereads || fi.Loops || len(fi.Assigns) > 0 {
		return false
	}
	r := fn.Signature().Results()
	return r.Len() == 0 || r.Len() == 1 && (gotypes.IsError(r.At(0).Type()) || gotypes.IsBool(r.At(0).Type()))
}

// sleep is what a function does that waits and nothing else; nil if it does something else, or differs in how long. It returns the number
// of steps that took as well.
func (x *summarizer) sleep(decl *ast.FuncDecl, sig *types.Signature) (*summary.Sleep, int) {
	e := x.NewExec(decl)
	e.Limit, e.Most, e.Outline = x.Limits.NextSummarySteps, 0, true
	fr := paths.NewFrame(e.In, decl, sig, nil, nil, "")
	st := &paths.State{}
	e.BindParams(fr, st, sig)
	// Of what a path waits a record is kept with what was attempted before.
	before := paths.Outcome{Id: sym.AttemptID{Node: decl, Round: 1}, Proto: domain.ProtoOpaque, Tries: 1, Seq: e.NextSeq(), Codes: domain.PlainStatuses}
	st.Outs = []*paths.Outcome{&before}
	rets := e.Run(fr, []*paths.State{st})
	if e.Steps > e.Limit {
		return nil, e.Steps
	}
	g := gist{Exec: e, fr: fr, sig: sig}
	s := &summary.Sleep{For: summary.None, Context: summary.None}
	slept := false
	for _, r := range rets {
		o := r.St.Outcome(before.Id)
		if o == nil || len(r.St.Outs) > 1 || len(r.Vals) != sig.Results().Len() {
			return nil, e.Steps
		}
		if ctx, ended := g.endedContext(r.St); ended {
			if ctx < 0 || s.Context != summary.None && s.Context != ctx || !tellsOfEnd(r.Vals, true) {
				return nil, e.Steps
			}
			s.Context = ctx
			continue
		}
		if o.Waits == 0 { // it was told to wait for nothing
			continue
		}
		if !tellsOfEnd(r.Vals, false) {
			return nil, e.Steps
		}
		if !slept {
			slept = g.waitsFor(s, o)
		} else if again := (summary.Sleep{For: summary.None, Context: s.Context}); !g.waitsFor(&again, o) || again.For != s.For || again.Fixed != s.Fixed || again.Unit != s.Unit {
			return nil, e.Steps
		}
		if !slept {
			return nil, e.Steps
		}
		if len(r.Vals) == 1 && r.Vals[0].Op == sym.OpBool {
			s.Slept = r.Vals[0].Int == 1
		}
	}
	if !slept || !toldBy(rets, s, before.Id) {
		return nil, e.Steps
	}
	return s, e.Steps
}

// toldBy reports whether a function that says yes or no says the one wherever it has slept, and the other wherever it has not.
func toldBy(rets []paths.Ret, s *summary.Sleep, before sym.AttemptID) bool {
	return !slices.ContainsFunc(rets, func(r paths.Ret) bool {
		if len(r.Vals) != 1 || r.Vals[0].Op != sym.OpBool || r.St.Outcome(before).Waits == 0 {
			return false
		}
		_, ended := anyEnded(r.St)
		return (r.Vals[0].Int == 1) == (s.Slept == ended)
	})
}

// waitsFor fills in how long a path has waited; false if that is neither always the same nor what a parameter says.
func (g *gist) waitsFor(s *summary.Sleep, o *paths.Outcome) bool {
	if i, unit, ok := g.counted(o); ok {
		s.For, s.Unit = i, unit
		return true
	}
	bits, f := g.delay(o)
	if bits != domain.WaitAmount || f == nil {
		return false
	}
	switch f.Kind {
	case summary.FormInt:
		s.Fixed = time.Duration(f.Int)
	case summary.FormParam:
		s.For = int(f.Int)
	default:
		return false
	}
	return s.For != summary.Receiver
}

// counted is the parameter that says how many of some unit a path has waited; false if none does.
func (g *gist) counted(o *paths.Outcome) (param int, unit time.Duration, ok bool) {
	if o.Waits != domain.WaitAmount || o.Wait == nil || len(o.Wait.Args) != 1 {
		return 0, 0, false
	}
	d := o.Wait.Args[0]
	if d.Op != sym.OpBinary || d.Name != "*" {
		return 0, 0, false
	}
	n, of := d.Args[0], d.Args[1]
	if of.Op != sym.OpInt {
		n, of = of, n
	}
	for n.Op == sym.OpConvert && len(n.Args) == 1 {
		n = n.Args[0]
	}
	i, ok := g.param(n)
	return i, time.Duration(of.Int), ok && i >= 0 && of.Op == sym.OpInt && of.Int > 0
}

// endedContext is the parameter that is a context of which a path knows that it has ended: less than zero if that is no parameter.
func (g *gist) endedContext(st *paths.State) (param int, ended bool) {
	ctx, ended := anyEnded(st)
	if !ended {
		return summary.None, false
	}
	if i, ok := g.param(ctx); ok && i != summary.Receiver {
		return i, true
	}
	return summary.None, true
}

// anyEnded is a context of which a path knows that it has ended.
func anyEnded(st *paths.State) (ctx *sym.Value, ended bool) {
	for _, f := range st.Facts {
		if c := symexec.EndedBy(f.Cond, f.Truth); c != nil {
			return c, true
		}
	}
	return nil, false
}

// tellsOfEnd reports whether the result of a sleep says what has become of it: no error where it was slept out, and one where it was not.
func tellsOfEnd(vals []*sym.Value, ended bool) bool {
	if len(vals) == 0 || vals[0].Op == sym.OpBool {
		return true
	}
	if !ended {
		return vals[0].Op == sym.OpNil
	}
	return vals[0].Typ != nil && gotypes.IsError(vals[0].Typ) && vals[0].Op != sym.OpNil
}
