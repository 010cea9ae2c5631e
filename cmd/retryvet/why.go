package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
)

var errWhyUsage = errors.New("usage: retryvet why FILE:LINE or retryvet why FUNCTION [packages], with -format text|json")

// An explanation is what was seen at a place: the functions there, and their retries.
type explanation struct {
	Asked     string               `json:"asked"`
	Functions []analyzers.Function `json:"functions"`
	Retries   []analyzers.Retry    `json:"retries"`
	Remarks   []analyzers.Remark   `json:"remarks"` // of rules, about what is no retry
}

// why tells what the engine saw at a place, and what every rule had to say of it.
func (a *app) why(ctx context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) == 0 || len(words) > 1 && strings.Contains(words[0], ".go:") {
		return exitFailure, errWhyUsage
	}
	of, patterns := words[0], words[1:]
	file, line := cutNumber(of)
	if line > 0 {
		if _, err := os.Stat(filepath.Join(o.dir, file)); err != nil {
			return exitFailure, fmt.Errorf("why %s: %w", of, cause(err))
		}
		patterns = []string{"./" + filepath.ToSlash(filepath.Dir(file))}
		if filepath.IsAbs(file) {
			patterns = []string{filepath.Dir(file)}
		}
		file = filepath.Join(o.dir, file)
	}
	inv, failures, err := a.inventory(ctx, o, patterns)
	if err != nil {
		return exitFailure, err
	}
	e := inv.explain(of, file, line)
	switch {
	case len(failures) > 0:
		return exitFailure, errors.Join(failures...)
	case len(e.Functions)+len(e.Retries)+len(e.Remarks) == 0 && line > 0:
		return exitFailure, fmt.Errorf("why %s: no function of a judged file has this line; files of tests, and generated ones, are left out", of)
	case len(e.Functions)+len(e.Retries)+len(e.Remarks) == 0:
		return exitFailure, fmt.Errorf("why %s: no such function in the packages; methods are written (*T).m or T.m", of)
	case o.format == "json":
		return exitClean, writeJSON(out, e)
	}
	e.write(out)
	return exitClean, nil
}

// explain picks what belongs to a line of a file or, if line is 0, to the functions of a name.
func (inv *inventory) explain(asked, file string, line int) explanation {
	e := explanation{Asked: asked, Functions: []analyzers.Function{}, Retries: []analyzers.Retry{}, Remarks: []analyzers.Remark{}}
	meant := func(f analyzers.Function) bool {
		if line > 0 {
			return sameFile(f.File, file, inv.src.cwd) && f.Line <= line && line <= f.EndLine
		}
		return f.Name == asked || strings.NewReplacer("(*", "", "(", "", ")", "").Replace(f.Name) == asked
	}
	for _, f := range inv.functions {
		if meant(f) {
			e.Functions = append(e.Functions, f)
		}
	}
	inside := func(at analyzers.Place) bool {
		for _, f := range e.Functions {
			if f.File == at.File && f.Line <= at.Line && at.Line <= f.EndLine {
				return true
			}
		}
		return false
	}
	for _, m := range inv.remarks {
		asked := func(at analyzers.Place) bool {
			return line > 0 && at.Line == line && sameFile(at.File, file, inv.src.cwd) || inside(at)
		}
		if asked(m.Place) || m.Reason != nil && m.Reason.At != nil && asked(*m.Reason.At) {
			e.Remarks = append(e.Remarks, m)
		}
	}
	for _, r := range inv.Retries {
		here := line > 0 && sameFile(r.File, file, inv.src.cwd) && r.Line <= line && line <= r.EndLine
		if here || inside(r.Place) || r.Sends != nil && inside(r.Sends.Place) {
			e.Retries = append(e.Retries, r)
		}
	}
	return e
}

// sameFile compares a name in an inventory, relative to cwd, with the user's.
func sameFile(name, asked, cwd string) bool {
	abs := func(s string) string {
		if !filepath.IsAbs(s) {
			s = filepath.Join(cwd, s)
		}
		return filepath.Clean(s)
	}
	return abs(name) == abs(asked)
}

// write tells it step by step, for people.
func (e explanation) write(out io.Writer) {
	for i, f := range e.Functions {
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "%s, %s:%d-%d\n", f.Name, filepath.ToSlash(f.File), f.Line, f.EndLine)
		for _, s := range f.Attempts {
			fmt.Fprintf(out, "  an attempt: %s, line %d\n", s.Call, s.Line)
		}
		switch {
		case f.Cut:
			fmt.Fprintf(out, "  gone through in part: %s [%s]\n", f.Reason.Text, f.Reason.ID)
		case f.Root:
			fmt.Fprintf(out, "  gone through on its own, in %d steps\n", f.Steps)
		case len(f.Attempts) > 0:
			fmt.Fprintf(out, "  gone through from its callers alone: %s\n", f.Reason.Text)
		default:
			fmt.Fprintf(out, "  not gone through: %s [%s]\n", f.Reason.Text, f.Reason.ID)
		}
	}
	for _, m := range e.Remarks {
		where := fmt.Sprintf("%s:%d", filepath.ToSlash(m.File), m.Line)
		if len(e.Functions) > 0 {
			where = at(&m.Place, e.Functions[0].File)
		}
		if m.Reason == nil {
			say(out, "reported", m.Rule+", "+where+": "+m.Message)
		} else {
			say(out, "silent", m.Rule+", "+where+": "+remarked(m))
		}
	}
	if len(e.Retries) == 0 {
		fmt.Fprintln(out, "\nno way was seen by which an attempt is made again here")
	}
	for _, r := range e.Retries {
		fmt.Fprintln(out)
		writeRetry(out, r)
	}
}

func writeRetry(out io.Writer, r analyzers.Retry) {
	fmt.Fprintf(out, "%s:%d: %s\n", filepath.ToSlash(r.File), r.Line, how(r))
	say := func(what, text string) { say(out, what, text) }
	if r.Sends != nil {
		say("sends", sent(r)+", "+at(&r.Sends.Place, r.File))
	}
	say("library", r.Library)
	say("retries", retries(r))
	for _, p := range r.Paths {
		text := p.Codes + ": " + p.Wait
		if p.Delay != "" {
			text += " " + p.Delay
		}
		if p.Renewed {
			text += ", with new credentials"
		}
		if p.Test != nil {
			text += ", decided " + at(p.Test, r.File)
		}
		say("way round", text)
	}
	say("bound", bound(r))
	say("context", r.Context)
	say("retry-after", r.RetryAfter)
	say("body", r.Body)
	say("nested", nested(r))
	for _, f := range r.Findings {
		say("reported", f.Rule+", "+at(&f.Place, r.File)+": "+f.Message)
	}
	for _, o := range r.Reasons {
		who := o.Rule
		if who == "" {
			who = "the engine"
		}
		say("silent", who+": "+reason(o))
	}
}

// say writes a line of what there is to say of a retry, if there is something.
func say(out io.Writer, what, text string) {
	if text != "" {
		fmt.Fprintf(out, "  %-12s %s\n", what, text)
	}
}

// reason is a reason in words.
func reason(o analyzers.Reason) string {
	strict := ""
	if o.Strict {
		strict = "; -strict reports it"
	}
	return o.Text + " [" + o.ID + ", " + o.Class + strict + "]"
}

// remarked is what a rule remarks, in words.
func remarked(m analyzers.Remark) string {
	if m.Reason == nil {
		return m.Message
	}
	return reason(*m.Reason)
}

// at says where a place is, seen from a file.
func at(p *analyzers.Place, from string) string {
	if p.File == from {
		return "line " + strconv.Itoa(p.Line)
	}
	return fmt.Sprintf("%s:%d", filepath.ToSlash(p.File), p.Line)
}
