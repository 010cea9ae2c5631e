package catalog

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/retryvet/retryvet/catalog/spelling"
	"github.com/retryvet/retryvet/catalog/strictyaml"
)

var (
	hostForm   = lazy(`^(\*\.)?[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*$`)
	typeForm   = lazy(`^[^\s()*]+(/v\*[^\s()*]*)?\.[\pL_][\pL\pN_]*$`)
	funcForm   = lazy(`^(\(\*?[^\s()*]+\)|[^\s()*]+(/v\*[^\s()*]*)?)\.[\pL_][\pL\pN_]*$`)
	pathForm   = lazy(`^[^\s()/]+(/[^\s()/]+)*$`)
	urlForm    = lazy(`^https?://[^\s]+$`)
	sha256Form = lazy(`^[0-9a-f]{64}$`)
	sourceForm = lazy(`^([A-Za-z][A-Za-z0-9_-]*)(?::([0-9]+(?:\.[0-9]+)*))?$`)
	authGroup  = lazy(`(?i)auth|token|credential`)
)

// repeatable4xx are the client errors that a later repetition of the same request may cure.
var repeatable4xx = [...]int{408, 409, 423, 425, 429}

// lazy puts compiling off to the first use: only users' files need these patterns, and every process would pay for them.
func lazy(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// checkHeader checks what the layer brought into p's header.
func checkHeader(p *Provider, l *layer, r *strictyaml.Report) {
	for _, it := range l.sources {
		if it.value.URL != "" && !urlForm().MatchString(it.value.URL) {
			r.Errorf(it.line, "source %s: url %s is not an http or https address", it.value.ID, strictyaml.Clip(it.value.URL))
		}
		if it.value.SHA256 != "" && !sha256Form().MatchString(it.value.SHA256) {
			r.Errorf(it.line, "source %s: sha256 must be 64 lower-case hex digits", it.value.ID)
		}
	}
	for _, it := range l.hosts {
		if !hostForm().MatchString(it.value) {
			r.Errorf(it.line, "host %s must be a bare lower-case host name, or *. and one", strictyaml.Clip(it.value))
		}
	}
	for _, it := range l.types {
		if !typeForm().MatchString(it.value.Type) {
			r.Errorf(it.line, "type %s must be import/path.Name, without a star", strictyaml.Clip(it.value.Type))
		}
		if it.value.Code+it.value.Status+it.value.Message == "" {
			r.Errorf(it.line, "type %s names no field: say which is code, status or message", strictyaml.Clip(it.value.Type))
		}
	}
	for _, it := range l.sentinels {
		if it.value.Name() != "" && !typeForm().MatchString(it.value.Name()) {
			r.Errorf(it.line, "%s %s must be import/path.Name", it.value.kind(), strictyaml.Clip(it.value.Name()))
		}
	}
	for _, it := range l.funcs {
		if !typeForm().MatchString(it.value.Func) {
			r.Errorf(it.line, "func %s must be import/path.Name", strictyaml.Clip(it.value.Func))
		}
	}
	for _, it := range l.exceptions {
		if _, err := path.Match(it.value.Package, ""); err != nil || !pathForm().MatchString(it.value.Package) {
			r.Errorf(it.line, "package %s must be an import path, in which * stands for one element", strictyaml.Clip(it.value.Package))
		}
	}
	for _, it := range l.calls {
		if !pathForm().MatchString(it.value) {
			r.Errorf(it.line, "calls: %s must be the import path of a package", strictyaml.Clip(it.value))
		}
	}
	for _, it := range l.predicates {
		if !funcForm().MatchString(it.value.Func) {
			r.Errorf(it.line, "func %s must be import/path.Name or (*import/path.Type).Name", strictyaml.Clip(it.value.Func))
		}
	}
	for _, it := range l.schemes {
		checkScheme(p, it, r)
	}
}

func checkScheme(p *Provider, it item[Scheme], r *strictyaml.Report) {
	i := slices.IndexFunc(p.Schemes, func(s Scheme) bool { return s.ID == it.value.ID })
	s := &p.Schemes[i]
	validPattern(s, it.line, r)
	if s.StatusPrefix != 0 && (s.StatusPrefix != 3 || s.Kind != "int" && s.Kind != "string") {
		r.Errorf(it.line, "scheme %s: status_prefix must be 3, and kind int or string", s.ID)
		s.StatusPrefix = 0
	}
	if s.Open && s.Complete {
		r.Errorf(it.line, "scheme %s is complete, so it cannot be open", s.ID)
	}
	if s.Distinctive && s.Pattern == "" {
		r.Errorf(it.line, "scheme %s is distinctive but has no pattern", s.ID)
	}
	if !it.override {
		return
	}
	pattern := regexp.MustCompile(s.Pattern)
	for _, e := range p.entries {
		if e.Scheme == s.ID && !(s.takes(e.Code) && pattern.MatchString(e.Code.Text())) {
			r.Errorf(it.line, "scheme %s no longer fits code %s (%s)", s.ID, e.Code, e.Layer())
			return
		}
	}
}

// checkCarriers checks what the layer says of Go types and variables against the schemes and the codes.
func checkCarriers(p *Provider, l *layer, r *strictyaml.Report) {
	known := func(scheme, of string, line int) bool {
		owner, _ := p.scheme(scheme)
		if scheme != "" && owner == nil {
			r.Errorf(line, "%s: there is no scheme %s; %s", of, scheme, spelling.Hint(scheme, p.schemeIDs()...))
			return false
		}
		return true
	}
	for _, it := range l.types {
		known(it.value.Scheme, "type "+it.value.Type, it.line)
		if it.value.Scheme != "" && it.value.Code == "" {
			r.Errorf(it.line, "type %s has a scheme but no code", it.value.Type)
		}
	}
	has := func(c Code, scheme, of string, line int) {
		_, ok := p.Lookup(c)
		if scheme != "" {
			_, ok = p.LookupIn(scheme, c)
		}
		if !ok {
			r.Errorf(line, "%s: %s has no code %s", of, p.ID, c)
		}
	}
	for _, it := range l.sentinels {
		s := it.value
		if of := s.kind() + " " + s.Name(); known(s.Scheme, of, it.line) {
			has(s.Code, s.Scheme, of, it.line)
		}
	}
	for _, it := range l.funcs {
		known(it.value.Scheme, "func "+it.value.Func, it.line)
	}
	for _, it := range l.exceptions {
		known(it.value.Scheme, "package "+it.value.Package, it.line)
	}
	for _, it := range l.predicates {
		f := it.value
		if of := "func " + f.Func; known(f.Scheme, of, it.line) {
			for _, c := range f.Codes {
				has(c, f.Scheme, of, it.line)
			}
		}
	}
}

// kind is what catalog files call it.
func (s Sentinel) kind() string {
	if s.Type != "" {
		return "type"
	}
	return "var"
}

// checkShapes checks the layer's shapes against the schemes and the codes.
func checkShapes(p *Provider, l *layer, r *strictyaml.Report) {
	for _, it := range l.shapes {
		s := it.value
		for _, c := range s.Success {
			if c.IsString() != (s.Kind == "string") {
				r.Errorf(it.line, "shape %s: success %s is not of kind %s", s.ID, c, s.Kind)
			}
		}
		if s.Scheme == "" {
			continue
		}
		owner, i := p.scheme(s.Scheme)
		if owner == nil {
			r.Errorf(it.line, "shape %s: there is no scheme %s; %s", s.ID, s.Scheme, spelling.Hint(s.Scheme, p.schemeIDs()...))
			continue
		}
		if kind := owner.Schemes[i].Kind; (kind == "int" || kind == "http") != (s.Kind == "int") {
			r.Errorf(it.line, "shape %s is of kind %s, its scheme %s of kind %s", s.ID, s.Kind, s.Scheme, kind)
		}
		for _, c := range s.Success {
			// Rows of the same file have been checked against the shape already.
			if e, ok := p.LookupIn(s.Scheme, c); ok && e.Retry != Success && e.file != r.File {
				r.Errorf(it.line, "shape %s: code %s (%s) is no success but %s", s.ID, c, e.Layer(), e.Retry)
			}
		}
	}
}

// checkRow checks an entry as it is after merging. Its scheme is the i-th of owner, which is p or one it extends.
func checkRow(p, owner *Provider, i int, e Entry, r *strictyaml.Report) {
	s := owner.Schemes[i]
	fail := func(format string, args ...any) {
		r.Errorf(e.line, "code "+strings.ReplaceAll(e.Code.String(), "%", "%%")+": "+format, args...)
	}
	if !s.takes(e.Code) {
		fail("scheme %s takes codes of kind %s", s.ID, s.Kind)
		return
	}
	if e.Family == "" && !owner.fits(i, e.Code) {
		fail("does not match the pattern %s of scheme %s", s.Pattern, s.ID)
	}
	checkStatus(p, s, e, fail)
	if e.EN == "" && e.ZH == "" {
		fail("needs a meaning, in en or zh")
	}
	checkSource(p, e, fail)
	checkClass(p, e, fail)
}

func checkStatus(p *Provider, s Scheme, e Entry, fail func(string, ...any)) {
	if e.HTTP != 0 && !registeredStatus(e.HTTP) && !slices.Contains(p.Unregistered, e.HTTP) {
		fail("http %d is not a registered status; list it under unregistered if the provider uses it", e.HTTP)
	}
	if s.Kind == "http" && int64(e.HTTP) != e.Code.num {
		fail("http %d differs from the code, which is a status itself", e.HTTP)
	}
	if s.StatusPrefix == 0 {
		return
	}
	if status, ok := statusPrefix(s, e.Code); !ok || status != e.HTTP {
		fail("begins with another status than http %d, as codes of scheme %s do not", e.HTTP, s.ID)
	}
}

// checkSource wants the line that a judgement rests on, unless its source is a page of which nobody keeps the text.
func checkSource(p *Provider, e Entry, fail func(string, ...any)) {
	var at string
	hashed := true
	if e.Source != "" {
		m := sourceForm().FindStringSubmatch(e.Source)
		if m == nil {
			fail("src %s must be the id of a source, or id:line", strictyaml.Clip(e.Source))
			return
		}
		at = m[2]
		known := false
		for q := range p.family() {
			if i := slices.IndexFunc(q.Sources, func(s Source) bool { return s.ID == m[1] }); i >= 0 {
				known, hashed = true, q.Sources[i].SHA256 != ""
			}
		}
		if !known {
			fail("src names source %s, which is not under sources", m[1])
		}
	}
	if at == "" && hashed && (e.Basis == "explicit" || e.Basis == "remedy") {
		fail("basis %s needs the line that says so: src: \"id:line\"", e.Basis)
	}
}

// checkAgain refuses what is said of the attempts after a code that nobody tries again for.
func checkAgain(e Entry, fail func(string, ...any)) {
	for _, f := range []struct {
		name string
		said bool
	}{{"min_delay", e.MinDelay != 0}, {"delay_step", e.DelayStep != 0}, {"max_tries", e.MaxRetries != 0}} {
		switch {
		case f.said && e.Retry == Success:
			fail("a success is not retried, so it has no %s", f.name)
		case f.said && f.name != "min_delay" && (e.Retry == Never || e.Retry == User):
			fail("%s is not retried, so it has no %s", e.Retry, f.name)
		}
	}
}

// checkClass refuses a class that contradicts the status without saying why.
func checkClass(p *Provider, e Entry, fail func(string, ...any)) {
	if e.Retry != Success {
		for s := range p.AllShapes() {
			if s.Scheme == e.Scheme && slices.Contains(s.Success, e.Code) {
				fail("means success in shape %s, so retry must be success", s.ID)
			}
		}
	}
	checkAgain(e, fail)
	if e.Basis == "explicit" || e.Why != "" && e.Confidence < High {
		return
	}
	const remedy = "; give the reason in why and a confidence below high, or basis: explicit"
	client, server := e.HTTP/100 == 4, e.HTTP/100 == 5
	switch {
	case server && (e.Retry == Never || e.Retry == User):
		fail("%s contradicts http %d"+remedy, e.Retry, e.HTTP)
	case client && e.Retry == Backoff && !slices.Contains(repeatable4xx[:], e.HTTP):
		fail("backoff contradicts http %d"+remedy, e.HTTP)
	case e.Retry == Refresh && e.HTTP != 401 && e.HTTP != 407 && !authGroup().MatchString(e.Group):
		fail("refresh outside authentication" + remedy)
	}
}
