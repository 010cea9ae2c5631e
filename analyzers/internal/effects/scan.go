package effects

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// Roots are what is worth to be followed: the functions of files that are judged, and function literals.
type Roots struct {
	Funcs []ast.Node     // declarations, and literals outside of them
	Lits  []*ast.FuncLit // with loops, in functions that touch the network: for those that no root comes by
}

// Scan looks at the syntax of the package once: at its declarations, and what each of its functions does by itself and by what it
// calls.
func (x *Functions) Scan() Roots {
	v := &visitor{Functions: x, assigned: map[*types.Var]bool{}}
	var order []*Func
	var lits []ast.Node // outside of functions
	for _, f := range x.Files {
		silent := index.Silent(x.Fset, x.Pkg, f, x.Options.Tests) // its functions may be called, but nothing is reported in it
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				fn, _ := x.Info.Defs[d.Name].(*types.Func)
				if fn == nil || d.Body == nil {
					continue
				}
				x.Decls[fn] = d
				v.fi = &Func{Decl: d, Silent: silent}
				x.Infos[fn] = v.fi
				order = append(order, v.fi)
				v.taken = nil
				clear(v.made)
				ast.Inspect(d.Body, v.visit)
				v.fi.Draws = v.fi.Draws || x.takesTurns(d, v.taken)
			case *ast.GenDecl:
				v.fi = &Func{}
				ast.Inspect(d, v.visit)
				if v.fi.Loops && !silent {
					lits = append(lits, literals(d)...)
				}
				if d.Tok == token.VAR {
					x.initialized(d)
				}
			}
		}
	}
	for v := range v.assigned {
		delete(x.Inits, v)
	}
	x.findKeys(v.presented)
	for _, fi := range order {
		fi.Rekeys = slices.ContainsFunc(fi.Set(), func(f *types.Var) bool { return x.keys[f.Origin()] })
		x.resolve(fi)
	}
	x.spread(order)
	x.lingering(order)
	roots := x.roots(order)
	roots.Funcs = append(roots.Funcs, lits...)
	return roots
}

// literals are the function literals in a declaration that are in no other one.
func literals(d ast.Node) []ast.Node {
	var out []ast.Node
	ast.Inspect(d, func(n ast.Node) bool {
		l, ok := n.(*ast.FuncLit)
		if ok {
			out = append(out, l)
		}
		return !ok
	})
	return out
}

// initialized notes what variables begin with.
func (x *Functions) initialized(d *ast.GenDecl) {
	for _, s := range d.Specs {
		s := s.(*ast.ValueSpec)
		if len(s.Values) != len(s.Names) {
			continue
		}
		for i, n := range s.Names {
			if v, ok := x.Info.Defs[n].(*types.Var); ok {
				x.Inits[v] = s.Values[i]
			}
		}
	}
}

// resolve has a function call the functions of the package that are all there is in the variables and fields that it calls.
func (x *Functions) resolve(fi *Func) {
	for _, v := range fi.values {
		for _, table := range x.tables[v.Origin()] {
			fi.holds = append(fi.holds, x.functionsIn(table)...)
		}
		set := x.Inits[v]
		if v.IsField() {
			set = x.FieldFunc(v)
		}
		if set == nil {
			continue
		}
		if table, ok := ast.Unparen(set).(*ast.CompositeLit); ok {
			fi.holds = append(fi.holds, x.functionsIn(table)...)
			continue
		}
		if lit, ok := ast.Unparen(set).(*ast.FuncLit); ok {
			if maker := x.makerOf(lit); maker != nil { // it touches what the literal does
				fi.holds = append(fi.holds, maker)
			}
		}
		if fn, ok := x.Denoted(set).(*types.Func); ok && x.Infos[fn.Origin()] != nil {
			fi.Calls = append(fi.Calls, fn.Origin())
		}
	}
}

// makerOf is the declared function that a literal stands in; nil if there is none.
func (x *Functions) makerOf(lit *ast.FuncLit) *types.Func {
	d := x.Enclosing(lit)
	if d == nil {
		return nil
	}
	fn, _ := x.Info.Defs[d.Name].(*types.Func)
	return fn
}

// functionsIn are the functions of the package that a table has.
func (x *Functions) functionsIn(table *ast.CompositeLit) []*types.Func {
	var out []*types.Func
	for _, e := range table.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if fn, ok := x.Denoted(e).(*types.Func); ok && x.Infos[fn.Origin()] != nil {
			out = append(out, fn.Origin())
		}
	}
	return out
}

// spread has whatever calls a function that touches the network touch it too, and so on; and whatever has one to hand on.
func (x *Functions) spread(order []*Func) {
	for changed := true; changed; {
		changed = false
		for _, fi := range order {
			for _, g := range fi.holds {
				if gi := x.Infos[g]; gi != nil && gi.Touches && !fi.Touches {
					fi.Touches, changed = true, true
				}
			}
			for _, g := range fi.Calls {
				if gi := x.Infos[g]; gi != nil && fi.takesOn(gi) {
					changed = true
				}
			}
		}
	}
}

// takesOn has a function do what one that it calls does; false if that is nothing new.
func (fi *Func) takesOn(callee *Func) bool {
	changed := false
	for _, does := range [][2]*bool{
		{&fi.Touches, &callee.Touches}, {&fi.Waits, &callee.Waits}, {&fi.Leaves, &callee.Leaves}, {&fi.works, &callee.works}, {&fi.connects, &callee.connects},
		{&fi.Renews, &callee.Renews}, {&fi.Rekeys, &callee.Rekeys}, {&fi.Rereads, &callee.Rereads}, {&fi.Hooks, &callee.Hooks}, {&fi.MayWait, &callee.MayWait}, {&fi.Draws, &callee.Draws}, {&fi.unseen, &callee.unseen}, {&fi.Reaches, &callee.Reaches},
	} {
		if *does[1] && !*does[0] {
			*does[0], changed = true, true
		}
	}
	return changed
}

// handsOver reports whether a function gives something to read to one that may fail, and waits; or hands such a one to a function of
// the package that calls it, and waits.
func (x *Functions) handsOver(fi *Func) bool {
	if fi.gives > 0 && fi.Leaves && fi.Waits && x.goesRound(fi) {
		return true
	}
	return fi.lits && fi.Leaves && slices.ContainsFunc(fi.Calls, func(fn *types.Func) bool {
		gi := x.Infos[fn]
		return gi != nil && gi.invokes && gi.Waits
	})
}

// goesRound reports whether a function does something again, by a loop or by calling itself.
func (x *Functions) goesRound(fi *Func) bool { return fi.Loops || fi.again || x.Recursive(fi) }

// hasPauses reports whether a function waits between what it does, itself or by a function of the package that it calls for that.
func (x *Functions) hasPauses(fi *Func) bool {
	return fi.pauses || slices.ContainsFunc(fi.Calls, func(fn *types.Func) bool {
		gi := x.Infos[fn]
		return gi != nil && gi.pauses && gotypes.CanPause(fn.Signature())
	})
}

// heights are how many calls of functions of the package that may be followed stand one inside of the other below each of its functions,
// recursion left out.
func (x *Functions) heights(order []*Func) map[*Func]int {
	out := map[*Func]int{}
	var height func(fi *Func) int
	height = func(fi *Func) int {
		if h, known := out[fi]; known {
			return h
		}
		out[fi] = 0 // for what comes back to it
		h := 0
		for _, g := range fi.Calls {
			if gi := x.Infos[g]; gi != nil && (gi.Touches || gi.Waits) {
				h = max(h, 1+height(gi))
			}
		}
		out[fi] = h
		return h
	}
	for _, fi := range order {
		height(fi)
	}
	return out
}

// roots are the functions that can hold a retry. Those that ask a library to retry, or are named for it, or wait come first, and what is
// called before what calls it: the work on a package is bounded, and a caller goes through all that it calls.
func (x *Functions) roots(order []*Func) Roots {
	var out Roots
	var later []*Func
	heights := x.heights(order)
	order = slices.Clone(order)
	slices.SortStableFunc(order, func(a, b *Func) int { return cmp.Compare(heights[a], heights[b]) })
	add := func(fi *Func) {
		out.Funcs = append(out.Funcs, fi.Decl)
		out.Lits = append(out.Lits, fi.looping...)
	}
	twinned := map[*Func]bool{}
	for _, fi := range order {
		if len(fi.twins) > 0 && !fi.Silent && x.twinned(fi) {
			twinned[fi] = true
		}
	}
	for _, fi := range order {
		switch {
		case fi.Silent || !fi.Touches && !(fi.invokes && fi.Waits) && !(fi.works && (x.hasPauses(fi) || fi.asks) && x.goesRound(fi)) && !(fi.connects && x.goesRound(fi)) && !x.handsOver(fi) || !fi.lits && fi.sends < 2 && fi.gives < 2 && !twinned[fi] && !x.asksInRounds(fi) && !fi.again && !x.Recursive(fi):
		case fi.asks || fi.pauses || x.Says(lexicon.Retries, fi.Decl.Name.Name):
			add(fi)
		default:
			later = append(later, fi)
		}
	}
	for _, fi := range later {
		add(fi)
	}
	return out
}
