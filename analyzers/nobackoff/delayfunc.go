package nobackoff

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"time"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/retryvet/retryvet/analyzers/internal/flow"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

// A delayFunc is a function that computes a delay from the number of the attempt.
type delayFunc struct {
	node    ast.Node // *ast.FuncDecl or *ast.FuncLit
	at      *ast.Ident
	name    string // what a reader calls it
	says    string // the names around it
	doc     string
	sig     *types.Signature
	attempt *types.Var             // a parameter, or an integer field of the receiver
	result  int                    // which of its results is the delay
	numbers bool                   // it answers in whole numbers, of milliseconds, say
	next    bool                   // there is no attempt: a duration type computes the next delay from itself
	bases   map[types.Object]bool  // durations that are multiplied by a power: first delays, whatever their names
	grows   *growth                // how it computes; may be nil
	fixed   map[types.Object]int64 // variables of which the value is known; may be nil
	unit    time.Duration          // what the callers multiply it by, if it answers in whole numbers; else 0
	series  func(n int64) int64    // what the attempt's variable holds, if that is no count; may be nil

	// of a callback by the signature that a library gives it: the attempt is counted for it, and its first and longest delay are said
	callback          bool
	shortest, longest *types.Var
}

// delayFuncs finds the functions that by name and signature compute a delay from the number of an attempt. It looks at
// declarations and literals only: most packages have none, and then no work is done for them.
func (x *finder) delayFuncs() []*delayFunc {
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
			if next, at := nextOfItself(fn), returnsWhen(fn.Signature()); next || at >= 0 {
				f = declaredDelay(n, fn)
				f.next, f.result = next, max(at, 0)
			} else if answersInNumbers(fn.Signature()) {
				f = declaredDelay(n, fn)
				f.numbers = true
			}
		case *ast.FuncLit:
			if sig, ok := info.TypeOf(n).(*types.Signature); ok && returnsWhen(sig) >= 0 {
				if f = literalDelay(c, n, sig); f != nil {
					f.result = returnsWhen(sig)
				}
			}
		}
		if f == nil || gotypes.InTest(fset, f.node.Pos()) {
			continue
		}
		f.says += " " + path.Base(fset.Position(f.node.Pos()).Filename)
		f.judgeBy(x)
		if f.numbers && f.attempt != nil {
			f.unit = x.unitOf(f)
		}
		if f.next || f.attempt != nil && (!f.numbers || f.unit != 0) {
			out = append(out, f)
		}
	}
	return out
}

// returnsWhen is the result that is a delay, or the time at which that is over: the first one, or the one beside a flag that says whether to go
// on; -1 if none is.
func returnsWhen(sig *types.Signature) int {
	results := sig.Results()
	if results.Len() == 0 {
		return -1
	}
	if first := results.At(0).Type(); gotypes.IsDuration(first) || gotypes.TypeIs(first, "time.Time") {
		return 0
	}
	if results.Len() == 2 && gotypes.IsBool(results.At(0).Type()) && gotypes.IsDuration(results.At(1).Type()) {
		return 1
	}
	return -1
}

// judgeBy finds what counts the attempts: what a caller counts its rounds by, what is called so, or of what the function takes a power.
func (f *delayFunc) judgeBy(x *finder) {
	if f.next {
		return
	}
	delay := f.numbers || gotypes.IsDuration(f.sig.Results().At(f.result).Type())
	if delay {
		if !f.numbers && f.isCallback() {
			return
		}
		if f.attempt = x.countedByCallers(f); f.attempt == nil {
			f.attempt = f.findAttempt()
		}
	}
	if f.attempt == nil {
		g := x.growthOf(gotypes.Body(f.node))
		if len(g.exponents) > 0 && (delay || g.adds()) {
			f.attempt = g.counted(f)
		}
	}
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
	at := flow.NameOf(c)
	if at == nil {
		return nil
	}
	f := &delayFunc{node: lit, sig: sig, at: at, name: at.Name, says: at.Name}
	for o := range c.Enclosing((*ast.FuncDecl)(nil)) {
		d := o.Node().(*ast.FuncDecl)
		f.says += " " + d.Name.Name
		f.doc = d.Doc.Text()
	}
	return f
}

// isCallback reports whether the function can only be what a library asks for the delay, and notes what its parameters are.
func (f *delayFunc) isCallback() bool {
	params := f.sig.Params()
	var of []string
	for p := range params.Variables() {
		of = append(of, p.Type().String())
	}
	c, ok := library.DelayCallbackOf(of)
	if !ok {
		return false
	}
	f.callback, f.attempt = true, params.At(c.Attempt)
	if c.Base >= 0 {
		f.shortest, f.longest = params.At(c.Base), params.At(c.Limit)
	}
	return true
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
	case *ast.StarExpr:
		p.add(info, e.X)
	case *ast.Ident:
		if v, ok := info.Uses[e].(*types.Var); ok && gotypes.IsDuration(pointee(v.Type())) {
			p.durations = append(p.durations, v.Origin())
		}
	}
}
