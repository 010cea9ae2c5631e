package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A DelayFault is what is wrong with how a function computes the delay before an attempt.
type DelayFault uint8

const (
	DelayOverflow   DelayFault = iota // zero or negative from some attempt on, although there is a cap
	DelayUncapped                     // zero or negative from some attempt on, and nothing caps it
	DelayPanic                        // a random source is asked for a number below one that is not positive
	DelayPanicFirst                   // the same for attempt 0, where there is nothing to multiply
	DelayConstant                     // the same for every attempt
	DelayAdded                        // the power of the attempt is added to the base, and so counts for nothing
	DelayStays                        // on average the next delay is the one before
	DelayBareNumber                   // a wait for a bare small number of nanoseconds
	DelayBareReturn                   // such a number returned as a delay
	DelaySquare                       // a duration multiplied by a duration
	DelayHintUnit                     // the seconds of Retry-After taken for another unit, in Value
	DelayHintDate                     // a date in Retry-After makes the function fail
	DelayHintZero                     // the number in Retry-After is the delay, be it zero or negative
	DelayHintFloat                    // the number in Retry-After is the delay, be it NaN or out of range
	DelayHintReset                    // a library is told to come back after zero seconds, which takes its own delay away
)

// A Delay is a fault in a function that computes the delay before an attempt.
type Delay struct {
	Node    ast.Node // where the function computes
	Func    string
	Fault   DelayFault
	Attempt int           // the first at which the fault shows
	Value   time.Duration // the delay, or the argument that makes the random source panic
	Before  time.Duration // the longest delay until then; of DelayAdded that of the first attempt
	waited  time.Duration // all delays until then
	level   bool          // the last of them are the same: something caps them
	Waits   bool          // the function waits itself, it does not return the delay
	Given   string        // the sample that Value holds for, as "delay 100ms"; may be empty
}

// A delayFunc is a function that computes a delay from the number of the attempt.
type delayFunc struct {
	node    ast.Node // *ast.FuncDecl or *ast.FuncLit
	at      *ast.Ident
	name    string // what a reader calls it
	says    string // the names around it
	doc     string
	sig     *types.Signature
	attempt *types.Var             // a parameter, or an integer field of the receiver
	next    bool                   // there is no attempt: a duration type computes the next delay from itself
	bases   map[types.Object]bool  // durations that are multiplied by a power: first delays, whatever their names
	fixed   map[types.Object]int64 // variables of which the value is known; may be nil
}

// FindDelays finds the delays of a package that are computed wrongly, or from what the server says. guard runs a function about a
// node and deals with its panics. The runs of delay functions have a budget of their own.
func FindDelays(p *Package, guard func(ast.Node, string, func())) []*Delay {
	p.runs = symexec.NewProgram(p.Functions, p.Models)
	return p.allDelays(guard)
}

// allDelays looks at declarations alone first: a policy's arithmetic is often a package of its own, without a client.
func (x *Package) allDelays(guard func(ast.Node, string, func())) []*Delay {
	funcs, products := x.delayFuncs(), x.durationProducts()
	if !x.Sends && len(funcs) == 0 && len(products) == 0 && !x.countsAttempts() {
		return nil
	}
	x.Ready()
	flow := &delayFlow{Package: x}
	out := x.delays(funcs, guard)
	guard(x.Files[0], "durations", func() {
		out = append(append(out, flow.squares(products)...), flow.bareReturns(funcs)...)
	})
	out = append(out, flow.waits(funcs, guard)...)
	if !x.Sends {
		return out
	}
	guard(x.Files[0], "hints", func() { out = append(out, x.hints(flow)...) })
	out = append(out, x.hintValues(funcs, guard)...)
	for _, call := range x.Resets {
		out = append(out, &Delay{Node: call, Fault: DelayHintReset})
	}
	return out
}

// delayFuncs finds the functions that by name and signature compute a delay from the number of an attempt. It looks at
// declarations and literals only: most packages have none, and then no work is done for them.
func (x *Package) delayFuncs() []*delayFunc {
	fset, info := x.Fset, x.Info
	var out []*delayFunc
	if !gotypes.ImportsTime(x.Pkg) {
		return nil
	}
	for c := range x.Insp.Root().Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		var f *delayFunc
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			fn, ok := info.Defs[n.Name].(*types.Func)
			if !ok || n.Body == nil {
				continue
			}
			if next := nextOfItself(fn); next || gotypes.ReturnsDelay(n.Type, fn.Signature()) {
				f = declaredDelay(n, fn)
				f.next = next
			}
		case *ast.FuncLit:
			if sig, ok := info.TypeOf(n).(*types.Signature); ok && gotypes.ReturnsDelay(n.Type, sig) {
				f = literalDelay(c, n, sig)
			}
		}
		if f == nil || strings.HasSuffix(fset.Position(f.node.Pos()).Filename, "_test.go") {
			continue
		}
		f.says += " " + path.Base(fset.Position(f.node.Pos()).Filename)
		if !f.next {
			f.attempt = f.findAttempt()
		}
		if f.next || f.attempt != nil {
			out = append(out, f)
		}
	}
	return out
}

func declaredDelay(d *ast.FuncDecl, fn *types.Func) *delayFunc {
	f := &delayFunc{node: d, at: d.Name, name: d.Name.Name, says: d.Name.Name, doc: d.Doc.Text(), sig: fn.Signature()}
	if r := f.sig.Recv(); r != nil {
		if n := gotypes.Named(r.Type()); n != nil {
			f.says += " " + n.Obj().Name()
		}
	}
	return f
}

// literalDelay names a literal by what it is assigned to and by the function that it stands in.
func literalDelay(c inspector.Cursor, lit *ast.FuncLit, sig *types.Signature) *delayFunc {
	f := &delayFunc{node: lit, sig: sig}
	switch p := c.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		f.at, _ = p.Key.(*ast.Ident)
	case *ast.AssignStmt:
		if len(p.Lhs) == 1 {
			f.at, _ = p.Lhs[0].(*ast.Ident)
		}
	case *ast.ValueSpec:
		f.at = p.Names[0]
	}
	if f.at != nil {
		f.name, f.says = f.at.Name, f.at.Name
	}
	for o := range c.Enclosing((*ast.FuncDecl)(nil)) {
		d := o.Node().(*ast.FuncDecl)
		f.says += " " + d.Name.Name
		f.doc = d.Doc.Text()
		if f.at == nil {
			f.at, f.name = d.Name, d.Name.Name
		}
	}
	if f.at == nil {
		return nil
	}
	return f
}

// findAttempt is the parameter or the receiver's field that counts the attempts.
func (f *delayFunc) findAttempt() *types.Var {
	generic := lexicon.Delays.Has(f.says)
	var found *types.Var
	for i := range f.sig.Params().Len() {
		p := f.sig.Params().At(i)
		if !gotypes.IsCount(p.Type()) {
			continue
		}
		if lexicon.Attempts.Has(p.Name()) {
			return p
		}
		if found == nil && generic && (p.Name() == "_" || lexicon.Counters.Has(p.Name())) {
			found = p
		}
	}
	if found != nil || f.sig.Recv() == nil || !generic {
		return found
	}
	s := gotypes.StructOf(f.sig.Recv().Type())
	if s == nil {
		return nil
	}
	for i := range s.NumFields() {
		if v := s.Field(i); gotypes.IsCount(v.Type()) && lexicon.Attempts.Has(v.Name()) {
			return v
		}
	}
	return nil
}

// delays judges the delay functions of a package.
func (x *Package) delays(funcs []*delayFunc, guard func(ast.Node, string, func())) []*Delay {
	var out []*Delay
	for _, f := range funcs {
		guard(f.node, f.name, func() {
			if d := x.judgeDelay(f); d != nil {
				out = append(out, d)
			}
		})
	}
	// A function that leaves the growing to another has its faults, too: one finding is enough.
	grows := func(d *Delay) bool { _, isName := d.Node.(*ast.Ident); return d.Fault <= DelayUncapped && !isName }
	if slices.ContainsFunc(out, grows) {
		out = slices.DeleteFunc(out, func(d *Delay) bool { return d.Fault <= DelayUncapped && !grows(d) })
	}
	return out
}

func (x *Package) judgeDelay(f *delayFunc) *Delay {
	if x.oddArithmetic(f) {
		return nil
	}
	if f.next {
		return x.stays(f)
	}
	f.bases = basesOf(x.Info, gotypes.Body(f.node))
	for _, judge := range []func(*delayFunc) *Delay{x.panicsFirst, x.overflows, x.constant, x.added} {
		if d := judge(f); d != nil {
			d.Func = f.name
			return d
		}
	}
	return nil
}

// oddArithmetic reports whether f computes in a type whose wrap-around or order is not that of int64.
func (x *Package) oddArithmetic(f *delayFunc) bool {
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
func (x *Package) overflows(f *delayFunc) *Delay {
	var found *Delay
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

func (x *Package) overflow(f *delayFunc, s sample, zero bool) *Delay {
	fault := func(n int) (*delayResult, bool) {
		d, _ := x.result(f, s, n, 0.5)
		switch {
		case d.panics:
			return d, true
		case len(d.values) == 0:
			return d, false
		}
		return d, d.least() < 0 || slices.Equal(d.values, []int64{0}) && !zero && n > 8
	}
	good := false
	for _, n := range tried {
		d, bad := fault(n)
		switch {
		case bad && good:
			return x.firstOverflow(f, s, n, fault)
		case bad, len(d.values) > 0 && d.least() <= 0: // there is nothing to compare with: not understood
			return nil
		}
		good = good || len(d.values) > 0
	}
	return nil
}

// firstOverflow finds the first attempt at fault, up to one that is.
func (x *Package) firstOverflow(f *delayFunc, s sample, n int, fault func(int) (*delayResult, bool)) *Delay {
	var before, waited, last time.Duration
	level := false
	for k := 1; k <= n; k++ {
		d, bad := fault(k)
		if bad {
			out := x.overflowFault(f, s, k, d, before)
			out.waited, out.level = waited, level
			return out
		}
		if !d.empty() {
			longest := time.Duration(d.values[len(d.values)-1])
			level, last = longest == last, longest
			before = max(before, longest)
			waited += min(longest, math.MaxInt64-waited)
		}
	}
	return nil
}

func (x *Package) overflowFault(f *delayFunc, s sample, n int, d *delayResult, before time.Duration) *Delay {
	out := &Delay{Node: x.growth(f), Attempt: n, Value: d.least(), Before: before, Fault: DelayOverflow, Given: x.given(f, s)}
	switch {
	case d.panics:
		out.Fault, out.Value = DelayPanic, time.Duration(d.operand)
	case before > 24*time.Hour:
		out.Fault = DelayUncapped
	}
	return out
}

// given names the sample that a delay was computed with: the duration that the function mentions first.
func (x *Package) given(f *delayFunc, s sample) string {
	_, given := x.result(f, s, 1, 0)
	found := ""
	ast.Inspect(gotypes.Body(f.node), func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found == "" {
			for g := range given {
				if name, _, _ := strings.Cut(g, " "); name == id.Name {
					found = g
				}
			}
		}
		return found == ""
	})
	return found
}

// saysZero reports whether a function returns zero on purpose: then a zero is no overflow.
func (x *Package) saysZero(f *delayFunc) bool {
	found := f.sig.Results().At(0).Name() != ""
	ast.Inspect(gotypes.Body(f.node), func(n ast.Node) bool {
		r, ok := n.(*ast.ReturnStmt)
		if ok && len(r.Results) > 0 {
			if tv := x.Info.Types[r.Results[0]]; tv.Value != nil && tv.Value.ExactString() == "0" {
				found = true
			}
		}
		return !found
	})
	return found
}

// growth is the expression with which a delay function grows, for pointing at; else the function's name.
func (x *Package) growth(f *delayFunc) ast.Node {
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

// reachable reports whether an overflow can come about. All the waits before it have to be over, which takes decades where
// nothing caps them: such a function must be one that others call with numbers of their own. A function of the package's own
// must be called with an attempt that is not known to be small, and its result not checked.
func (x *Package) reachable(f *delayFunc, d *Delay) bool {
	u := x.usesOf(f)
	decl, isDecl := f.node.(*ast.FuncDecl)
	exported := isDecl && decl.Name.IsExported()
	switch {
	case u.floored:
		return false
	case d.waited > lifetime && d.level:
		return false
	case d.waited > lifetime || d.Fault == DelayUncapped:
		return !u.waited && (exported && x.Pkg.Name() != "main" || !isDecl && x.handsOut(f))
	case !isDecl || exported:
		return true
	}
	return u.calls == 0 || u.most >= int64(d.Attempt)
}

// handsOut reports whether a function literal gets to others than those that call it by the name of a local variable.
func (x *Package) handsOut(f *delayFunc) bool {
	v, _ := x.Info.Defs[f.at].(*types.Var)
	d := x.Enclosing(f.at)
	if v == nil || v.IsField() || d == nil {
		return true
	}
	p := x.PlacesIn(d.Body)
	return slices.ContainsFunc(p.Uses[v], func(id *ast.Ident) bool {
		call, ok := p.Up(id).(*ast.CallExpr)
		return !ok || ast.Unparen(call.Fun) != ast.Expr(id)
	})
}

// basesOf are the durations that a function shifts or multiplies by a power.
func basesOf(info *types.Info, b *ast.BlockStmt) map[types.Object]bool {
	bases := map[types.Object]bool{}
	ast.Inspect(b, func(n ast.Node) bool {
		e, ok := n.(*ast.BinaryExpr)
		if !ok || e.Op != token.SHL && e.Op != token.MUL {
			return true
		}
		var p powerProduct
		p.add(info, e)
		for _, o := range p.durations {
			bases[o] = bases[o] || p.power
		}
		return true
	})
	return bases
}

// A powerProduct is what is multiplied.
type powerProduct struct {
	durations []types.Object
	power     bool
}

func (p *powerProduct) add(info *types.Info, e ast.Expr) {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		switch {
		case info.Types[e].Value != nil:
		case e.Op == token.SHL:
			p.power = true
			p.add(info, e.X)
		case e.Op == token.MUL:
			p.add(info, e.X)
			p.add(info, e.Y)
		}
	case *ast.CallExpr:
		fn, isFunc := typeutil.Callee(info, e).(*types.Func)
		switch {
		case info.Types[e.Fun].IsType() && len(e.Args) == 1:
			p.add(info, e.Args[0])
		case isFunc:
			p.power = p.power || fn.FullName() == "math.Pow" || fn.FullName() == "math.Exp2"
		}
	case *ast.SelectorExpr:
		p.add(info, e.Sel)
	case *ast.Ident:
		if v, ok := info.Uses[e].(*types.Var); ok && gotypes.IsDuration(v.Type()) {
			p.durations = append(p.durations, v.Origin())
		}
	}
}

// panicsFirst finds a function that panics for attempt 0 alone, and is called with it: zero times anything leaves a random
// source nothing to choose from.
func (x *Package) panicsFirst(f *delayFunc) *Delay {
	var found *Delay
	for _, s := range samples {
		first, _ := x.result(f, s, 0, 0.5)
		if !first.panics || len(first.values) > 0 {
			return nil
		}
		for _, n := range []int{1, 2, 3} {
			if d, _ := x.result(f, s, n, 0.5); d.panics || d.least() <= 0 {
				return nil
			}
		}
		if found == nil {
			found = &Delay{Node: f.at, Attempt: 0, Value: time.Duration(first.operand), Fault: DelayPanicFirst}
		}
	}
	if !x.calledForFirst(f) {
		return nil
	}
	return found
}

// calledForFirst reports whether a call hands the counter of a loop that starts at zero to a delay function, or to a variable
// that can hold it if it is a literal. A loop that compares the counter with zero or one may leave out the first round.
func (x *Package) calledForFirst(f *delayFunc) bool {
	var fn types.Object
	if d, ok := f.node.(*ast.FuncDecl); ok {
		fn = x.Info.Defs[d.Name]
	}
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if strings.HasSuffix(x.Fset.File(call.Pos()).Name(), "_test.go") {
			continue
		}
		callee := typeutil.Callee(x.Info, call)
		if _, declared := callee.(*types.Func); callee != fn && (fn != nil || declared || !gotypes.SameShape(x.Info.TypeOf(call.Fun), f.sig)) {
			continue
		}
		for i, a := range call.Args {
			id, ok := ast.Unparen(a).(*ast.Ident)
			if ok && i < f.sig.Params().Len() && f.sig.Params().At(i) == f.attempt && x.countsFromZero(c, x.Info.Uses[id]) {
				return true
			}
		}
	}
	return false
}

func (x *Package) countsFromZero(c inspector.Cursor, counter types.Object) bool {
	for o := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil)) {
		var loop *ast.BlockStmt
		switch l := o.Node().(type) {
		case *ast.RangeStmt:
			id, ok := l.Key.(*ast.Ident)
			if _, isInt := x.Info.TypeOf(l.X).Underlying().(*types.Basic); !ok || !isInt || x.Info.ObjectOf(id) != counter {
				continue
			}
			loop = l.Body
		case *ast.ForStmt:
			init, ok := l.Init.(*ast.AssignStmt)
			if !ok || len(init.Lhs) != 1 || len(init.Rhs) != 1 {
				continue
			}
			id, ok := init.Lhs[0].(*ast.Ident)
			if n, isInt := gotypes.IntConstant(x.Info, init.Rhs[0]); !ok || !isInt || n != 0 || x.Info.ObjectOf(id) != counter {
				continue
			}
			loop = l.Body
		default:
			return false
		}
		spared := false
		ast.Inspect(loop, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				for _, p := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
					id, ok := ast.Unparen(p[0]).(*ast.Ident)
					k, isInt := gotypes.IntConstant(x.Info, p[1])
					spared = spared || ok && x.Info.Uses[id] == counter && isInt && k <= 1 && n.Op != token.ADD && n.Op != token.SUB
				}
			case *ast.IncDecStmt:
				id, ok := n.X.(*ast.Ident)
				spared = spared || ok && x.Info.Uses[id] == counter
			case *ast.SwitchStmt:
				id, ok := n.Tag.(*ast.Ident)
				spared = spared || ok && x.Info.Uses[id] == counter
			}
			return !spared
		})
		return !spared
	}
	return false
}

// delayUses is how the package calls a delay function of its own.
type delayUses struct {
	calls   int
	most    int64 // the highest attempt it is called with
	floored bool  // a caller looks whether the result is too small
	waited  bool  // a caller waits for the result as it is
}

func (x *Package) usesOf(f *delayFunc) delayUses {
	var u delayUses
	flow := &delayFlow{Package: x}
	var fn types.Object
	if d, ok := f.node.(*ast.FuncDecl); ok {
		fn = x.Info.Defs[d.Name]
	}
	at := -1 // which argument is the attempt
	for i := range f.sig.Params().Len() {
		if f.sig.Params().At(i) == f.attempt {
			at = i
		}
	}
	for c := range x.Insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if strings.HasSuffix(x.Fset.File(call.Pos()).Name(), "_test.go") {
			continue // what a test calls it with bounds nobody else
		}
		static := fn != nil && typeutil.Callee(x.Info, call) == fn
		if !static && !gotypes.SameShape(x.Info.TypeOf(call.Fun), f.sig) {
			continue
		}
		u.floored = u.floored || x.floored(c)
		var e ends
		flow.follow(c, &e)
		u.waited = u.waited || e.waited
		if !static {
			continue
		}
		u.calls++
		most := int64(math.MaxInt64)
		if at >= 0 && at < len(call.Args) {
			most = x.highest(c, call.Args[at])
		}
		u.most = max(u.most, most)
	}
	return u
}

// floored reports whether the result of a call is kept in a variable that is then compared from below.
func (x *Package) floored(c inspector.Cursor) bool {
	a, ok := c.Parent().Node().(*ast.AssignStmt)
	if !ok {
		return false
	}
	id, ok := a.Lhs[0].(*ast.Ident)
	if !ok {
		return false
	}
	obj := x.Info.ObjectOf(id)
	is := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && x.Info.Uses[id] == obj
	}
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		found := false
		ast.Inspect(gotypes.Body(o.Node()), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				found = found || is(n.X) && (n.Op == token.LSS || n.Op == token.LEQ) || is(n.Y) && (n.Op == token.GTR || n.Op == token.GEQ)
			case *ast.CallExpr: // max(d, least)
				if f, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && f.Name == "max" && slices.ContainsFunc(n.Args, is) {
					found = true
				}
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// highest is the highest value that an argument can have: a constant, or a counter that is compared with one.
func (x *Package) highest(c inspector.Cursor, arg ast.Expr) int64 {
	if n, ok := gotypes.IntConstant(x.Info, arg); ok {
		return n
	}
	var obj types.Object
	ast.Inspect(arg, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := x.Info.Uses[id].(*types.Var); ok {
				obj = v
			}
		}
		return true
	})
	if obj == nil {
		return math.MaxInt64
	}
	for o := range c.Enclosing((*ast.RangeStmt)(nil)) {
		l := o.Node().(*ast.RangeStmt)
		if id, ok := l.Key.(*ast.Ident); ok && x.Info.ObjectOf(id) == obj {
			if n, ok := gotypes.IntConstant(x.Info, l.X); ok {
				return n
			}
			if _, isInt := x.Info.TypeOf(l.X).Underlying().(*types.Basic); !isInt {
				return 0 // the index of a list: its length is what somebody wrote down
			}
		}
	}
	for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if n, ok := x.comparedWith(o.Node(), obj); ok {
			return n + 1
		}
	}
	return math.MaxInt64
}

// comparedWith is the highest constant that a function compares a counter with: the end of a loop, or a way out.
func (x *Package) comparedWith(fn ast.Node, counter types.Object) (int64, bool) {
	most := int64(1) // `attempt > 0` and `attempt > 1` end nothing
	ast.Inspect(gotypes.Body(fn), func(n ast.Node) bool {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Op != token.LSS && b.Op != token.LEQ && b.Op != token.GTR && b.Op != token.GEQ {
			return true
		}
		for _, p := range [][2]ast.Expr{{b.X, b.Y}, {b.Y, b.X}} {
			if id, ok := ast.Unparen(p[0]).(*ast.Ident); ok && x.Info.Uses[id] == counter {
				if c, ok := gotypes.IntConstant(x.Info, p[1]); ok {
					most = max(most, c)
				}
			}
		}
		return true
	})
	return most, most > 1
}

// constant finds a function that is to grow its delays and returns the same for every attempt.
func (x *Package) constant(f *delayFunc) *Delay {
	if lexicon.Steady.Has(f.says) || lexicon.Steady.Has(f.doc) {
		return nil
	}
	if !lexicon.Grows.Has(f.says) { // its name promises nothing, so the code must be about to
		if !lexicon.BacksOff.Has(f.says) && !lexicon.Grows.Has(f.doc) || x.growth(f) == f.at {
			return nil
		}
	}
	var found *Delay
	for _, s := range samples {
		var first *delayResult
		for _, at := range []float64{0, 1} {
			first = nil
			for _, n := range []int{0, 1, 2, 3, 4, 6, 10} {
				d, _ := x.result(f, s, n, at)
				if n == 0 && d.empty() {
					continue
				}
				if d.vague || d.empty() || d.panics || d.least() <= 0 || first != nil && !slices.Equal(first.values, d.values) {
					return nil
				}
				first = d
			}
		}
		if found == nil {
			found = &Delay{Node: x.lastReturn(f), Fault: DelayConstant, Value: first.least(), Given: x.given(f, s)}
		}
	}
	return found
}

func (x *Package) lastReturn(f *delayFunc) ast.Node {
	var last ast.Node = f.at
	for _, s := range gotypes.Body(f.node).List {
		if r, ok := s.(*ast.ReturnStmt); ok {
			last = r
		}
	}
	return last
}

// added finds a function that says to grow exponentially and whose first delays hardly grow, because the power is added
// to the base.
func (x *Package) added(f *delayFunc) *Delay {
	if !lexicon.Exponential.Has(f.says) && !lexicon.Exponential.Has(f.doc) {
		return nil
	}
	var found *Delay
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
			found = &Delay{Node: x.growth(f), Fault: DelayAdded, Attempt: 4, Value: last, Before: first, Given: x.given(f, s)}
		}
	}
	return found
}

// stays finds a duration type whose next value is, but for the jitter, the value itself.
func (x *Package) stays(f *delayFunc) *Delay {
	next := func(start time.Duration, at float64) (time.Duration, bool) {
		e := x.runs.NewExec(f.node)
		fr := e.NewFrame(f.node, f.sig, nil, nil, "")
		st := &symexec.State{}
		st.Set(sym.Key{Obj: f.sig.Recv(), Frame: fr.Id}, e.In.Int(int64(start)))
		rets := e.Run(fr, []*symexec.State{st})
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
	return &Delay{Node: x.lastReturn(f), Func: f.name, Fault: DelayStays}
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
