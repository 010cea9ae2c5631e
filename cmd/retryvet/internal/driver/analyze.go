package driver

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"time"

	"golang.org/x/tools/go/analysis"
)

// A pass is the work of a suite on one package.
type pass struct {
	run     *run
	node    *node
	source  *source
	pkg     *types.Package
	info    *types.Info
	results map[*analysis.Analyzer]any
	failed  map[*analysis.Analyzer]error
	facts   []encoded
	out     *Package
	wanted  map[*analysis.Analyzer]bool
}

// An encoded fact is one as it is handed on and kept.
type encoded struct{ Fact analysis.Fact }

// analyze runs the analyzers, those first that others require.
func (p *pass) analyze(suite []*analysis.Analyzer) {
	p.results, p.failed, p.wanted = map[*analysis.Analyzer]any{}, map[*analysis.Analyzer]error{}, map[*analysis.Analyzer]bool{}
	for _, a := range suite {
		p.wanted[a] = true
	}
	for _, a := range suite {
		p.exec(a)
	}
	for _, a := range suite {
		if err := p.failed[a]; err != nil {
			p.out.Failures = append(p.out.Failures, Failure{a.Name, err.Error()})
		}
	}
}

func (p *pass) exec(a *analysis.Analyzer) {
	if _, done := p.results[a]; done || p.failed[a] != nil {
		return
	}
	inputs := map[*analysis.Analyzer]any{}
	for _, req := range a.Requires {
		p.exec(req)
		if p.failed[req] != nil {
			p.failed[a] = fmt.Errorf("failed prerequisites: %s", req)
			return
		}
		inputs[req] = p.results[req]
	}
	result, err := p.call(a, inputs)
	if err != nil {
		p.failed[a] = err
		return
	}
	p.results[a] = result
}

func (p *pass) call(a *analysis.Analyzer, inputs map[*analysis.Analyzer]any) (result any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	ap := &analysis.Pass{
		Analyzer: a, Fset: p.source.fset, Files: p.source.files, Pkg: p.pkg, TypesInfo: p.info, TypesSizes: p.run.sizes,
		IgnoredFiles: absolute(p.node.Dir, p.node.IgnoredGoFiles), Module: p.node.module(), ResultOf: inputs,
		Report: func(d analysis.Diagnostic) {
			if p.wanted[a] {
				p.out.Diagnostics = append(p.out.Diagnostics, p.diagnostic(a, d))
			}
		},
		ImportPackageFact: func(pkg *types.Package, fact analysis.Fact) bool { return p.run.importFact(p, pkg, fact) },
		ExportPackageFact: func(fact analysis.Fact) { p.facts = append(p.facts, encoded{fact}) },
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact:  func(types.Object, analysis.Fact) { panic("this driver hands on facts of packages alone") },
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
	}
	ap.ReadFile = func(name string) ([]byte, error) {
		if !slices.Contains(p.node.names, name) && !slices.Contains(ap.IgnoredFiles, name) {
			return nil, fmt.Errorf("%s is no file of the package", name)
		}
		return p.run.read(name)
	}
	start := time.Now()
	result, err = a.Run(ap)
	p.node.spent(a.Name, start)
	if err == nil && reflect.TypeOf(result) != a.ResultType {
		err = fmt.Errorf("internal error: a result of type %T, not %v", result, a.ResultType)
	}
	return result, err
}

// importFact gets the fact of a package that the one at work is given by its imports, or its own.
func (r *run) importFact(p *pass, pkg *types.Package, into analysis.Fact) bool {
	facts := p.facts
	if pkg != p.pkg {
		known, ok := r.facts.Load(pkg)
		if !ok {
			return false
		}
		facts = known.([]encoded)
	}
	for _, f := range slices.Backward(facts) {
		if reflect.TypeOf(f.Fact) == reflect.TypeOf(into) {
			reflect.ValueOf(into).Elem().Set(reflect.ValueOf(f.Fact).Elem())
			return true
		}
	}
	return false
}

// register makes facts known to encoding/gob, which numbers types in the order in which it meets them, and writes the numbers down.
// They have to be the same in every run, whichever package is done first: what facts are known by would change with them.
func register(facts []analysis.Fact) error {
	for _, f := range facts {
		gob.Register(f)
		if _, err := encodeFacts([]encoded{{f}}); err != nil {
			return err
		}
	}
	return nil
}

func encodeFacts(facts []encoded) ([]byte, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(facts)
	return b.Bytes(), err
}

func decodeFacts(data []byte) ([]encoded, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var facts []encoded
	err := gob.NewDecoder(bytes.NewReader(data)).Decode(&facts)
	return facts, err
}

func (p *pass) diagnostic(a *analysis.Analyzer, d analysis.Diagnostic) Diagnostic {
	fset := p.source.fset
	if !d.End.IsValid() {
		d.End = d.Pos
	}
	out := Diagnostic{Analyzer: a.Name, Message: d.Message, Pos: fset.Position(d.Pos), End: fset.Position(d.End)}
	for _, rel := range d.Related {
		out.Related = append(out.Related, rel.Message)
	}
	for _, f := range d.SuggestedFixes {
		fix := Fix{Message: f.Message}
		for _, e := range f.TextEdits {
			end := e.End
			if !end.IsValid() {
				end = e.Pos
			}
			start := offset(fset, e.Pos)
			fix.Edits = append(fix.Edits, Edit{File: start.Filename, Start: start.Offset, End: offset(fset, end).Offset, New: string(e.NewText)})
		}
		out.Fixes = append(out.Fixes, fix)
	}
	return out
}

// offset is a position in the file itself, whatever comments say of lines.
func offset(fset *token.FileSet, pos token.Pos) token.Position { return fset.PositionFor(pos, false) }
