// Noop is a tool for go vet -vettool that looks at nothing: what it costs is what the go command and the type checker
// cost with any tool.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name: "noop",
		Doc:  "noop: does nothing",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
