package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/index"
)

// A Guard runs what judges a part of a package, which is n, by the name of where, and catches its panics.
type Guard func(n ast.Node, where string, judge func())

// Find runs what a rule looks for in a package, beside what the engine has found, if the package can send anything; else nothing is
// found.
func Find[T any](r *Result, find func(*Package) T) (found T) {
	if r.pkg == nil || !r.pkg.Sends {
		return found
	}
	return FindAnywhere(r, find)
}

// FindAnywhere is Find for what can be wrong in a package that sends nothing itself, such as one that computes delays or tries what it
// is given. It has to make sure that it is worth while before it asks for more than syntax and types (see [Package.Ready]).
//
// Drivers run the rules of a package side by side, and the tables behind [Package] are filled by those who ask: so one finder runs
// at a time.
func FindAnywhere[T any](r *Result, find func(*Package) T) (found T) {
	if r.pkg == nil {
		return found
	}
	r.pkg.lock.Lock()
	defer r.pkg.lock.Unlock()
	return find(r.pkg)
}

// Shared is Find for what several rules ask: it is looked for once in a package. Each has a type of its own.
func Shared[T any](r *Result, find func(*Package) T) T {
	return Find(r, func(p *Package) T {
		key := reflect.TypeFor[T]()
		found, known := p.shared[key].(T)
		if !known {
			found = find(p)
			p.shared[key] = found
		}
		return found
	})
}

// CallsOf are the calls of some declared functions, in the files that are judged.
func (x *Package) CallsOf(some func(*types.Func) bool) []index.Caller {
	var out []index.Caller
	for root := range x.Roots() {
		for c := range root.Preorder((*ast.CallExpr)(nil)) {
			call := c.Node().(*ast.CallExpr)
			if fn := x.CalledFunc(call); fn != nil && some(fn) {
				out = append(out, index.Caller{Call: call, Root: root.Node, Decl: root.Decl})
			}
		}
	}
	return out
}

// A Root is a declaration in a file that is judged: of a function with its body, or of variables, constants and types.
type Root struct {
	inspector.Cursor
	Node ast.Node      // the body of the function, or the declaration
	Decl *ast.FuncDecl // nil if it declares no function
}

// Roots are the declarations of the files that are judged, in their order.
func (x *Package) Roots() iter.Seq[Root] {
	return func(yield func(Root) bool) {
		for file := range x.Insp.Root().Children() {
			f, ok := file.Node().(*ast.File)
			if !ok || index.Silent(x.Fset, x.Pkg, f, x.Options.Tests) {
				continue
			}
			for c := range file.Children() {
				root := Root{Cursor: c, Node: c.Node()}
				switch d := c.Node().(type) {
				case *ast.FuncDecl:
					if d.Body == nil {
						continue
					}
					root.Node, root.Decl = d.Body, d
				case *ast.GenDecl:
					if d.Tok == token.IMPORT {
						continue
					}
				default:
					continue
				}
				if !yield(root) {
					return
				}
			}
		}
	}
}
