// Summaries prints what the facts in files say, as the engine of this tree writes it. It reads a JSON object of names and
// facts from standard input and prints one of names and lines.
//
// It is built within the tree whose facts they are, since a fact is known by the Go type that it has there, and asks that
// tree for nothing but its suite, which every commit has in the same place.
package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"

	"github.com/retryvet/retryvet/analyzers"
)

// A fact is one of those of a package, as x/tools' internal/facts encodes it.
type fact struct {
	PkgPath string
	Object  objectpath.Path
	Fact    analysis.Fact
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("summaries: ")
	register(analyzers.Suite(analyzers.Config{}), map[*analysis.Analyzer]bool{})
	var encoded map[string][]byte
	if err := json.NewDecoder(os.Stdin).Decode(&encoded); err != nil {
		log.Fatal(err)
	}
	lines := map[string][]string{}
	for name, data := range encoded {
		text, err := decode(data)
		if err != nil {
			log.Fatalf("facts of %s: %v", name, err)
		}
		lines[name] = text
	}
	if err := json.NewEncoder(os.Stdout).Encode(lines); err != nil {
		log.Fatal(err)
	}
}

// register makes known the types of facts of the analyzers and of those that they rest on.
func register(all []*analysis.Analyzer, seen map[*analysis.Analyzer]bool) {
	for _, a := range all {
		if seen[a] {
			continue
		}
		seen[a] = true
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
		register(a.Requires, seen)
	}
}

func decode(data []byte) ([]string, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var all []fact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&all); err != nil {
		return nil, err
	}
	var lines []string
	for _, f := range all {
		of := f.PkgPath
		if f.Object != "" {
			of += "." + string(f.Object)
		}
		for line := range strings.Lines(fmt.Sprint(f.Fact)) {
			lines = append(lines, of+": "+strings.TrimSuffix(line, "\n"))
		}
	}
	return lines, nil
}
