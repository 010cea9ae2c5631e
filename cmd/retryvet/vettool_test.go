package main

import (
	"flag"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
)

type fact struct{}

func (*fact) AFact() {}

// V5: go vet runs the tool on every dependency, the standard library included. There it runs what exports facts, and no
// rule.
func TestDependenciesAreCheap(t *testing.T) {
	old := flag.CommandLine
	defer func() { flag.CommandLine = old }()
	flag.CommandLine = flag.NewFlagSet("test", flag.ContinueOnError)
	list := newToolFlags(flag.CommandLine).suite(&config.Config{}, unitchecker.Config{ID: "net/http", VetxOnly: true})
	for _, a := range list {
		if len(a.FactTypes) == 0 || slices.Contains(ruleNames(), a.Name) {
			t.Errorf("%s runs on dependencies", a.Name)
		}
	}
	for _, name := range ruleNames() { // go vet hands over the same flags as for other packages
		if flag.Lookup(name) == nil {
			t.Errorf("-%s is no flag there", name)
		}
	}
}

// V5: what exports facts runs on every dependency, with all that it rests on. That is the engine alone: buildssa and ctrlflow
// have facts of their own and would build every function of every dependency.
func TestOneExporter(t *testing.T) {
	suite := analyzers.Suite(analyzers.Config{})
	if list := exporters(suite); len(list) != 1 {
		t.Errorf("%v run on dependencies, want the engine alone", list)
	}
	seen := map[string]bool{}
	var visit func(list []*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			seen[a.Name] = true
			visit(a.Requires)
		}
	}
	visit(suite)
	for _, heavy := range []string{"buildssa", "ctrlflow"} {
		if seen[heavy] {
			t.Errorf("the suite rests on %s", heavy)
		}
	}
}

func TestExporters(t *testing.T) {
	base := &analysis.Analyzer{Name: "base"}
	engine := &analysis.Analyzer{Name: "engine", FactTypes: []analysis.Fact{(*fact)(nil)}, Requires: []*analysis.Analyzer{base}}
	one := &analysis.Analyzer{Name: "one", Requires: []*analysis.Analyzer{engine}}
	two := &analysis.Analyzer{Name: "two", Requires: []*analysis.Analyzer{engine, one}}
	if got := exporters([]*analysis.Analyzer{one, two}); len(got) != 1 || got[0] != engine {
		t.Errorf("got %v", got)
	}
}

// A rule that the configuration switches off stays a flag, and a flag brings it back.
func TestSuite(t *testing.T) {
	off, err := config.Parse("x.yaml", []byte("rules: {nobackoff: false}"), "")
	if err != nil {
		t.Fatal(err)
	}
	old := flag.CommandLine
	defer func() { flag.CommandLine = old }()
	for _, test := range []struct {
		args []string
		want bool
	}{
		{nil, false},
		{[]string{"-nobackoff"}, true},
		{[]string{"-nobackoff=false"}, false},
		{[]string{"-details"}, true}, // the command line chooses
	} {
		flag.CommandLine = flag.NewFlagSet("test", flag.ContinueOnError)
		f := newToolFlags(flag.CommandLine)
		f.scan(append(test.args, "x.cfg"))
		suite := f.suite(off, unitchecker.Config{ID: "p"})
		got := slices.ContainsFunc(suite, func(a *analysis.Analyzer) bool { return a.Name == "nobackoff" })
		if got != test.want {
			t.Errorf("%q: nobackoff runs: %t", test.args, got)
		}
		if !got && flag.Lookup("nobackoff") == nil {
			t.Errorf("%q: -nobackoff is no flag", test.args)
		}
	}
}

func TestScan(t *testing.T) {
	f := newToolFlags(flag.NewFlagSet("test", flag.ContinueOnError))
	f.scan([]string{"-json", "-config=/a.yaml", "--catalogs", "/b.yaml,/c.yaml", "-digest=12", "-nobackoff=0", "-unknowncode", "x.cfg"})
	if f.configFile != "/a.yaml" || f.catalogs != "/b.yaml,/c.yaml" || f.digest != "12" || f.details || f.rules["nobackoff"] || !f.rules["unknowncode"] {
		t.Errorf("got %+v", f)
	}
}
