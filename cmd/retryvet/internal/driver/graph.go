package driver

import (
	"context"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// A node is a package of the graph. What is not said to be fixed belongs to the goroutine that works on it, until done is closed.
type node struct {
	*listed
	imports map[string]*node // by the path in import declarations; fixed
	names   []string         // of the files; fixed, but of those that cgo makes, which the node learns last
	judged  bool             // it was asked for; fixed
	checked *node            // if it was asked for only to hear whether the tests in it compile: the package that is judged in its place; fixed
	informs bool             // it is judged, or one that is imports it, by others too; fixed
	hearers []*node          // those that inform and import it; fixed
	circle  bool             // it imports itself, by others; fixed

	done  chan struct{}
	facts []byte // what its analyzers export, encoded
	hash  hashes
	fault string // why it cannot be analyzed
	parts []Timed

	once sync.Once // for what follows
	pkg  *types.Package

	spelled sync.Once // for what follows
	named   map[string]bool
}

// spent notes what a part of the work on the package took.
func (n *node) spent(part string, start time.Time) {
	n.parts = append(n.parts, Timed{part, time.Since(start)})
}

// A graph are the packages of a program.
type graph struct {
	nodes []*node // those that are imported before those that import them
}

// newGraph makes a graph of what go list tells. Of a package that has tests of its own, the variant with these is judged, unless the go
// command finds fault with it, which would hide what is wrong with the package itself, or it has other files, and tests are not wanted:
// these are only checked then. Programs that the go command makes of tests are left out, with what only they import.
func newGraph(all []*listed, tests func(dir string) bool) *graph {
	byPath := map[string]*node{}
	for _, p := range all {
		byPath[p.ImportPath] = &node{listed: p, done: make(chan struct{}), names: p.files()}
	}
	asked := map[string]bool{}
	for _, p := range all {
		if !p.DepOnly && p.ForTest == "" && !isTestMain(p, byPath) {
			asked[p.ImportPath] = true
		}
	}
	g := &graph{}
	needed, linked := map[*node]bool{}, map[*node]bool{}
	var need func(n *node)
	need = func(n *node) {
		if needed[n] {
			return
		}
		needed[n] = true
		n.link(byPath)
		for path, i := range n.imports {
			if needed[i] && !linked[i] { // nobody could wait for it
				delete(n.imports, path)
				n.circle = true
				continue
			}
			need(i)
		}
		linked[n] = true
		g.nodes = append(g.nodes, n)
	}
	var checked []*node
	for _, p := range all {
		n := byPath[p.ImportPath]
		tested := byPath[p.ImportPath+" ["+p.ImportPath+".test]"]
		switch {
		case asked[p.ImportPath]:
			n.judged = tested == nil || tested.Error != nil || len(tested.DepsErrors) > 0 || !tests(p.Dir)
		case p.ForTest != "" && asked[p.ForTest] && (plain(p.ImportPath) == p.ForTest || plain(p.ImportPath) == p.ForTest+"_test"):
			if n.judged = tests(p.Dir) || len(byPath[p.ForTest].names) == 0; !n.judged {
				n.checked = byPath[p.ForTest]
			}
		}
		switch {
		case len(n.names) == 0:
			n.judged = false
		case n.judged:
			need(n)
		case n.checked != nil:
			checked = append(checked, n)
		}
	}
	for _, n := range g.nodes {
		n.informs = true
		for _, i := range n.imports {
			i.hearers = append(i.hearers, n)
		}
	}
	for _, n := range checked {
		need(n)
	}
	return g
}

// local are the directories of packages that belong to no version of a module, nor to the standard library.
func (g *graph) local() []string {
	var dirs []string
	for _, n := range g.nodes {
		if !n.Standard && (n.Module == nil || n.Module.Version == "" || n.Module.replaced()) {
			dirs = append(dirs, n.Dir)
		}
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// isTestMain reports whether a package is the program that runs the tests of another one.
func isTestMain(p *listed, byPath map[string]*node) bool {
	tested := byPath[trimTest(p.ImportPath)]
	return p.Name == "main" && trimTest(p.ImportPath) != p.ImportPath && tested != nil
}

// testMain ends the path of a program that runs tests.
const testMain = ".test"

func trimTest(path string) string { return strings.TrimSuffix(path, testMain) }

func (n *node) link(byPath map[string]*node) {
	n.imports = map[string]*node{}
	back := map[string]string{}
	for from, to := range n.ImportMap {
		back[to] = from
	}
	for _, path := range n.Imports {
		written := path
		if from, ok := back[path]; ok {
			written = from
		}
		if to := byPath[path]; to != nil {
			n.imports[written] = to
		}
	}
	if n.fromCgo() {
		for _, path := range []string{"runtime/cgo", "syscall"} { // what cgo writes imports these
			if to := byPath[path]; to != nil && to != n && n.imports[path] == nil {
				n.imports[path] = to
			}
		}
	}
}

// wait waits until all imports are done, and what is judged in its place; false if there is no use in it any more.
func (n *node) wait(ctx context.Context) bool {
	before := slices.Collect(maps.Values(n.imports))
	if n.checked != nil {
		before = append(before, n.checked)
	}
	for _, i := range before {
		select {
		case <-i.done:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// positions gives every package a range of positions of its own, so that a position is that of one file of the program. In the
// FileSet of another package it is that of no file: nothing can depend on where an imported object is declared.
type positions struct {
	mu   sync.Mutex
	next int
}

func (p *positions) fileSet(size int) *token.FileSet {
	fset := token.NewFileSet()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next > 0 {
		fset.AddFile("", p.next, 0)
	}
	p.next += size + 2
	return fset
}
