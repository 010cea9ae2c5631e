package effects

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// OnlyWrites reports whether a function does nothing that whoever calls it could ask about later: it returns nothing, is given nothing that it could
// change, and neither it nor what it calls in the package sets anything but variables of its own, calls what it finds in a variable, or ends the
// program. It writes a message, as a rule.
func (x *Functions) OnlyWrites(fi *Func) bool {
	if fi.writes == domain.Unknown {
		fi.writes = domain.No
		if fn, ok := x.Info.Defs[fi.Decl.Name].(*types.Func); ok && !fi.Touches && fn.Signature().Results().Len() == 0 && takesPlain(fn.Signature()) && x.setsNothing(fi, map[*Func]bool{}) {
			fi.writes = domain.Yes
		}
	}
	return fi.writes == domain.Yes
}

// OnlyAnswers reports whether a function of the package returns something and does nothing else: whoever calls it has no more of it than that.
func (x *Functions) OnlyAnswers(fn *types.Func) bool {
	fi := x.Infos[fn.Origin()]
	return fi != nil && fi.Decl != nil && fi.Decl.Body != nil && fn.Signature().Results().Len() > 0 && x.setsNothing(fi, map[*Func]bool{})
}

// takesPlain reports whether a function is given nothing but texts, numbers, errors, lists and tables of these, and arguments of any type.
func takesPlain(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if !gotypes.IsPlain(p.Type()) {
			return false
		}
	}
	return true
}

// setsNothing reports whether neither a function nor what it calls in the package changes anything that is there when it has returned, or does not return.
func (x *Functions) setsNothing(fi *Func, seen map[*Func]bool) bool {
	if seen[fi] {
		return true
	}
	seen[fi] = true
	if fi.Waits || fi.Reaches || fi.Leaves || fi.Renews || fi.Rekeys || fi.Hooks || fi.tries || fi.invokes || len(fi.Assigns)+len(fi.fills)+len(fi.values) > 0 {
		return false
	}
	sets := false
	ast.Inspect(fi.Decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt, *ast.SendStmt, *ast.SelectStmt:
			sets = true
		case *ast.UnaryExpr:
			sets = sets || n.Op == token.ARROW
		case *ast.AssignStmt:
			sets = sets || n.Tok != token.DEFINE && slices.ContainsFunc(n.Lhs, func(l ast.Expr) bool { return !x.ownOf(fi, l) })
		case *ast.IncDecStmt:
			sets = sets || !x.ownOf(fi, n.X)
		case *ast.CallExpr:
			sets = sets || !x.changesNothing(n, seen)
		}
		return !sets
	})
	return !sets
}

// ownOf reports whether an expression is a variable of a function itself, or an element of a list in one that it has declared.
func (x *Functions) ownOf(fi *Func, e ast.Expr) bool {
	var within ast.Node = fi.Decl
	if i, ok := ast.Unparen(e).(*ast.IndexExpr); ok {
		if _, list := x.Info.TypeOf(i.X).Underlying().(*types.Slice); !list {
			return false
		}
		e, within = i.X, fi.Decl.Body
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v := x.Variable(id)
	return id.Name == "_" || v != nil && gotypes.Within(v.Pos(), within)
}

// changesNothing reports whether a call returns and changes nothing, as far as that can be told: functions of other packages return something, or are
// told what to write, and so are those that stand behind an interface.
func (x *Functions) changesNothing(call *ast.CallExpr, seen map[*Func]bool) bool {
	if x.Info.Types[call.Fun].IsType() {
		return true
	}
	if name := gotypes.CalledBuiltin(x.Info, call); name != "" {
		return slices.Contains([]string{"append", "cap", "len", "make", "max", "min", "new"}, name)
	}
	fn := x.CalledFunc(call)
	if fn == nil || functions.EndsProgram(fn.FullName()) {
		return false
	}
	if fi := x.Infos[fn.Origin()]; fi != nil {
		return x.setsNothing(fi, seen)
	}
	sig, told := fn.Signature(), false
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if gotypes.IsFunction(t) {
			return false
		}
		told = told || gotypes.IsString(t) || i == sig.Params().Len()-1 && gotypes.TakesAny(sig)
	}
	return told || sig.Results().Len() > 0 || fn.Pkg() != nil && gotypes.IsStd(fn.Pkg().Path())
}
