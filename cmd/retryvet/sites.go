package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
)

var errSitesUsage = errors.New("usage: retryvet sites [packages], with -format text|json|csv|html and -o FILE")

// sitesCommand lists the retries of packages, whether or not a rule reports anything of them.
func (a *app) sitesCommand(ctx context.Context, o *options, patterns []string, out io.Writer) (int, error) {
	if slices.ContainsFunc(patterns, func(p string) bool { return strings.HasPrefix(p, "-") }) {
		return exitFailure, errSitesUsage
	}
	inv, failures, err := a.inventory(ctx, o, patterns)
	if err != nil {
		return exitFailure, err
	}
	var text strings.Builder
	to := out
	if len(o.outputs) > 0 {
		to = &text
	}
	if err := inv.write(to, o.format, a.width()); err != nil {
		return exitFailure, err
	}
	for _, file := range o.outputs { // one
		if err := os.WriteFile(file, []byte(text.String()), 0o666); err != nil {
			return exitFailure, fmt.Errorf("-o %s: %w", file, cause(err))
		}
	}
	if len(failures) > 0 {
		return exitFailure, errors.Join(failures...)
	}
	return exitClean, nil
}

// An inventory are the retries of a program, in the order of the files.
type inventory struct {
	Module    string               `json:"module,omitempty"`
	Version   string               `json:"version"` // of retryvet
	Retries   []analyzers.Retry    `json:"retries"`
	functions []analyzers.Function // of those packages
	remarks   []analyzers.Remark   // the same
	src       sources
}

// inventory analyzes packages for what they repeat. Those that can be analyzed are, even if others cannot.
func (a *app) inventory(ctx context.Context, o *options, patterns []string) (*inventory, []error, error) {
	v, err := a.newGovet(o)
	if err != nil {
		return nil, nil, err
	}
	v.listRetries()
	res, err := a.analyze(ctx, v, patterns)
	if err != nil {
		return nil, nil, err
	}
	inv := &inventory{Module: moduleOf(v.dir), Version: moduleVersion(), Retries: []analyzers.Retry{}, src: sources{cwd: v.cwd}}
	for _, pkg := range res.inventories {
		inv.add(pkg, v.cwd)
	}
	inv.sort()
	return inv, res.failures, nil
}

func (inv *inventory) add(pkg *analyzers.Inventory, cwd string) {
	here := func(p *analyzers.Place) {
		if p != nil {
			p.File = relative(cwd, p.File)
		}
	}
	for _, r := range pkg.Retries {
		here(&r.Place)
		if r.Sends != nil {
			here(&r.Sends.Place)
		}
		for i := range r.Paths {
			here(r.Paths[i].Test)
		}
		for i := range r.WaitsAt {
			here(&r.WaitsAt[i])
		}
		for i := range r.Nested {
			here(&r.Nested[i].Place)
		}
		for i := range r.Findings {
			here(&r.Findings[i].Place)
		}
		for i := range r.Reasons {
			here(r.Reasons[i].At)
		}
		inv.Retries = append(inv.Retries, r)
	}
	for _, f := range pkg.Functions {
		here(&f.Place)
		for i := range f.Attempts {
			here(&f.Attempts[i].Place)
		}
		inv.functions = append(inv.functions, f)
	}
	for _, m := range pkg.Remarks {
		here(&m.Place)
		if m.Reason != nil {
			here(m.Reason.At)
		}
		inv.remarks = append(inv.remarks, m)
	}
}

// sort orders the retries, and drops those that a package and its test variant both have.
func (inv *inventory) sort() {
	key := func(r analyzers.Retry) string {
		sent := ""
		if r.Sends != nil {
			sent = fmt.Sprintf("%s:%08d:%08d", r.Sends.File, r.Sends.Line, r.Sends.Column)
		}
		return fmt.Sprintf("%s\x00%08d\x00%08d\x00%s\x00%s", r.File, r.Line, r.Column, sent, r.How)
	}
	slices.SortStableFunc(inv.Retries, func(a, b analyzers.Retry) int { return cmp.Compare(key(a), key(b)) })
	inv.Retries = slices.CompactFunc(inv.Retries, func(a, b analyzers.Retry) bool { return key(a) == key(b) })
	place := func(f analyzers.Function) string { return fmt.Sprintf("%s\x00%08d", f.File, f.Line) }
	slices.SortStableFunc(inv.functions, func(a, b analyzers.Function) int { return cmp.Compare(place(a), place(b)) })
	inv.functions = slices.CompactFunc(inv.functions, func(a, b analyzers.Function) bool { return place(a) == place(b) })
	remark := func(m analyzers.Remark) string {
		return fmt.Sprintf("%s\x00%08d\x00%08d\x00%s\x00%s", m.File, m.Line, m.Column, m.Rule, remarked(m))
	}
	slices.SortStableFunc(inv.remarks, func(a, b analyzers.Remark) int { return cmp.Compare(remark(a), remark(b)) })
	inv.remarks = slices.CompactFunc(inv.remarks, func(a, b analyzers.Remark) bool { return remark(a) == remark(b) })
}

func (inv *inventory) write(out io.Writer, format string, width int) error {
	switch format {
	case "json":
		return writeJSON(out, inv)
	case "csv":
		return inv.csv(out)
	case "html":
		return inv.html(out)
	}
	return inv.table(out, width)
}

// siteColumns are the columns of the table and of CSV.
var siteColumns = []struct {
	name string
	of   func(r analyzers.Retry) string
}{
	{"PLACE", func(r analyzers.Retry) string { return fmt.Sprintf("%s:%d", filepath.ToSlash(r.File), r.Line) }},
	{"FUNCTION", func(r analyzers.Retry) string { return r.Function }},
	{"HOW", how},
	{"SENDS", sent},
	{"RETRIES", retries},
	{"WAIT", waits},
	{"BOUND", bound},
	{"VERDICT", verdict},
}

func how(r analyzers.Retry) string {
	if r.Via != "" && r.How != "loop" {
		return r.How + " " + r.Via
	}
	return r.How
}

func sent(r analyzers.Retry) string {
	if r.Sends == nil {
		return ""
	}
	text := r.Sends.Call
	if r.Sends.Method != "" {
		text = r.Sends.Method + " " + text
	}
	if r.Sends.Host != "" {
		text += " to " + r.Sends.Host
	}
	return text
}

func retries(r analyzers.Retry) string {
	switch {
	case r.Retries == "":
		return "unknown"
	case !r.Certain && r.How != "client":
		return "perhaps " + r.Retries
	}
	return r.Retries
}

// waits are the waits of a retry, each once.
func waits(r analyzers.Retry) string {
	var all []string
	for _, p := range r.Paths {
		text := p.Wait
		if p.Delay != "" {
			text += " " + p.Delay
		}
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return strings.Join(all, ", ")
}

func bound(r analyzers.Retry) string {
	if r.Bound == "" {
		return "unknown"
	}
	return r.Bound
}

// verdict are the rules that report something, or else the reasons for their silence.
func verdict(r analyzers.Retry) string {
	var all []string
	add := func(s string) {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for _, f := range r.Findings {
		add(f.Rule)
	}
	if len(all) > 0 {
		return strings.Join(all, ", ")
	}
	for _, o := range r.Reasons {
		if o.Rule == "" || o.Class != "fact" {
			add(o.ID)
		}
	}
	if len(all) == 0 {
		return "silent: nothing to report"
	}
	return "silent: " + strings.Join(all, ", ")
}

// table writes a row for each retry where the terminal is wide enough, and a paragraph for each where it is not.
func (inv *inventory) table(out io.Writer, width int) error {
	if len(inv.Retries) == 0 {
		_, err := fmt.Fprintln(out, "no retries found")
		return err
	}
	rows := [][]string{nil}
	for _, c := range siteColumns {
		rows[0] = append(rows[0], c.name)
	}
	for _, r := range inv.Retries {
		var row []string
		for _, c := range siteColumns {
			row = append(row, shorten(c.of(r), 44))
		}
		rows = append(rows, row)
	}
	if width > 0 && width < tableWidth(rows) {
		return inv.paragraphs(out, width)
	}
	return writeTable(out, rows)
}

// tableWidth is how wide writeTable writes rows.
func tableWidth(rows [][]string) int {
	total := 0
	for i := range rows[0] {
		widest := 0
		for _, row := range rows {
			widest = max(widest, len([]rune(row[i])))
		}
		total += widest + 2
	}
	return total - 2
}

func (inv *inventory) paragraphs(out io.Writer, width int) error {
	for i, r := range inv.Retries {
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintln(out, siteColumns[0].of(r))
		for _, c := range siteColumns[1:] {
			if text := c.of(r); text != "" {
				fmt.Fprintf(out, "  %-9s %s\n", strings.ToLower(c.name), shorten(text, max(width-12, 20)))
			}
		}
	}
	return nil
}

// shorten cuts a text in its middle.
func shorten(s string, most int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= most {
		return string(r)
	}
	head := (most - 1) / 2
	return string(r[:head]) + "…" + string(r[len(r)-(most-1-head):])
}

// csv writes all columns of the table, and those for which it has no room.
func (inv *inventory) csv(out io.Writer) error {
	w := csv.NewWriter(out)
	header := []string{"file", "line", "column", "package"}
	for _, c := range siteColumns[1:] {
		header = append(header, strings.ToLower(c.name))
	}
	header = append(header, "attempts", "retry-after", "context", "body", "nested", "provider", "library")
	if err := w.Write(header); err != nil {
		return err
	}
	for _, r := range inv.Retries {
		row := []string{filepath.ToSlash(r.File), strconv.Itoa(r.Line), strconv.Itoa(r.Column), r.Package}
		for _, c := range siteColumns[1:] {
			row = append(row, c.of(r))
		}
		attempts := ""
		if r.Attempts > 0 {
			attempts = strconv.Itoa(r.Attempts)
		}
		row = append(row, attempts, r.RetryAfter, r.Context, r.Body, nested(r), r.Provider, r.Library)
		for i, cell := range row {
			row[i] = harmless(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// harmless keeps a spreadsheet from taking a text of the program for a formula.
func harmless(cell string) string {
	if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
		return "'" + cell
	}
	return cell
}

// nested says how the attempts of retries inside of retries multiply.
func nested(r analyzers.Retry) string {
	var all []string
	for _, n := range r.Nested {
		text := fmt.Sprintf("%s:%d", filepath.ToSlash(n.File), n.Line)
		if n.Name != "" {
			text = n.Name
		}
		if n.Outer > 0 && n.Attempts > 0 {
			text += fmt.Sprintf(" (%d x %d = %d requests)", n.Outer, n.Attempts, n.Outer*n.Attempts)
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}
