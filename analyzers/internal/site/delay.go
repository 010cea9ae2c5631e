package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A DelayFault is what is wrong with how a function computes the delay before an attempt.
type DelayFault uint8

const (
	DelayOverflow DelayFault = iota // zero or negative from some attempt on, although there is a cap
	DelayUncapped                   // zero or negative from some attempt on, and nothing caps it
	DelayPanic                      // a random source is asked for a number below one that is not positive
	DelayConstant                   // the same for every attempt
	DelayAdded                      // the power of the attempt is added to the base, and so counts for nothing
	DelayStays                      // on average the next delay is the one before
)

// A Delay is a fault in a function that computes the delay before an attempt.
type Delay struct {
	Node    ast.Node // where the function computes
	Func    string
	Fault   DelayFault
	Attempt int           // the first at which the fault shows
	Value   time.Duration // the delay, or the argument that makes the random source panic
	Before  time.Duration // the delay one attempt earlier; of DelayAdded that of the first attempt
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
	attempt *types.Var // a parameter, or an integer field of the receiver
	exposed bool       // can be called by others with any number
	next    bool       // there is no attempt: a duration type computes the next delay from itself
}

var (
	attemptName = regexp.MustCompile(`(?i)^(attempts?|retry|retries|tries|try|rounds?|iterations?|iter|failures?|fails|errors)_?(num|number|count|no|so_?far)?$|^(num|n|current|cur|nth|total|consecutive)_?(attempts?|retry|retries|tries|failures|errors)$`)
	genericName = regexp.MustCompile(`^(_|n|i|k|x|c|num|count|counter|step|exp|exponent|times)$`)
	delayName   = regexp.MustCompile(`(?i)back_?off|delay|retr(y|i)|wait|sleep|interval|pause|throttl|next`)
	growingName = regexp.MustCompile(`(?i)expo|linear|geometric|fibonacci|doubling`)
	steadyName  = regexp.MustCompile(`(?i)constant|fixed|static|const|steady|uniform|flat|simple|random|jitter`)
)

// delayFuncs finds the functions that by name and signature compute a delay from the number of an attempt. It looks at
// declarations and literals only: most packages have none, and then no work is done for them.
func delayFuncs(pass *analysis.Pass, insp *inspector.Inspector) []*delayFunc {
	fset, info := pass.Fset, pass.TypesInfo
	var out []*delayFunc
	if !slices.ContainsFunc(pass.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == "time" }) {
		return nil
	}
	for c := range insp.Root().Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		var f *delayFunc
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			fn, ok := info.Defs[n.Name].(*types.Func)
			if !ok || n.Body == nil {
				continue
			}
			if next := nextOfItself(fn); next || returnsDelay(n.Type, fn.Signature()) {
				f = declaredDelay(n, fn)
				f.next = next
			}
		case *ast.FuncLit:
			if sig, ok := info.TypeOf(n).(*types.Signature); ok && returnsDelay(n.Type, sig) {
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

// returnsDelay reports whether the first result is a time.Duration; the syntax is looked at first, for its price.
func returnsDelay(t *ast.FuncType, sig *types.Signature) bool {
	return t.Results != nil && isDuration(sig.Results().At(0).Type())
}

func declaredDelay(d *ast.FuncDecl, fn *types.Func) *delayFunc {
	f := &delayFunc{node: d, at: d.Name, name: d.Name.Name, says: d.Name.Name, doc: d.Doc.Text(), sig: fn.Signature()}
	f.exposed = d.Name.IsExported()
	if r := f.sig.Recv(); r != nil {
		if n := named(r.Type()); n != nil {
			f.says += " " + n.Obj().Name()
		}
		f.exposed = true // by an interface
	}
	return f
}

// literalDelay names a literal by what it is assigned to and by the function that it stands in.
func literalDelay(c inspector.Cursor, lit *ast.FuncLit, sig *types.Signature) *delayFunc {
	f := &delayFunc{node: lit, sig: sig, exposed: true}
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
	generic := delayName.MatchString(f.says)
	var found *types.Var
	for i := range f.sig.Params().Len() {
		p := f.sig.Params().At(i)
		if !isCount(p.Type()) {
			continue
		}
		if attemptName.MatchString(p.Name()) {
			return p
		}
		if found == nil && generic && genericName.MatchString(p.Name()) {
			found = p
		}
	}
	if found != nil || f.sig.Recv() == nil || !generic {
		return found
	}
	s := structOf(f.sig.Recv().Type())
	if s == nil {
		return nil
	}
	for i := range s.NumFields() {
		if v := s.Field(i); isCount(v.Type()) && attemptName.MatchString(v.Name()) {
			return v
		}
	}
	return nil
}

// isCount reports whether t can count attempts: an unnamed number.
func isCount(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && b.Info()&(types.IsInteger|types.IsFloat) != 0
}

func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}

// A sample is one choice for what a delay function is configured with. What is reported holds for all samples.
type sample struct {
	base, limit time.Duration
	factor      float64
}

var samples = []sample{
	{100 * time.Millisecond, 30 * time.Second, 2},
	{time.Second, time.Minute, 2},
	{time.Second, 5 * time.Minute, 1.5},
	{250 * time.Millisecond, 2 * time.Minute, 2.5},
}

var (
	jitterWord = regexp.MustCompile(`(?i)jitter|rand|fuzz|spread|noise|deviation`)
	limitWord  = regexp.MustCompile(`(?i)max|cap|limit|ceil|upper`)
	countWord  = regexp.MustCompile(`(?i)retr(y|ies)|attempt|tries|count|times|num|elapsed|total|deadline|shift|exp|pow|n$`)
	factorWord = regexp.MustCompile(`(?i)factor|mult|exponent|growth|ratio|coef|base`)
	baseWord   = regexp.MustCompile(`(?i)base|min|init|start|first|delay|wait|interval|back_?off|duration|unit|period|sleep|pause|slot|timeout|step|increment`)
)

// leaf is what a sample says of an unknown that is called name: nothing if its meaning is not evident.
func (s sample) leaf(in *interner, name string, t types.Type) *value {
	if t == nil {
		return nil
	}
	b, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok || b.Info()&(types.IsInteger|types.IsFloat) == 0:
		return nil
	case isDuration(t):
		switch {
		case jitterWord.MatchString(name):
			return in.int(int64(s.base / 10))
		case countWord.MatchString(name) && !strings.Contains(strings.ToLower(name), "retry"):
			return nil
		case limitWord.MatchString(name):
			return in.int(int64(s.limit))
		case baseWord.MatchString(name):
			return in.int(int64(s.base))
		}
	case b.Info()&types.IsFloat != 0 && jitterWord.MatchString(name):
		return in.float(0.2)
	case b.Info()&types.IsFloat != 0 && factorWord.MatchString(name):
		return in.float(s.factor)
	case jitterWord.MatchString(name):
		return in.int(10)
	case countWord.MatchString(name):
		return nil
	case limitWord.MatchString(name):
		return in.convert(in.int(s.limit.Milliseconds()), t) // whatever the unit: base and limit are in the same
	case baseWord.MatchString(name) && !factorWord.MatchString(name):
		return in.convert(in.int(s.base.Milliseconds()), t)
	case factorWord.MatchString(name):
		return in.int(int64(math.Ceil(s.factor)))
	}
	return nil
}

// A delayRun is one execution of a delay function, with everything bound that a sample can bind.
type delayRun struct {
	*exec
	f      *delayFunc
	s      sample
	counts int64
	given  map[string]bool
}

// A delayResult is what a delay function can return for one attempt.
type delayResult struct {
	values  []int64 // sorted
	panics  bool
	operand int64 // of the call that panics
	vague   bool  // there are paths that cannot be computed
}

func (d *delayResult) empty() bool { return len(d.values) == 0 && !d.panics }

// least is the shortest delay.
func (d *delayResult) least() time.Duration {
	if len(d.values) == 0 {
		return 0
	}
	return time.Duration(d.values[0])
}

// result runs f for an attempt and reads what it returns, its random sources at the point at of their range.
func (x *unit) result(f *delayFunc, s sample, attempt int, at float64) (*delayResult, map[string]bool) {
	x.trueSets = nil
	r := &delayRun{exec: &exec{unit: x, in: newInterner(), root: f.node}, f: f, s: s, counts: int64(attempt), given: map[string]bool{}}
	fr := r.newFrame(f.node, f.sig, nil, nil, "")
	st := &state{env: map[key]*value{}}
	r.seed(fr, st)
	out := &delayResult{}
	asides := maps.Clone(x.asides) // following a literal here does not count as having looked for retries in it
	rets := r.exec.run(fr, []*state{st})
	x.asides = asides
	for _, ret := range rets {
		if len(ret.vals) == 0 {
			continue
		}
		rd := &reading{in: r.in, s: s, at: at, memo: map[*value]*value{}}
		switch rd.feasible(ret.st) {
		case no:
			continue
		case unknown:
			out.vague = true
			continue
		}
		v := rd.read(ret.vals[0])
		switch {
		case rd.panics:
			out.panics, out.operand = true, rd.operand
		case v.op == opInt:
			out.values = append(out.values, v.i)
		case v.deps&(depHint|depOutcome|depTime) == 0:
			out.vague = true
		}
	}
	if r.steps > maxSteps {
		out.vague = true
	}
	slices.Sort(out.values)
	out.values = slices.Compact(out.values)
	return out, r.given
}

// seed binds the parameters, the fields of parameters and receiver, and the variables that a literal captured.
func (r *delayRun) seed(fr *frame, st *state) {
	bind := func(p *types.Var) {
		k := key{obj: p, frame: fr.id}
		switch v := r.leaf(p); {
		case v != nil:
			st.set(k, v)
		case structOf(p.Type()) != nil:
			r.fields(st, r.load(st, k, p.Type()), p.Type(), 2)
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
			if v, ok := r.info.Uses[id].(*types.Var); ok && !v.IsField() && v.Pkg() == r.pkg && v.Parent() != r.pkg.Scope() && !within(v.Pos(), lit) {
				if w := r.leaf(v); w != nil {
					st.set(key{obj: v}, w)
				} else if structOf(v.Type()) != nil {
					r.fields(st, r.load(st, key{obj: v}, v.Type()), v.Type(), 2)
				}
			}
			return true
		})
	}
}

func (r *delayRun) fields(st *state, base *value, t types.Type, depth int) {
	s := structOf(t)
	if s == nil || depth == 0 {
		return
	}
	for i := range s.NumFields() {
		f := s.Field(i)
		if v := r.leaf(f); v != nil {
			st.set(key{base: base, field: f.Name()}, v)
		} else {
			r.fields(st, r.in.make(value{op: opField, name: f.Name(), obj: f, args: []*value{base}, typ: f.Type()}), f.Type(), depth-1)
		}
	}
}

func (r *delayRun) leaf(v *types.Var) *value {
	if v == r.f.attempt {
		return r.in.convert(r.in.int(r.counts), v.Type())
	}
	w := r.s.leaf(r.in, v.Name(), v.Type())
	if w != nil && !limitWord.MatchString(v.Name()) && !jitterWord.MatchString(v.Name()) && !factorWord.MatchString(v.Name()) {
		if isDuration(v.Type()) {
			r.given[v.Name()+" "+time.Duration(w.i).String()] = true
		}
	}
	return w
}

// A reading computes symbolic values under a sample: what exec left open is a random source, or an unknown that it met
// outside of the function's parameters.
type reading struct {
	in      *interner
	s       sample
	at      float64 // where in its range a random source is, from 0 to 1
	memo    map[*value]*value
	panics  bool
	operand int64
}

func (r *reading) read(v *value) *value {
	if v.isConst() || v.op == opNil {
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

func (r *reading) compute(v *value) *value {
	switch v.op {
	case opSym, opGlobal, opField:
		name := v.name
		if v.obj != nil {
			name = v.obj.Name()
		}
		if w := r.s.leaf(r.in, name, v.typ); w != nil {
			return w
		}
	case opUnary:
		return r.in.unary(v.name, r.read(v.args[0]))
	case opBinary:
		return r.in.binary(v.name, r.read(v.args[0]), r.read(v.args[1]), v.typ)
	case opConvert:
		return r.in.convert(r.read(v.args[0]), v.typ)
	case opCall:
		return r.call(v)
	}
	return v
}

func (r *reading) call(v *value) *value {
	args := make([]*value, len(v.args))
	consts := true
	for i, a := range v.args {
		args[i] = r.read(a)
		consts = consts && args[i].isConst()
	}
	if strings.Contains(v.name, "math/rand") {
		if w := r.random(v, args); w != nil {
			return w
		}
		return v
	}
	if consts && len(args) > 0 {
		if w := r.known(v.name, args); w != nil {
			return w
		}
	}
	if len(args) == 1 && isDuration(v.typ) && !args[0].isConst() { // a getter: cfg.Delay()
		if w := r.s.leaf(r.in, v.name[strings.LastIndexByte(v.name, '.')+1:], v.typ); w != nil {
			return w
		}
	}
	return v
}

// known computes functions of constants.
func (r *reading) known(name string, args []*value) *value {
	switch name {
	case "min", "max":
		v := args[0]
		for _, a := range args[1:] {
			if c, ok := fold("<", a, v); ok && (c.i == 1) == (name == "min") {
				v = a
			}
		}
		return v
	case "(time.Duration).Seconds", "(time.Duration).Minutes", "(time.Duration).Hours":
		unit := map[byte]time.Duration{'S': time.Second, 'M': time.Minute, 'H': time.Hour}[name[len("(time.Duration).")]]
		return r.in.float(float64(args[0].i) / float64(unit))
	case "(time.Duration).Milliseconds":
		return r.in.int(args[0].i / int64(time.Millisecond))
	case "(time.Duration).Microseconds":
		return r.in.int(args[0].i / int64(time.Microsecond))
	case "(time.Duration).Nanoseconds":
		return args[0]
	case "(time.Duration).Round", "(time.Duration).Truncate":
		return args[0] // close enough: a unit of rounding is no cap
	case "math.IsNaN", "math.IsInf":
		f, _ := args[0].number()
		if name == "math.IsNaN" {
			return r.in.bool(math.IsNaN(f))
		}
		sign, _ := args[len(args)-1].number()
		return r.in.bool(math.IsInf(f, int(sign)))
	case "math.Exp":
		f, _ := args[0].number()
		return r.in.float(math.Exp(f))
	case "math.Abs":
		f, _ := args[0].number()
		return r.in.float(math.Abs(f))
	}
	if f, ok := mathCall(name, args); ok {
		return r.in.float(f)
	}
	return nil
}

var (
	randBelow = regexp.MustCompile(`\.(Int63n|Int31n|Intn|Int64N|Int32N|IntN|Uint64N|Uint32N|UintN|N)$`)
	randUnit  = regexp.MustCompile(`\.(Float64|Float32)$`)
	almostOne = 1 - 1.0/(1<<53)
)

// random is the result of a random source; one that is asked for a number below n panics if n is not positive.
func (r *reading) random(v *value, args []*value) *value {
	switch {
	case randBelow.MatchString(v.name) && len(args) > 0:
		n := args[len(args)-1]
		if n.op != opInt {
			return nil
		}
		if n.i <= 0 {
			r.panics, r.operand = true, n.i
			return nil
		}
		return r.in.int(int64(r.at * float64(n.i-1)))
	case randUnit.MatchString(v.name):
		return r.in.float(r.at * almostOne)
	}
	return nil
}

// feasible reports whether a path is taken under the sample. A condition that cannot be computed counts as taken if it
// has nothing to do with the delay's own arithmetic.
func (r *reading) feasible(st *state) tri {
	if len(st.assume) > 0 {
		return unknown
	}
	result := yes
	for cond, truth := range st.facts {
		switch v := r.read(cond); {
		case v.op == opBool:
			if (v.i == 1) != truth {
				return no
			}
		case !aside(v):
			result = unknown
		}
	}
	return result
}

// aside reports whether a condition is about something else than numbers: an option, an error, what the server said.
func aside(v *value) bool {
	if v.deps&(depHint|depOutcome|depTime) != 0 {
		return true
	}
	return !v.any(func(p *value) bool {
		switch p.op {
		case opBinary:
			if p.name != "==" && p.name != "&&" && p.name != "||" {
				return !p.args[0].asksStatus() && !p.args[1].asksStatus()
			}
			return p.args[0].op == opInt && !p.args[1].asksStatus() || p.args[1].op == opInt && !p.args[0].asksStatus()
		case opCall:
			return slices.ContainsFunc(p.args, func(a *value) bool { return a.op == opInt || a.op == opFloat })
		}
		return false
	})
}

func (v *value) asksStatus() bool {
	return v.op == opField && (v.name == "StatusCode" || clearStatusName().MatchString(v.name))
}

// delays judges the delay functions of a package.
func (x *unit) delays(funcs []*delayFunc, guard func(ast.Node, string, func())) []*Delay {
	var out []*Delay
	for _, f := range funcs {
		guard(f.node, f.name, func() {
			if d := x.judgeDelay(f); d != nil {
				out = append(out, d)
			}
		})
	}
	return out
}

func (x *unit) judgeDelay(f *delayFunc) *Delay {
	if x.oddArithmetic(f) {
		return nil
	}
	if f.next {
		return x.stays(f)
	}
	for _, judge := range []func(*delayFunc) *Delay{x.overflows, x.constant, x.added} {
		if d := judge(f); d != nil {
			d.Func = f.name
			return d
		}
	}
	return nil
}

// oddArithmetic reports whether f computes in a type whose wrap-around or order is not that of int64.
func (x *unit) oddArithmetic(f *delayFunc) bool {
	narrow, unsigned, ordered := false, false, false
	ast.Inspect(body(f.node), func(n ast.Node) bool {
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
		t := x.info.TypeOf(operand)
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
func (x *unit) overflows(f *delayFunc) *Delay {
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

// sane is what an overflow is not: a delay beyond it was not meant.
const sane = time.Hour

func (x *unit) overflow(f *delayFunc, s sample, zero bool) *Delay {
	fault := func(n int) (*delayResult, bool) {
		d, _ := x.result(f, s, n, 0)
		switch {
		case d.panics:
			return d, true
		case len(d.values) == 0:
			return d, false
		}
		return d, d.least() < -sane || d.least() == 0 && !zero && n > 8
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
func (x *unit) firstOverflow(f *delayFunc, s sample, n int, fault func(int) (*delayResult, bool)) *Delay {
	var before time.Duration
	for k := 1; k <= n; k++ {
		d, bad := fault(k)
		if bad {
			return x.overflowFault(f, s, k, d, before)
		}
		if !d.empty() {
			before = time.Duration(d.values[len(d.values)-1])
		}
	}
	return nil
}

func (x *unit) overflowFault(f *delayFunc, s sample, n int, d *delayResult, before time.Duration) *Delay {
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
func (x *unit) given(f *delayFunc, s sample) string {
	_, given := x.result(f, s, 1, 0)
	found := ""
	ast.Inspect(body(f.node), func(n ast.Node) bool {
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
func (x *unit) saysZero(f *delayFunc) bool {
	found := f.sig.Results().At(0).Name() != ""
	ast.Inspect(body(f.node), func(n ast.Node) bool {
		r, ok := n.(*ast.ReturnStmt)
		if ok && len(r.Results) > 0 {
			if tv := x.info.Types[r.Results[0]]; tv.Value != nil && tv.Value.ExactString() == "0" {
				found = true
			}
		}
		return !found
	})
	return found
}

// growth is the expression with which a delay function grows, for pointing at; else the function's name.
func (x *unit) growth(f *delayFunc) ast.Node {
	var shift, pow, mul ast.Node
	ast.Inspect(body(f.node), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.SHL && shift == nil && x.info.Types[n].Value == nil {
				shift = n
			}
		case *ast.AssignStmt:
			if (n.Tok == token.MUL_ASSIGN || n.Tok == token.SHL_ASSIGN) && mul == nil {
				mul = n
			}
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(x.info, n).(*types.Func); ok && pow == nil {
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

// reachable reports whether an overflow can come about: nobody waits for decades. So a delay that nothing caps must be
// one that others call with numbers of their own, and a function of the package's own must be called with an attempt
// that is not known to be small, and its result not checked.
func (x *unit) reachable(f *delayFunc, d *Delay) bool {
	decl, ok := f.node.(*ast.FuncDecl)
	if !ok || f.exposed {
		return true
	}
	if d.Fault == DelayUncapped {
		return false
	}
	u := x.usesOf(decl)
	return u.calls == 0 || u.most >= int64(d.Attempt) && !u.checked
}

// delayUses is how the package calls a delay function of its own.
type delayUses struct {
	calls   int
	most    int64 // the highest attempt it is called with
	checked bool  // a caller looks whether the result is positive
}

func (x *unit) usesOf(decl *ast.FuncDecl) delayUses {
	var u delayUses
	fn := x.info.Defs[decl.Name]
	at := -1 // which argument is the attempt
	for i := range fn.(*types.Func).Signature().Params().Len() {
		p := fn.(*types.Func).Signature().Params().At(i)
		if isCount(p.Type()) && (attemptName.MatchString(p.Name()) || genericName.MatchString(p.Name())) {
			at = i
			break
		}
	}
	for c := range x.insp.Root().Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if typeutil.Callee(x.info, call) != fn {
			continue
		}
		u.calls++
		most := int64(math.MaxInt64)
		if at >= 0 && at < len(call.Args) {
			most = x.highest(c, call.Args[at])
		}
		u.most = max(u.most, most)
		if a, ok := c.Parent().Node().(*ast.AssignStmt); ok && len(a.Lhs) > 0 {
			if id, ok := a.Lhs[0].(*ast.Ident); ok {
				for o := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
					u.checked = u.checked || x.comparesWithZero(o.Node(), x.info.ObjectOf(id))
				}
			}
		}
	}
	return u
}

// highest is the highest value that an argument can have: a constant, or the variable of a loop with a constant end.
func (x *unit) highest(c inspector.Cursor, arg ast.Expr) int64 {
	if n, ok := intConstant(x.info, arg); ok {
		return n
	}
	var obj types.Object
	ast.Inspect(arg, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := x.info.Uses[id].(*types.Var); ok {
				obj = v
			}
		}
		return true
	})
	if obj == nil {
		return math.MaxInt64
	}
	for o := range c.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		switch l := o.Node().(type) {
		case *ast.ForStmt:
			if b, ok := l.Cond.(*ast.BinaryExpr); ok && (b.Op == token.LSS || b.Op == token.LEQ) {
				if id, ok := ast.Unparen(b.X).(*ast.Ident); ok && x.info.Uses[id] == obj {
					if n, ok := intConstant(x.info, b.Y); ok {
						return n + 1
					}
				}
			}
		case *ast.RangeStmt:
			if id, ok := l.Key.(*ast.Ident); ok && x.info.ObjectOf(id) == obj {
				if n, ok := intConstant(x.info, l.X); ok {
					return n
				}
				if _, isInt := x.info.TypeOf(l.X).Underlying().(*types.Basic); !isInt {
					return 0 // the index of a list: its length is what somebody wrote down
				}
			}
		}
	}
	return math.MaxInt64
}

func (x *unit) comparesWithZero(fn ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(body(fn), func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok {
			id, isIdent := ast.Unparen(b.X).(*ast.Ident)
			if c, ok := intConstant(x.info, b.Y); ok && isIdent && c == 0 && x.info.Uses[id] == obj {
				found = true
			}
		}
		return !found
	})
	return found
}

// constant finds a function that is to grow its delays and returns the same for every attempt.
func (x *unit) constant(f *delayFunc) *Delay {
	grows := growingName.MatchString(f.says) || growingName.MatchString(f.doc)
	if steadyName.MatchString(f.says) || steadyName.MatchString(f.doc) {
		return nil
	}
	used := x.mentions(f)
	if !grows && (!used || !strings.Contains(strings.ToLower(f.says), "backoff")) {
		return nil
	}
	if !used && !growingName.MatchString(f.says) {
		return nil
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

// mentions reports whether the body of f names the attempt.
func (x *unit) mentions(f *delayFunc) bool {
	found := false
	ast.Inspect(body(f.node), func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && x.info.Uses[id] == f.attempt {
			found = true
		}
		return !found
	})
	return found
}

func (x *unit) lastReturn(f *delayFunc) ast.Node {
	var last ast.Node = f.at
	for _, s := range body(f.node).List {
		if r, ok := s.(*ast.ReturnStmt); ok {
			last = r
		}
	}
	return last
}

// added finds a function that says to grow exponentially and whose first delays hardly grow, because the power is added
// to the base.
func (x *unit) added(f *delayFunc) *Delay {
	if !strings.Contains(strings.ToLower(f.says+" "+f.doc), "expo") {
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
func (x *unit) stays(f *delayFunc) *Delay {
	next := func(start time.Duration, at float64) (time.Duration, bool) {
		x.trueSets = nil
		e := &exec{unit: x, in: newInterner(), root: f.node}
		fr := e.newFrame(f.node, f.sig, nil, nil, "")
		st := &state{env: map[key]*value{}}
		st.set(key{obj: f.sig.Recv(), frame: fr.id}, e.in.int(int64(start)))
		rets := e.run(fr, []*state{st})
		if len(rets) != 1 || len(rets[0].vals) != 1 {
			return 0, false
		}
		rd := &reading{in: e.in, s: samples[0], at: at, memo: map[*value]*value{}}
		v := rd.read(rets[0].vals[0])
		return time.Duration(v.i), v.op == opInt
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

var nextName = regexp.MustCompile(`(?i)^(next|grow|increase|advance)$`)

// nextOfItself reports whether a method computes the next value of a duration type from the one before.
func nextOfItself(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 || sig.Results().Len() != 1 || !nextName.MatchString(fn.Name()) {
		return false
	}
	b, ok := sig.Recv().Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Int64 && types.Identical(sig.Results().At(0).Type(), sig.Recv().Type())
}
