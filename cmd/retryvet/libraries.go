package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"unicode"

	"github.com/retryvet/retryvet/analyzers"
)

// librariesCommand lists what is assumed of libraries or, with -module, which dependencies of the current module are known.
func (a *app) librariesCommand(ctx context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) > 0 {
		return exitFailure, errors.New("usage: retryvet libraries [-module], with -format text|json")
	}
	if o.module {
		list, err := dependencies(ctx, o.dir)
		if err != nil {
			return exitFailure, err
		}
		return exitClean, writeDependencies(out, o.format, list)
	}
	all := analyzers.Libraries()
	if o.format == "json" {
		return exitClean, writeJSON(out, all)
	}
	rows := [][]string{{"PACKAGE", "KIND", "ASSUMES"}}
	for _, l := range all {
		for i, text := range l.Assumes {
			row := []string{l.Package, l.Kind, text}
			if i > 0 {
				row[0], row[1] = "", ""
			}
			rows = append(rows, row)
		}
	}
	return exitClean, writeTable(out, rows)
}

// A dependency is a module that retries, or that sounds as if it did.
type dependency struct {
	Module  string `json:"module"`
	Version string `json:"version"`
	Known   bool   `json:"known"`
}

// dependencies are those of the module in a directory that are known, and those that are not but whose name says that they retry.
func dependencies(ctx context.Context, dir string) ([]dependency, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-m", "-json=Path,Version,Main", "all")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	data, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -m all: %s", oneLine(strings.TrimSpace(stderr.String())))
	}
	list := []dependency{}
	for dec := json.NewDecoder(bytes.NewReader(data)); ; {
		var m struct {
			Path, Version string
			Main          bool
		}
		if err := dec.Decode(&m); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list -m all: %w", err)
		}
		if known := analyzers.KnowsModule(m.Path); !m.Main && (known || soundsLikeRetrying(m.Path)) {
			list = append(list, dependency{m.Path, m.Version, known})
		}
	}
	return list, nil
}

// soundsLikeRetrying reports whether a word of a module's path says that it retries.
func soundsLikeRetrying(module string) bool {
	words := strings.FieldsFunc(strings.ToLower(module), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"retry", "retryable", "retryablehttp", "retrier", "retries", "backoff", "rehttp", "resiliency", "resilience", "repeater", "failsafe", "heimdall", "pester", "retryhttp"}, w)
	})
}

func writeDependencies(out io.Writer, format string, list []dependency) error {
	if format == "json" {
		return writeJSON(out, list)
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(out, "no dependency of this module retries, as far as is known")
		return err
	}
	rows := [][]string{{"MODULE", "VERSION", "KNOWN"}}
	for _, d := range list {
		known := "yes"
		if !d.Known {
			known = "no: name its functions under retries in .retryvet.yaml"
		}
		rows = append(rows, []string{d.Module, d.Version, known})
	}
	return writeTable(out, rows)
}
