package library

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// absent are the entries of libraries that testdata/real does not have: the module proxy does not serve them, or they
// bring along hundreds of others.
var absent = []string{
	"cloud.google.com/go/internal.", // not for import: its copies are
	"github.com/buildkite/agent/",
	"github.com/cockroachdb/cockroach/",
	"github.com/duke-git/lancet/",
	"github.com/elastic/go-elasticsearch.",
	"github.com/flowchartsman/retry.",
	"github.com/go-pkgz/repeater.",
	"github.com/google/go-containerregistry/",
	"github.com/hashicorp/terraform-plugin-sdk/helper/resource.", // where older versions had it
	"github.com/imroc/req.",
	"github.com/kamilsk/retry.", "github.com/kamilsk/retry/",
	"github.com/lib/pq.ErrorCode", // an alias of another package's type since
	"github.com/opensearch-project/",
	"github.com/qiniu/go-sdk/",
	"github.com/rclone/rclone/",
	"github.com/siderolabs/go-retry/",
	"github.com/slack-go/slack.statusCodeError.", // its name in older versions
	"github.com/tencentyun/cos-go-sdk-v5.",
	"github.com/thedevsaddam/retry.",
	"github.com/tmc/langchaingo/",
	"github.com/twilio/twilio-go/",
	"github.com/upyun/go-sdk/",
}

// The names of the table are those of the real libraries, the parameters are where it says, and results mean what the
// class needs.
func TestRealLibraries(t *testing.T) {
	r := loadReal(t)
	seen := map[string]bool{}
	for _, p := range r.roots {
		for name, fn := range functions(p) {
			for _, key := range []string{Uninstantiated(name), unversioned(Uninstantiated(name))} {
				seen[key] = true
			}
			r.checkFunction(t, name, fn)
		}
		for _, name := range p.Scope().Names() {
			obj := p.Scope().Lookup(name)
			full := p.Path() + "." + name
			if _, fields, ok := PolicyOf(full); ok {
				seen[full], seen[unversioned(full)] = true, true
				checkFields(t, full, fieldsOf(obj.Type()), fields)
			}
			for _, f := range fieldsOf(obj.Type()) {
				at := full + "." + f.Name()
				if StatusField(full, f.Name()) {
					seen[at], seen[unversioned(at)] = true, true
				}
				if l, ok := ListIn(p.Path(), f.Name()); ok && l.Struct == name {
					at := p.Path() + "." + f.Name()
					seen[at], seen[unversioned(at)] = true, true
					if !listType(f.Type(), l) {
						t.Errorf("%s.%s is a %s, no list of codes", full, f.Name(), f.Type())
					}
				}
			}
		}
	}
	names := slices.Collect(maps.Keys(retries()))
	names = slices.AppendSeq(names, maps.Keys(settings()))
	names = slices.AppendSeq(names, maps.Keys(policies()))
	names = slices.AppendSeq(names, maps.Keys(kinds()))
	names = slices.AppendSeq(names, maps.Keys(marks()))
	names = slices.AppendSeq(names, maps.Keys(steps()))
	names = slices.AppendSeq(names, maps.Keys(tests()))
	names = slices.AppendSeq(names, maps.Keys(lists()))
	names = slices.AppendSeq(names, maps.Keys(fieldLists()))
	names = slices.AppendSeq(names, maps.Keys(statusFields()))
	names = slices.AppendSeq(names, maps.Keys(parts()))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		missing := slices.ContainsFunc(absent, func(p string) bool {
			return strings.HasPrefix(strings.TrimLeft(name, "(*"), p)
		})
		switch {
		case seen[name] && missing:
			t.Errorf("%s is there after all: take it from the absent", name)
		case !seen[name] && !missing:
			t.Errorf("the real libraries have no %s", name)
		}
	}
}

func (r *realLibraries) checkFunction(t *testing.T, name string, fn *types.Func) {
	sig := fn.Signature()
	if e, ok := Lookup(name); ok && e.Class != Requeues {
		if err := checkEntry(e, sig); err != nil {
			t.Errorf("%s: %v: %s", name, err, sig)
		}
	}
	if effects, ok := SettingsOf(name); ok {
		for _, e := range effects {
			if err := checkSetting(e, sig); err != nil {
				t.Errorf("%s: %v: %s", name, err, sig)
			}
		}
	}
	if l, ok := ListOf(name); ok && (l.Arg >= sig.Params().Len() || !listType(sig.Params().At(l.Arg).Type(), l)) {
		t.Errorf("%s takes no codes at %d: %s", name, l.Arg, sig)
	}
	if MarkOf(name) != NoMark && (sig.Params().Len() == 0 || sig.Results().Len() != 1) {
		t.Errorf("%s marks no error: %s", name, sig)
	}
	if c := CodeOf(name); c != Nothing && (sig.Params().Len() != 1 || !isErr(sig.Params().At(0).Type())) {
		t.Errorf("%s is asked for the code of something else than an error: %s", name, sig)
	}
	if test, ok := TestOf(name); ok {
		boolean := sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), types.Typ[types.Bool])
		if !boolean || test.Of == Receiver && sig.Recv() == nil || test.Of >= sig.Params().Len() || test.List >= sig.Params().Len() && test.From == 0 {
			t.Errorf("%s is not such a test: %s", name, sig)
		}
	}
}

func checkEntry(e Retry, sig *types.Signature) error {
	if e.Do >= sig.Params().Len() {
		return fmt.Errorf("no parameter %d", e.Do)
	}
	do := sig.Params().At(e.Do).Type()
	if e.Field != "" {
		i := slices.IndexFunc(fieldsOf(do), func(f *types.Var) bool { return f.Name() == e.Field })
		if i < 0 {
			return fmt.Errorf("no field %s", e.Field)
		}
		if err := checkFieldEffects(fieldsOf(do), e.Fields); err != nil {
			return err
		}
		do = fieldsOf(do)[i].Type()
	}
	callback, ok := do.Underlying().(*types.Signature)
	if !ok {
		return fmt.Errorf("parameter %d is no function", e.Do)
	}
	if err := checkClass(e.Class, callback.Results()); err != nil {
		return err
	}
	if e.Class == AgainIf {
		p, ok := sig.Params().At(e.If).Type().Underlying().(*types.Signature)
		if !ok || p.Results().Len() != 1 {
			return fmt.Errorf("parameter %d is no predicate", e.If)
		}
	}
	if e.Made && sig.Recv() == nil {
		return errors.New("it has no receiver that was made with options")
	}
	for _, a := range e.Arguments {
		if err := checkSetting(a, sig); err != nil {
			return err
		}
	}
	return nil
}

func checkClass(c Class, results *types.Tuple) error {
	var kinds []string
	for v := range results.Variables() {
		switch {
		case isErr(v.Type()):
			kinds = append(kinds, "error")
		case types.Identical(v.Type().Underlying(), types.Typ[types.Bool]):
			kinds = append(kinds, "bool")
		default:
			kinds = append(kinds, "other")
		}
	}
	got := strings.Join(kinds, " ")
	ok := false
	switch c {
	case RetryErr, RetryBadErr, DoneErr, StopErr:
		ok = got == "bool error"
	case ErrAgain:
		ok = got == "error bool"
	case Marked:
		ok = got == "other"
	default:
		ok = strings.HasSuffix(got, "error")
	}
	if !ok {
		return fmt.Errorf("its callback returns %s, which is not class %d", results, c)
	}
	return nil
}

func checkSetting(e Setting, sig *types.Signature) error {
	takes := true
	switch e.Effect {
	case Neutral, MakePolicy, SetForever, SetVaried, SetJitter, SetDecision:
		takes = false
	}
	if !takes || e.Arg < 0 {
		return nil
	}
	if e.Arg >= sig.Params().Len() {
		return fmt.Errorf("no parameter %d", e.Arg)
	}
	return checkEffect(e.Effect, sig.Params().At(e.Arg).Type())
}

func checkEffect(e Effect, t types.Type) error {
	duration := types.TypeString(t, nil) == "time.Duration"
	b, basic := t.Underlying().(*types.Basic)
	_, isFunc := t.Underlying().(*types.Signature)
	ok := true
	switch e {
	case SetAttempts, SetRetries:
		ok = basic && b.Info()&types.IsInteger != 0 && !duration
	case SetTimed, SetConstant, SetEach, SetGrowing:
		ok = duration
	case SetFactor:
		ok = basic && b.Info()&types.IsNumeric != 0
	case SetAgain, SetStop, SetKind:
		ok = isFunc
	case SetTable:
		s, isSlice := t.Underlying().(*types.Slice)
		ok = isSlice && types.TypeString(s.Elem(), nil) == "time.Duration"
	}
	if !ok {
		return fmt.Errorf("effect %d takes no %s", e, t)
	}
	return nil
}

func checkFields(t *testing.T, name string, have []*types.Var, fields FieldEffects) {
	if _, isFunc := settings()[unversioned(name)]; isFunc {
		return // what a constructor makes: the type has its own entry
	}
	if err := checkFieldEffects(have, fields); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

func checkFieldEffects(have []*types.Var, fields FieldEffects) error {
	for name, e := range fields {
		i := slices.IndexFunc(have, func(f *types.Var) bool { return f.Name() == name })
		if i < 0 {
			if name == "MaxElapsedTime" || name == "Stop" || name == "Clock" {
				continue // gone in v5 of cenkalti's
			}
			return fmt.Errorf("no field %s", name)
		}
		if e.Effect == Neutral || e.Effect == SetVaried || e.Effect == SetJitter {
			continue
		}
		if err := checkEffect(e.Effect, have[i].Type()); err != nil {
			return fmt.Errorf("field %s: %w", name, err)
		}
	}
	return nil
}

func listType(t types.Type, l List) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		t = u.Elem()
	case *types.Map:
		t = u.Key()
	case *types.Array:
		t = u.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0 && IsGRPCCode(types.TypeString(t, nil)) == l.GRPC
}

func isErr(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func fieldsOf(t types.Type) []*types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return slices.Collect(s.Fields())
}

// functions are a package's functions and methods, those of interfaces included, by full name.
func functions(p *types.Package) map[string]*types.Func {
	out := map[string]*types.Func{}
	for _, name := range p.Scope().Names() {
		switch obj := p.Scope().Lookup(name).(type) {
		case *types.Func:
			out[obj.FullName()] = obj
		case *types.TypeName:
			n, ok := obj.Type().(*types.Named)
			if !ok {
				continue
			}
			for m := range n.Methods() {
				out[m.FullName()] = m
			}
			if i, ok := n.Underlying().(*types.Interface); ok {
				for m := range i.ExplicitMethods() {
					out[m.FullName()] = m
				}
			}
		}
	}
	return out
}

// realLibraries are the declarations of the real libraries, read from source: nothing has to be compiled.
type realLibraries struct {
	fset  *token.FileSet
	files map[string]*packages.Package
	done  map[string]*types.Package
	roots []*types.Package
}

func loadReal(t *testing.T) *realLibraries {
	t.Helper()
	dir, err := filepath.Abs("../../../testdata/real")
	if err != nil {
		t.Fatal(err)
	}
	fetch := exec.Command("go", "list", "-deps", ".")
	fetch.Dir = dir
	if out, err := fetch.CombinedOutput(); err != nil {
		t.Skipf("the module proxy does not serve the libraries: %v\n%s", err, out)
	}
	loaded, err := packages.Load(&packages.Config{
		Dir: dir, Mode: packages.NeedName | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps,
	}, ".")
	if err != nil || len(loaded) != 1 {
		t.Fatalf("%d packages, %v", len(loaded), err)
	}
	r := &realLibraries{fset: token.NewFileSet(), files: map[string]*packages.Package{}, done: map[string]*types.Package{"unsafe": types.Unsafe}}
	packages.Visit(loaded, nil, func(p *packages.Package) { r.files[p.PkgPath] = p })
	for _, path := range slices.Sorted(maps.Keys(loaded[0].Imports)) {
		p, err := r.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		r.roots = append(r.roots, p)
	}
	return r
}

// Import implements types.Importer. Bodies are left out, and errors in what they would need do not matter.
func (r *realLibraries) Import(path string) (*types.Package, error) {
	if p, ok := r.done[path]; ok {
		return p, nil
	}
	src := r.files[path]
	if src == nil { // the standard library's own vendored packages
		for at, p := range r.files {
			if strings.HasSuffix(at, "vendor/"+path) {
				src = p
			}
		}
	}
	if src == nil {
		return nil, fmt.Errorf("no package %s", path)
	}
	var files []*ast.File
	for _, name := range src.CompiledGoFiles {
		f, err := parser.ParseFile(r.fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			continue // not Go
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: r, IgnoreFuncBodies: true, FakeImportC: true, Error: func(error) {}}
	p, _ := conf.Check(path, r.fset, files, nil)
	r.done[path] = p
	return p, nil
}
