package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/catalog/spelling"
)

// Exit statuses.
const (
	exitClean    = 0
	exitFindings = 1
	exitFailure  = 2 // the command could not do what it was asked to do, or not all of it
)

// app is one run of the command line.
type app struct {
	stdout, stderr io.Writer
	tool           func() (string, error) // the executable to be used as vettool
	summary        string                 // for people, to be told after the results
}

// A command is called with the words after its name. It writes its results to out, which is printed even if the command
// fails, and returns the exit status.
type command func(ctx context.Context, o *options, words []string, out io.Writer) (int, error)

func (a *app) commands() map[string]command {
	return map[string]command{
		"catalog":    catalogCommand,
		"completion": completion,
		"config":     configCommand,
		"explain":    explain,
		"help":       help,
		"libraries":  a.librariesCommand,
		"lsp":        a.lspCommand,
		"sites":      a.sitesCommand,
		"version":    version,
		"why":        a.why,
	}
}

func commandNames() []string { return slices.Sorted(maps.Keys((*app)(nil).commands())) }

func isCommand(word string) bool { return slices.Contains(commandNames(), word) }

// main runs the command line and returns the exit status. Every error is one line.
func (a *app) main(ctx context.Context, args []string) int {
	var out strings.Builder
	code, err := a.dispatch(ctx, args, &out)
	if _, werr := io.WriteString(a.stdout, out.String()); werr != nil {
		err = errors.Join(err, werr)
	}
	if a.summary != "" {
		fmt.Fprintln(a.stderr, a.summary)
	}
	if err == nil {
		return code
	}
	for _, line := range errorLines(err) {
		fmt.Fprintln(a.stderr, line)
	}
	return exitFailure
}

func (a *app) dispatch(ctx context.Context, args []string, out io.Writer) (int, error) {
	o, words, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return help(ctx, &options{}, nil, out)
	case err != nil:
		return exitFailure, err
	case o.version:
		return version(ctx, o, nil, out)
	case len(words) > 0 && isCommand(words[0]):
		return a.commands()[words[0]](ctx, o, words[1:], out)
	}
	if near := meantCommand(words); near != "" {
		return exitFailure, fmt.Errorf("there is no command %s%s", words[0], near)
	}
	return a.vet(ctx, o, words, out)
}

// meantCommand is what to say of the first word if it is a slip for a command. No package of the standard library has such a
// name, and those of others have a dot or a slash in theirs.
func meantCommand(words []string) string {
	if len(words) == 0 || strings.ContainsAny(words[0], "./") {
		return ""
	}
	return spelling.Meant(words[0], commandNames()...)
}

// errorLines returns the lines for an error or several joined ones. Faults of catalog files begin with the file and the
// line, as editors like it; everything else with the name of the program.
func errorLines(err error) []string {
	if all := config.Single(err); len(all) > 1 {
		var lines []string
		for _, e := range all {
			lines = append(lines, errorLines(e)...)
		}
		return lines
	}
	if fault := (*catalog.Error)(nil); errors.As(err, &fault) {
		return []string{err.Error()}
	}
	return []string{"retryvet: " + err.Error()}
}

// loadConfig returns what the configuration says that a flag names or that is found in dir, with the catalogs of flags.
func (o *options) loadConfig(dir string) (*config.Config, error) {
	if o.config != "" {
		return load(dir, o.config, o.catalogs)
	}
	c, err := config.For(dir)
	if err != nil {
		return nil, shorter(err)
	}
	return c.With(o.catalogs...)
}

// loadCatalog returns the embedded catalog with the user's files.
func (o *options) loadCatalog() (*catalog.Catalog, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	c, err := o.loadConfig(dir)
	if err != nil {
		return nil, err
	}
	return c.Catalog(), nil
}

// printer says texts in the language of the user.
func (o *options) printer() (analyzers.Printer, error) {
	dir, err := os.Getwd()
	if err != nil {
		return analyzers.Printer{}, err
	}
	c, err := o.loadConfig(dir)
	if err != nil {
		return analyzers.Printer{}, err
	}
	return o.printerOf(c)
}

// printerOf is printer where the configuration is known.
func (o *options) printerOf(c *config.Config) (analyzers.Printer, error) {
	lang, err := language(o.lang, c.Lang)
	return analyzers.In(lang), err
}

// shorter makes the names in faults of files that were found relative to the user's directory.
func shorter(err error) error {
	cwd, wdErr := os.Getwd()
	if wdErr != nil {
		return err
	}
	return config.Shorten(err, cwd)
}

// writeJSON writes v as people and programs like it.
func writeJSON(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// writeTable writes rows in columns. Chinese text goes to the last one: it is wider than it counts.
func writeTable(out io.Writer, rows [][]string) error {
	tw := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		for i, cell := range row {
			if cell == "" && i < len(row)-1 {
				row[i] = "-"
			}
		}
		fmt.Fprintln(tw, strings.Join(row, "\t"))
	}
	return tw.Flush()
}

// oneOf is the error of a word that is none of the known ones.
func oneOf(what, word string, known []string) error {
	return fmt.Errorf("unknown %s %s; %s", what, word, spelling.Hint(word, known...))
}

// cause is what is wrong with a file, without its name.
func cause(err error) error {
	switch pathErr := (*os.PathError)(nil); {
	case errors.Is(err, os.ErrNotExist):
		return errors.New("no such file")
	case errors.As(err, &pathErr):
		return pathErr.Err
	}
	return err
}
