package index

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// FunctionOf is the function, declared or literal, that a node is in.
func (x *Package) FunctionOf(n ast.Node) ast.Node {
	cur, ok := x.Insp.Root().FindNode(n)
	if !ok {
		return nil
	}
	for p := cur.Parent(); p.Node() != nil; p = p.Parent() {
		switch f := p.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return f
		}
	}
	return nil
}

// Enclosing is the function declaration around n, or nil.
func (x *Package) Enclosing(n ast.Node) *ast.FuncDecl {
	for _, f := range x.Files {
		if !gotypes.Within(n.Pos(), f) {
			continue
		}
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && gotypes.Within(n.Pos(), fd) {
				return fd
			}
		}
	}
	return nil
}

func (x *Package) IsParam(fn ast.Node, v *types.Var) bool {
	return slices.Contains(gotypes.Params(x.Info, fn), types.Object(v))
}

// GroupGo reports whether a call is one of a group's Go, which runs a function beside the rest.
func (x *Package) GroupGo(call *ast.CallExpr) bool {
	fn := x.CalledFunc(call)
	return fn != nil && fn.Name() == "Go" && fn.Signature().Recv() != nil && fn.Signature().Params().Len() == 1 && len(call.Args) == 1
}

// Started reports whether a function of the package is run beside the rest of the program.
func (x *Package) Started(fn types.Object) bool {
	if x.beside == nil {
		x.beside = map[types.Object]bool{}
		for n := range x.Insp.PreorderSeq((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
			var run ast.Expr
			switch n := n.(type) {
			case *ast.GoStmt:
				run = n.Call.Fun
			case *ast.CallExpr:
				if !x.GroupGo(n) {
					continue
				}
				run = n.Args[0]
			}
			if o := x.Denoted(run); o != nil {
				x.beside[o] = true
			}
		}
	}
	return x.beside[fn]
}

// Declaring is the declared function in which a variable is declared, as a parameter or in its body; nil if there is none.
func (x *Package) Declaring(v *types.Var) *ast.FuncDecl {
	return x.Enclosing(&ast.Ident{NamePos: v.Pos()})
}

// DeclaredFunc is what a local variable is declared with; nil if it is set again, or something has its address.
func (x *Package) DeclaredFunc(v *types.Var) ast.Expr {
	set, known := x.outerFuncs[v]
	if !known {
		set = x.declaredOnce(v)
		x.outerFuncs[v] = set
	}
	return set
}

func (x *Package) declaredOnce(v *types.Var) ast.Expr {
	d := x.Declaring(v)
	if d == nil {
		return nil
	}
	p := x.PlacesIn(d.Body)
	w, ok := p.Only(v)
	if !ok || x.Info.Defs[w.Ident] == nil || w.Index >= 0 || w.Item {
		return nil
	}
	for _, use := range p.Uses[v] {
		if u, ok := p.Up(use).(*ast.UnaryExpr); ok && u.Op == token.AND {
			return nil
		}
	}
	return w.Value
}

// Denoted is what a name, or a selection, in the code of a function stands for: a variable, a field, a function.
func (x *Package) Denoted(e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x.Info.Uses[e]
	case *ast.SelectorExpr:
		return x.Info.Uses[e.Sel]
	}
	return nil
}

// FunctionIn is the function of this package that an expression denotes.
func (x *Package) FunctionIn(e ast.Expr) ast.Node {
	if lit, ok := ast.Unparen(e).(*ast.FuncLit); ok {
		return lit
	}
	if fn, ok := x.Denoted(e).(*types.Func); ok {
		if d := x.Decls[fn.Origin()]; d != nil {
			return d
		}
	}
	return nil
}

// NameOfCallee is how the program writes the function that a call calls.
func (x *Package) NameOfCallee(call *ast.CallExpr) string {
	if name := types.ExprString(call.Fun); len(name) <= 40 {
		return name
	}
	return gotypes.CalledName(call)
}

func (x *Package) SignatureOf(fn ast.Node) *types.Signature {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return x.Info.Defs[fn.Name].(*types.Func).Signature()
	case *ast.FuncLit:
		sig, _ := x.Info.TypeOf(fn).(*types.Signature)
		return sig
	}
	return nil
}

func (x *Package) ReturnsResponse(fn ast.Node) bool {
	sig := x.SignatureOf(fn)
	return sig != nil && sig.Results().Len() > 0 && gotypes.IsResponse(sig.Results().At(0).Type())
}

// NoteFuncField notes that a field which nobody outside of the package sets is set to a function. Tests may set it as they like.
func (x *Package) NoteFuncField(field types.Object, to ast.Expr) {
	f, ok := field.(*types.Var)
	if !ok || !f.IsField() || f.Exported() || f.Pkg() != x.Pkg {
		return
	}
	if _, ok := f.Type().Underlying().(*types.Signature); !ok || gotypes.InTest(x.Fset, to.Pos()) {
		return
	}
	f = f.Origin()
	if _, again := x.fieldFuncs[f]; again {
		to = nil
	}
	x.fieldFuncs[f] = to
}

// FieldFunc is the only function that a field is set to; nil if there is none, or more than one.
func (x *Package) FieldFunc(field *types.Var) ast.Expr { return x.fieldFuncs[field.Origin()] }

// NoteFuncFields is NoteFuncField for the fields of a literal that does not name them.
func (x *Package) NoteFuncFields(lit *ast.CompositeLit) {
	for f, e := range x.Unkeyed(lit) {
		x.NoteFuncField(f, e)
	}
}

// Unkeyed are the fields of a struct that a literal sets without naming them.
func (x *Package) Unkeyed(lit *ast.CompositeLit) iter.Seq2[*types.Var, ast.Expr] {
	return func(yield func(*types.Var, ast.Expr) bool) {
		s := x.LiteralStruct(lit)
		for i, e := range lit.Elts {
			if _, keyed := e.(*ast.KeyValueExpr); !keyed && s != nil && i < s.NumFields() && !yield(s.Field(i), e) {
				return
			}
		}
	}
}

func (x *Package) LiteralStruct(lit *ast.CompositeLit) *types.Struct {
	t := x.Info.TypeOf(lit)
	if t == nil {
		return nil
	}
	return gotypes.StructOf(t)
}

func (x *Package) Initializer(v *types.Var) ast.Expr { return x.Inits[v] }
