// Package index answers what a package declares and how it uses that: where a variable is written and read, which
// function a call names and who calls a function, what implements an interface, which variables are dead.
//
// It follows no path and judges nothing; what it says holds for the package as a whole, whichever way the program takes. Every answer that takes a walk is
// made when somebody asks for it first, and kept in the field beside the function that gives it. A Package is asked by one goroutine at a time.
package index

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// A Package is one package under analysis, and what was asked of it.
type Package struct {
	Fset       *token.FileSet
	Info       *types.Info
	Pkg        *types.Package
	Files      []*ast.File
	Insp       *inspector.Inspector // nil until the package is judged
	judgeTests bool                 // judge _test.go files

	Decls map[*types.Func]*ast.FuncDecl // of the functions with a body, once the package was scanned
	Inits map[*types.Var]ast.Expr       // package variables that are never assigned again, once the package was scanned

	names     map[string]lexicon.Set    // what the lexicon says of the names that it was asked for
	renewals  map[string]domain.Renewal // what a name says of credentials
	fullNames map[*types.Func]string
	paths     map[string]*types.Package // all packages that the imports reach

	places   map[ast.Node]*Places
	assigned map[ast.Node]map[types.Object][]ast.Expr
	readsOf  map[ast.Expr][]ast.Expr
	captures map[*ast.FuncLit][]types.Object
	free     map[*ast.FuncLit][]types.Object
	deaths   map[ast.Node]Deaths

	callers    map[*types.Func][]Caller           // nil until somebody asks
	handed     map[*types.Func]bool               // functions that are used otherwise than to be called
	beside     map[types.Object]bool              // functions that a go statement runs
	statements map[*ast.CallExpr]bool             // calls that are statements
	returned   map[*ast.CallExpr]bool             // calls whose result is returned, or put into a variable that was there before
	shared     map[ast.Node]map[types.Object]bool // variables of functions that literals in them use, or that have their address taken
	outerFuncs map[*types.Var]ast.Expr            // what local variables are declared with, of those asked for; nil if they change
	fieldFuncs map[*types.Var]ast.Expr            // what unexported fields are set to; nil if that is done more than once
	mentions   map[*types.Var][]ast.Decl          // where the package's own fields and variables are mentioned; see inspectMentions
	kept       map[*types.Var]ast.Expr            // what variables and fields hold for good, of those asked for; nil if they change

	awaited   map[*ast.UnaryExpr]*ast.GoStmt // of the receives asked for
	isAwaited map[*ast.GoStmt]bool           // of those asked for

	implementers map[types.Type][]types.Type // of interfaces asked for
	silent       map[*types.Var]bool         // channels over which nothing comes; nil before somebody asks
	fieldTypes   map[*types.Interface]bool   // that fields have; nil until somebody asks
	concretes    []types.Type                // nil until somebody asks for an implementer
}

// New makes the index of a package, without a look at its syntax. judgeTests says whether _test.go files are judged.
func New(pass *analysis.Pass, judgeTests bool) *Package {
	return &Package{
		Fset: pass.Fset, Info: pass.TypesInfo, Pkg: pass.Pkg, Files: pass.Files, judgeTests: judgeTests,
		Decls:        map[*types.Func]*ast.FuncDecl{},
		Inits:        map[*types.Var]ast.Expr{},
		names:        map[string]lexicon.Set{},
		renewals:     map[string]domain.Renewal{},
		fullNames:    map[*types.Func]string{},
		places:       map[ast.Node]*Places{},
		assigned:     map[ast.Node]map[types.Object][]ast.Expr{},
		readsOf:      map[ast.Expr][]ast.Expr{},
		captures:     map[*ast.FuncLit][]types.Object{},
		free:         map[*ast.FuncLit][]types.Object{},
		deaths:       map[ast.Node]Deaths{},
		statements:   map[*ast.CallExpr]bool{},
		returned:     map[*ast.CallExpr]bool{},
		shared:       map[ast.Node]map[types.Object]bool{},
		outerFuncs:   map[*types.Var]ast.Expr{},
		fieldFuncs:   map[*types.Var]ast.Expr{},
		kept:         map[*types.Var]ast.Expr{},
		awaited:      map[*ast.UnaryExpr]*ast.GoStmt{},
		isAwaited:    map[*ast.GoStmt]bool{},
		implementers: map[types.Type][]types.Type{},
	}
}
