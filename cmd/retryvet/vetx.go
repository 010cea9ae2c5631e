package main

import (
	"slices"

	"golang.org/x/tools/go/analysis"
)

// factsOnly returns the analyzers for a package that is analyzed for its facts: the rules keep their names and flags, but
// do nothing, and of what they require there is left what exports facts. (unitchecker itself runs all that uses facts,
// so without this every rule would judge every dependency, and its findings be thrown away.)
func factsOnly(suite []*analysis.Analyzer) []*analysis.Analyzer {
	idle := make([]*analysis.Analyzer, len(suite))
	for i, a := range suite {
		b := *a
		b.Requires = exporters(a.Requires)
		b.ResultType = nil
		b.Run = func(*analysis.Pass) (any, error) { return nil, nil }
		idle[i] = &b
	}
	return idle
}

// exporters are the analyzers that export facts, among these and what they require.
func exporters(list []*analysis.Analyzer) []*analysis.Analyzer {
	var out []*analysis.Analyzer
	for _, a := range list {
		found := exporters(a.Requires)
		if len(a.FactTypes) > 0 {
			found = append(found, a)
		}
		for _, f := range found {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}
