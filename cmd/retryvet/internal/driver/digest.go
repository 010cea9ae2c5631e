package driver

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"hash"
	"io"
	"maps"
	"slices"
)

type sum = [sha256.Size]byte

// hashes are what a package is known by.
type hashes struct {
	key   sum // all that its results depend on
	api   sum // what those that import it can see of its types, and of those that it imports
	facts sum // its facts, and those of what it imports
}

// A digest identifies a file: all of it, and what is outside of the bodies of its functions.
type digest struct{ All, API sum }

// digest computes what a package is known by, all but the facts. It returns the syntax if it had to be parsed for that.
func (r *run) digest(n *node, settings string) (*source, error) {
	var s *source
	digests := make([]digest, len(n.names))
	for i, name := range n.names {
		d, known := r.store.known(r.Config, name)
		if !known {
			var err error
			if s == nil {
				if s, err = r.parse(n, parser.ParseComments); err != nil {
					return nil, err
				}
			}
			d = digest{sha256.Sum256(s.texts[i]), apiOf(s.fset.File(s.files[i].FileStart).Base(), s.files[i], s.texts[i])}
			r.store.remember(r.Config, name, d)
		}
		digests[i] = d
	}
	key, api := sha256.New(), sha256.New()
	fmt.Fprintf(api, "%q %q %q\n", n.ImportPath, n.goVersion(), r.Env["GOARCH"])
	fmt.Fprintf(key, "%q %q %q %t %q %+v\n", r.Salt, settings, n.Dir, n.judged, n.IgnoredGoFiles, n.module())
	for i, name := range n.names {
		fmt.Fprintf(key, "%q %x\n", name, digests[i].All)
		fmt.Fprintf(api, "%x\n", digests[i].API)
	}
	for _, path := range slices.Sorted(maps.Keys(n.imports)) {
		to := n.imports[path]
		fmt.Fprintf(key, "%q %q %x\n", path, to.ImportPath, to.hash.facts)
		fmt.Fprintf(api, "%q %q %x\n", path, to.ImportPath, to.hash.api)
	}
	n.hash.api = sumOf(api)
	key.Write(n.hash.api[:])
	n.hash.key = sumOf(key)
	for _, name := range absolute(n.Dir, n.IgnoredGoFiles) {
		if text, err := r.read(name); err == nil && n.judged {
			n.hash.key = sha256.Sum256(append(n.hash.key[:], text...))
		}
	}
	return s, nil
}

// seal computes what the facts are known by.
func (n *node) seal() {
	h := sha256.New()
	fmt.Fprintf(h, "%x\n", n.facts)
	for _, path := range slices.Sorted(maps.Keys(n.imports)) {
		fmt.Fprintf(h, "%x\n", n.imports[path].hash.facts)
	}
	n.hash.facts = sumOf(h)
}

func sumOf(h hash.Hash) (s sum) {
	h.Sum(s[:0])
	return s
}

// apiOf identifies the declarations of a file, without the bodies of its functions and without comments: nothing else has a part
// in the types that others see, nor has where a declaration stands.
func apiOf(base int, f *ast.File, text []byte) sum {
	h := sha256.New()
	fmt.Fprintf(h, "%s %q\n", f.Name.Name, f.GoVersion)
	comments := f.Comments
	write := func(from, to int) {
		for len(comments) > 0 && int(comments[0].End())-base <= from {
			comments = comments[1:]
		}
		for _, c := range comments {
			start, end := int(c.Pos())-base, int(c.End())-base
			if start >= to {
				break
			}
			_, _ = h.Write(text[from:max(from, start)])
			from = min(end, to)
		}
		_, _ = h.Write(text[from:to])
		_, _ = io.WriteString(h, "\n")
	}
	for _, d := range f.Decls {
		from, to := int(d.Pos())-base, int(d.End())-base
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			to = int(fn.Body.Lbrace) - base + 1 // that there is one makes a difference
		}
		write(from, min(to, len(text)))
	}
	return sumOf(h)
}
