package main

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/retryvet/retryvet/analyzers/directive"
)

// A stream prints findings as objects of JSON, one a line. What does not depend on other packages is printed as its package is done.
type stream struct {
	options *options
	out     io.Writer
	src     sources
	printed map[string]bool // a file can belong to more than one package
	err     error
}

func newStream(o *options, out io.Writer, cwd string) *stream {
	return &stream{options: o, out: out, src: sources{cwd: cwd}, printed: map[string]bool{}}
}

// early prints what was found in a package, if nothing that is found later can have a say in it.
func (s *stream) early(r *result) {
	if s.options.newFrom != "" || s.options.newSince != "" || s.options.fix {
		return
	}
	r.pick(s.options)
	if err := r.rate(s.options, s.src.cwd); err != nil {
		return // said in the end
	}
	for _, f := range r.findings {
		if f.Rule == "directive" && f.Key == directive.OfSettings { // said once, of all packages
			continue
		}
		f.Off = false // it was wanted
		f.Fingerprint = f.fingerprint(&s.src)
		s.print(s.out, f)
	}
}

// rest prints those of all findings that were not printed.
func (s *stream) rest(out io.Writer, findings []finding) error {
	for _, f := range findings {
		s.print(out, f)
	}
	return s.err
}

func (s *stream) print(out io.Writer, f finding) {
	if key := f.String(); !s.printed[key] {
		s.printed[key] = true
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		s.err = errors.Join(s.err, enc.Encode(f))
	}
}
