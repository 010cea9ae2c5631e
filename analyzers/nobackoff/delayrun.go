package nobackoff

import (
	"go/ast"
	"go/types"
	"math"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A sample is one choice for what a delay function is configured with. What is reported holds for all samples.
type sample struct {
	base, limit time.Duration
	factor      float64
	unnamed     bool          // what something is called says nothing of it
	unit        time.Duration // what numbers count, if that is known
}

// count is a duration as a number, of milliseconds unless the unit is known.
func (s sample) count(d time.Duration) int64 {
	unit := s.unit
	if unit == 0 {
		unit = time.Millisecond
	}
	return max(int64(d/unit), 1)
}

// pointee is what a pointer points to, or a type that is none: a setting stands behind one if it may be absent.
func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

var samples = []sample{
	{base: 100 * time.Millisecond, limit: 30 * time.Second, factor: 2},
	{base: time.Second, limit: time.Minute, factor: 2},
	{base: time.Second, limit: 5 * time.Minute, factor: 1.5},
	{base: 250 * time.Millisecond, limit: 2 * time.Minute, factor: 2.5},
}

// leaf is what a sample says of an unknown that is called name: nothing if its meaning is not evident.
func (s sample) leaf(in *sym.Interner, name string, t types.Type) *sym.Value {
	if t == nil || s.unnamed {
		return nil
	}
	t = pointee(t)
	b, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok || b.Info()&(types.IsInteger|types.IsFloat) == 0:
		return nil
	case gotypes.IsDuration(t):
		switch {
		case lexicon.Jitters.Has(name):
			return in.Int(int64(s.base / 10))
		case lexicon.Counts.Has(name) && !lexicon.RetryWord.Has(name):
			return nil
		case lexicon.Limits.Has(name):
			return in.Int(int64(s.limit))
		case lexicon.Bases.Has(name):
			return in.Int(int64(s.base))
		}
	case b.Info()&types.IsFloat != 0 && lexicon.Jitters.Has(name):
		return in.Float(0.2)
	case b.Info()&types.IsFloat != 0 && lexicon.Factors.Has(name):
		return in.Float(s.factor)
	case lexicon.Jitters.Has(name):
		return in.Int(10)
	case lexicon.Counts.Has(name):
		return nil
	case lexicon.Limits.Has(name):
		return in.Convert(in.Int(s.count(s.limit)), t) // whatever the unit: base and limit are in the same
	case lexicon.Bases.Has(name) && !lexicon.Factors.Has(name):
		return in.Convert(in.Int(s.count(s.base)), t)
	case lexicon.Factors.Has(name):
		return in.Int(int64(math.Ceil(s.factor)))
	}
	return nil
}

// A delayRun is one execution of a delay function, with everything bound that a sample can bind.
type delayRun struct {
	*symexec.Exec
	f      *delayFunc
	s      sample
	counts int64         // the number of the attempt
	at     float64       // see reading
	hint   *serverNumber // the same
	given  map[string]bool
	rets   []paths.Ret // how it returns
}

// A delayResult is what a delay function can return for one attempt.
type delayResult struct {
	values  []int64 // sorted
	panics  bool
	operand int64 // of the call that panics
	vague   bool  // there are paths that cannot be computed
	hinted  bool  // there are paths on which the server says how long
}

func (d *delayResult) empty() bool { return len(d.values) == 0 && !d.panics }

// least is the shortest delay. Zero, and what stands for stop (-1), do not count where there are others: a function may
// well have paths without a delay.
func (d *delayResult) least() time.Duration {
	for _, v := range d.values {
		if v > 0 || time.Duration(v) < -sane {
			return time.Duration(v)
		}
	}
	return 0
}

// longest is the longest delay; zero if there is none.
func (d *delayResult) longest() time.Duration {
	if len(d.values) == 0 {
		return 0
	}
	return time.Duration(d.values[len(d.values)-1])
}

// sane is what an overflow is not: a negative delay beyond it was not meant.
const sane = time.Hour

// run executes a delay function as the run says; false if it takes more steps than a delay is worth.
func (x *finder) run(r delayRun) (*delayRun, bool) {
	r.Exec, r.given = x.runs.NewExec(r.f.node), map[string]bool{}
	r.Limit = min(r.Limit, r.Limits.DelaySteps)
	fr := paths.NewFrame(r.In, r.f.node, r.f.sig, nil, nil, "")
	st := &paths.State{}
	r.seed(fr, st)
	r.Reads = r.reading().read
	r.rets = r.Run(fr, []*paths.State{st})
	x.runs.Spent += r.Steps
	return &r, r.Steps <= r.Limit
}

// reading is a new reading of what the run computes.
func (r *delayRun) reading() *reading {
	return &reading{in: r.In, s: r.s, at: r.at, memo: map[*sym.Value]*sym.Value{}, hint: r.hint, counter: r.f.attempt, counts: r.counts}
}

// result runs f for an attempt and reads what it returns, its random sources at the point at of their range.
func (x *finder) result(f *delayFunc, s sample, attempt int, at float64) (*delayResult, map[string]bool) {
	s.unit = f.unit
	r, ok := x.run(delayRun{f: f, s: s, counts: int64(attempt), at: at})
	if !ok {
		return &delayResult{vague: true}, r.given
	}
	out := &delayResult{}
	for _, ret := range r.rets {
		if f.result >= len(ret.Vals) {
			continue
		}
		rd := r.reading()
		switch rd.feasible(ret.St) {
		case domain.No:
			continue
		case domain.Unknown:
			out.vague = true
			continue
		}
		v := rd.read(ret.Vals[f.result])
		if v.Op == sym.OpCall && v.Name == "(time.Time).Add" && len(v.Args) == 2 {
			v = v.Args[1] // the time when the delay is over
		}
		switch {
		case rd.panics:
			out.panics, out.operand = true, rd.operand
		case v.Op == sym.OpInt:
			out.values = append(out.values, v.Int*int64(max(f.unit, 1)))
		case v.Deps&(sym.DepHint|sym.DepOutcome|sym.DepTime) == 0:
			out.vague = true
		default:
			out.hinted = true
		}
	}
	slices.Sort(out.values)
	out.values = slices.Compact(out.values)
	return out, r.given
}

// seed binds the parameters, the fields of parameters and receiver, and the variables that a literal captured.
func (r *delayRun) seed(fr *paths.Frame, st *paths.State) {
	bind := func(p *types.Var) {
		k := sym.Key{Obj: p, Frame: fr.Id}
		switch v := r.leaf(p); {
		case v != nil:
			st.Set(k, v)
		case gotypes.StructOf(p.Type()) != nil:
			r.fields(st, r.Load(st, k, p.Type()), p.Type(), 2)
		}
	}
	if recv := r.f.sig.Recv(); recv != nil {
		bind(recv)
	}
	for i := range r.f.sig.Params().Len() {
		bind(r.f.sig.Params().At(i))
	}
	if lit, ok := r.f.node.(*ast.FuncLit); ok {
		ast.Inspect(lit.Body, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			if v, ok := r.Info.Uses[id].(*types.Var); ok && !v.IsField() && v.Pkg() == r.Pkg && v.Parent() != r.Pkg.Scope() && !gotypes.Within(v.Pos(), lit) {
				if w := r.leaf(v); w != nil {
					st.Set(sym.Key{Obj: v}, w)
				} else if gotypes.StructOf(v.Type()) != nil {
					r.fields(st, r.Load(st, sym.Key{Obj: v}, v.Type()), v.Type(), 2)
				}
			}
			return true
		})
	}
}

func (r *delayRun) fields(st *paths.State, base *sym.Value, t types.Type, depth int) {
	s := gotypes.StructOf(t)
	if s == nil || depth == 0 {
		return
	}
	for i := range s.NumFields() {
		f := s.Field(i)
		if v := r.leaf(f); v != nil {
			st.Set(sym.Key{Base: base, Field: f.Name()}, v)
		} else {
			r.fields(st, r.In.Make(sym.Value{Op: sym.OpField, Name: f.Name(), Obj: f, Args: []*sym.Value{base}, Typ: f.Type()}), f.Type(), depth-1)
		}
	}
}

func (r *delayRun) leaf(v *types.Var) *sym.Value {
	if v == r.f.attempt && r.f.series != nil {
		return r.In.Convert(r.In.Int(r.f.series(r.counts)), v.Type())
	}
	if v == r.f.attempt && gotypes.IsCount(v.Type()) {
		return r.In.Convert(r.In.Int(r.counts), v.Type())
	}
	if n, ok := r.f.fixed[v]; ok {
		return r.In.Convert(r.In.Int(n), v.Type())
	}
	switch v {
	case r.f.longest:
		return r.In.Int(int64(r.s.limit))
	case r.f.shortest:
		r.given[v.Name()+" "+r.s.base.String()] = true
		return r.In.Int(int64(r.s.base))
	}
	w := r.s.leaf(r.In, v.Name(), v.Type())
	if w == nil {
		w = r.role(v)
	}
	if w != nil && !lexicon.Limits.Has(v.Name()) && !lexicon.Jitters.Has(v.Name()) && !lexicon.Factors.Has(v.Name()) {
		if gotypes.IsDuration(pointee(v.Type())) {
			r.given[v.Name()+" "+time.Duration(w.Int).String()] = true
		}
	}
	return w
}

// role is what a sample says of a variable or field by what the function does with it: the first delay, or the longest.
func (r *delayRun) role(v *types.Var) *sym.Value {
	d, known := r.s.base, r.f.bases[v.Origin()] && !lexicon.Counts.Has(v.Name())
	unit := int64(1)
	if g := r.f.grows; g != nil {
		known = known || g.floors[v.Origin()]
		if g.limits[v.Origin()] {
			d, known = r.s.limit, true
		}
		if g.factors[v.Origin()] {
			return r.In.Convert(r.In.Float(math.Ceil(r.s.factor)), v.Type())
		}
		if u := g.units[v.Origin()]; u != 0 && !g.exponents[v.Origin()] {
			unit, known = u, true
		}
	}
	t := pointee(v.Type())
	b, ok := t.Underlying().(*types.Basic)
	if !known || !ok || b.Info()&types.IsNumeric == 0 || unit == 1 && !gotypes.IsDuration(t) {
		return nil
	}
	return r.In.Convert(r.In.Int(max(int64(d)/unit, 1)), t)
}

// A reading computes symbolic values under a sample: what exec left open is a random source, or an unknown that it met
// outside of the function's parameters.
type reading struct {
	in      *sym.Interner
	s       sample
	at      float64 // where in its range a random source is, from 0 to 1
	memo    map[*sym.Value]*sym.Value
	hint    *serverNumber // what stands in Retry-After, if anything
	counter *types.Var    // a map of counts, or one that is counted atomically, and how far it is; may be nil
	counts  int64
	panics  bool
	operand int64
	source  *sym.Value // the random source that panics
}

func (r *reading) read(v *sym.Value) *sym.Value {
	if v.IsConst() || v.Op == sym.OpNil {
		return v
	}
	if w, ok := r.memo[v]; ok {
		return w
	}
	r.memo[v] = v
	w := r.compute(v)
	r.memo[v] = w
	return w
}

func (r *reading) compute(v *sym.Value) *sym.Value {
	if r.hint != nil {
		if w := r.hinted(v); w != nil {
			return w
		}
	}
	if r.counted(v) {
		return r.in.Convert(r.in.Int(r.counts), v.Typ)
	}
	switch v.Op {
	case sym.OpSym, sym.OpGlobal, sym.OpField:
		name := v.Name
		if v.Obj != nil {
			name = v.Obj.Name()
		}
		if w := r.s.leaf(r.in, name, v.Typ); w != nil {
			return w
		}
	case sym.OpUnary:
		return r.in.Unary(v.Name, r.read(v.Args[0]))
	case sym.OpBinary:
		return r.in.Binary(v.Name, r.read(v.Args[0]), r.read(v.Args[1]), v.Typ)
	case sym.OpConvert:
		return r.in.Convert(r.read(v.Args[0]), v.Typ)
	case sym.OpCall:
		return r.call(v)
	}
	return v
}

// counted reports whether a value is the count that a map has of something, or what an atomic counter has come to.
func (r *reading) counted(v *sym.Value) bool {
	if r.counter == nil || len(v.Args) == 0 || v.Op != sym.OpIndex && (v.Op != sym.OpCall || !functions.OfAtomic(v.Name)) {
		return false
	}
	of := v.Args[0]
	if of.Op == sym.OpRef {
		return of.Cell.Field == r.counter.Name() || of.Cell.Obj == r.counter
	}
	return of.Obj == r.counter || of.Op == sym.OpField && of.Name == r.counter.Name()
}

func (r *reading) call(v *sym.Value) *sym.Value {
	args := make([]*sym.Value, len(v.Args))
	consts := true
	for i, a := range v.Args {
		args[i] = r.read(a)
		consts = consts && args[i].IsConst()
	}
	if functions.OfMathRand(v.Name) {
		if w := r.random(v, args); w != nil {
			return w
		}
		return v
	}
	switch v.Name {
	case "(time.Duration).Round", "(time.Duration).Truncate":
		if consts {
			return args[0] // close enough: a unit of rounding is no cap
		}
	default:
		if w := r.in.Apply(v.Name, args); w != nil {
			return w
		}
	}
	if len(args) == 1 && gotypes.IsDuration(v.Typ) && !args[0].IsConst() { // a getter: cfg.Delay()
		_, own := functions.CutName(v.Name)
		if w := r.s.leaf(r.in, own, v.Typ); w != nil {
			return w
		}
	}
	return v
}

var almostOne = 1 - 1.0/(1<<53)

// random is the result of a random source; one that is asked for a number below n panics if n is not positive.
func (r *reading) random(v *sym.Value, args []*sym.Value) *sym.Value {
	switch {
	case functions.DrawsBelow(v.Name) && len(args) > 0:
		n := args[len(args)-1]
		if n.Op != sym.OpInt {
			return nil
		}
		if n.Int <= 0 {
			r.panics, r.operand, r.source = true, n.Int, v
			return nil
		}
		return r.in.Int(int64(r.at * float64(n.Int-1)))
	case functions.DrawsUnit(v.Name):
		return r.in.Float(r.at * almostOne)
	}
	return nil
}

// feasible reports whether a path is taken under the sample. A condition that cannot be computed counts as taken if it
// has nothing to do with the delay's own arithmetic.
func (r *reading) feasible(st *paths.State) domain.Tri {
	if len(st.Assume) > 0 {
		return domain.Unknown
	}
	result := domain.Yes
	for _, f := range st.Facts {
		switch v := r.read(f.Cond); {
		case v.Op == sym.OpBool:
			if (v.Int == 1) != f.Truth {
				return domain.No
			}
		case r.panics && v.Any(func(p *sym.Value) bool { return p == r.source }):
			// The condition is not decided any more, and nothing behind it.
		case !aside(v):
			result = domain.Unknown
		}
	}
	return result
}

// aside reports whether a condition is about something else than numbers: an option, an error, what the server said.
func aside(v *sym.Value) bool {
	if v.Deps&(sym.DepHint|sym.DepOutcome|sym.DepTime) != 0 {
		return true
	}
	return !v.Any(func(p *sym.Value) bool {
		switch p.Op {
		case sym.OpBinary:
			if p.Name != "==" && p.Name != "&&" && p.Name != "||" {
				return !p.Args[0].AsksStatus() && !p.Args[1].AsksStatus()
			}
			return p.Args[0].Op == sym.OpInt && !p.Args[1].AsksStatus() || p.Args[1].Op == sym.OpInt && !p.Args[0].AsksStatus()
		case sym.OpCall:
			return slices.ContainsFunc(p.Args, func(a *sym.Value) bool { return a.Op == sym.OpInt || a.Op == sym.OpFloat })
		}
		return false
	})
}
