package summary

import "go/types"

// SummaryOf is what is known of a function of another package, or nil.
func (x *Imported) SummaryOf(fn *types.Func) *Summary {
	pkg := fn.Pkg()
	if pkg == nil || pkg == x.Pkg {
		return nil
	}
	m := x.Exported(pkg)
	if len(m) == 0 {
		return nil
	}
	return m[x.LocalName(fn)]
}

// AsksServer reports whether a function of another package is known to send a request, whatever it is called.
func (x *Imported) AsksServer(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	s := x.SummaryOf(fn)
	return s != nil && (s.Asks || s.Answers())
}

// Exported is what another package exports, under the local names of its functions and variables.
func (x *Imported) Exported(pkg *types.Package) map[string]*Summary {
	m, ok := x.imported[pkg]
	if !ok && x.importFact != nil {
		var f Summaries
		if x.importFact(pkg, &f) {
			m = f.Decode()
		}
		x.imported[pkg] = m
	}
	return m
}
