package driver

import (
	"go/parser"
	"go/token"
	"strconv"
)

// heard reports whether facts of a package can be of use to another one: a package that is imported for its effects alone, as drivers of
// data bases and plugins are, tells nobody anything.
func (r *run) heard(n *node) bool {
	for _, by := range n.hearers {
		for path := range r.spelled(by) {
			if by.imports[path] == n {
				return true
			}
		}
	}
	return false
}

// spelled are the import paths that a package gives a name to in some file. A file that cannot be read counts as one that names all.
func (r *run) spelled(n *node) map[string]bool {
	n.spelled.Do(func() {
		n.named = map[string]bool{}
		for _, name := range n.files() {
			text, err := r.read(name)
			if err == nil {
				err = n.spell(name, text)
			}
			if err != nil {
				for path := range n.imports {
					n.named[path] = true
				}
			}
		}
	})
	return n.named
}

func (n *node) spell(name string, text []byte) error {
	f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, spec := range f.Imports {
		if spec.Name == nil || spec.Name.Name != "_" {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			n.named[path] = true
		}
	}
	return nil
}
