package catalog

import (
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/catalog/strictyaml"
)

// layer is a decoded input: what it says of one provider, in its own order, not yet checked against anything else.
type layer struct {
	line     int // of the provider's id
	provider string
	disabled bool

	set          []func(*Provider) // assigns the plain header fields that are present
	extends      []item[string]
	hosts        []item[string]
	types        []item[GoType]
	predicates   []item[Predicate]
	sentinels    []item[Sentinel]
	funcs        []item[GoFunc]
	exceptions   []item[Exceptions]
	calls        []item[string]
	shapes       []item[Shape]
	schemes      []item[Scheme]
	sources      []item[Source]
	unregistered []item[int]
	remove       []item[Code]
	rows         []row
	families     []row // their codes name families
}

// item is an element of a header's list.
type item[T any] struct {
	value    T
	line     int
	override bool
}

// row is a line of codes.
type row struct {
	code       Code
	scheme     string // "" if the row does not say
	line       int
	override   bool
	hasRetry   bool
	hasMessage bool
	set        []func(*Entry) // assigns the fields that are present
}

type decoder struct{ strictyaml.Decoder }

// decode returns what the input holds, or nil if that is too broken to go on.
func decode(in Input, r *strictyaml.Report) *layer {
	root := strictyaml.Parse(in, r)
	if root == nil {
		return nil
	}
	d := decoder{strictyaml.Decoder{Report: r}}
	l := &layer{line: root.Line}
	seen := d.Mapping(root, "a catalog", d.header(l))
	if r.Failed() {
		return nil
	}
	for _, name := range []string{"catalog", "provider"} {
		if !seen[name] {
			r.Errorf(l.line, "field %s is missing", name)
		}
	}
	if l.disabled && len(seen) > 3 {
		r.Errorf(l.line, "a file that disables a provider holds nothing else")
	}
	if r.Failed() {
		return nil
	}
	return l
}

func (d decoder) header(l *layer) strictyaml.Fields {
	set := func(f func(*Provider)) { l.set = append(l.set, f) }
	text := func(name string, field func(*Provider) *string) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.Text(n, name)
			set(func(p *Provider) { *field(p) = v })
		}
	}
	return strictyaml.Fields{
		"catalog": func(n *yaml.Node) {
			if v := d.Integer(n, "catalog"); v != 1 {
				d.Errorf(n.Line, "catalog must be 1, the version of the format")
			}
		},
		"provider": func(n *yaml.Node) { l.provider, l.line = d.ID(n, "provider"), n.Line },
		"names": func(n *yaml.Node) {
			d.Mapping(n, "names", strictyaml.Fields{
				"en": text("en", func(p *Provider) *string { return &p.NameEN }),
				"zh": text("zh", func(p *Provider) *string { return &p.NameZH }),
			})
		},
		"lang": func(n *yaml.Node) {
			v := d.Enum(n, "lang", "en", "zh")
			set(func(p *Provider) { p.Lang = v })
		},
		"translated": func(n *yaml.Node) {
			v := d.Boolean(n, "translated")
			set(func(p *Provider) { p.Translated = v })
		},
		"retry_after": text("retry_after", func(p *Provider) *string { return &p.RetryAfter }),
		"disabled":    func(n *yaml.Node) { l.disabled = d.Boolean(n, "disabled") },
		"extends": func(n *yaml.Node) {
			d.Each(n, "extends", func(n *yaml.Node) {
				l.extends = append(l.extends, item[string]{value: d.ID(n, "extends"), line: n.Line})
			})
		},
		"hosts": func(n *yaml.Node) {
			d.Each(n, "hosts", func(n *yaml.Node) { l.hosts = append(l.hosts, item[string]{value: d.Text(n, "a host"), line: n.Line}) })
		},
		"go": func(n *yaml.Node) {
			d.Mapping(n, "go", strictyaml.Fields{
				"types": func(n *yaml.Node) { d.Each(n, "types", func(n *yaml.Node) { l.types = append(l.types, d.goType(n)) }) },
				"predicates": func(n *yaml.Node) {
					d.Each(n, "predicates", func(n *yaml.Node) { l.predicates = append(l.predicates, d.predicate(n)) })
				},
				"sentinels": func(n *yaml.Node) {
					d.Each(n, "sentinels", func(n *yaml.Node) { l.sentinels = append(l.sentinels, d.sentinel(n)) })
				},
				"funcs": func(n *yaml.Node) {
					d.Each(n, "funcs", func(n *yaml.Node) { l.funcs = append(l.funcs, d.goFunc(n)) })
				},
				"exceptions": func(n *yaml.Node) {
					d.Each(n, "exceptions", func(n *yaml.Node) { l.exceptions = append(l.exceptions, d.exceptions(n)) })
				},
				"calls": func(n *yaml.Node) {
					d.Each(n, "calls", func(n *yaml.Node) { l.calls = append(l.calls, item[string]{value: d.Text(n, "calls"), line: n.Line}) })
				},
			})
		},
		"shapes": func(n *yaml.Node) {
			d.Each(n, "shapes", func(n *yaml.Node) { l.shapes = append(l.shapes, d.shape(n)) })
		},
		"schemes": func(n *yaml.Node) {
			d.Each(n, "schemes", func(n *yaml.Node) { l.schemes = append(l.schemes, d.scheme(n)) })
		},
		"sources": func(n *yaml.Node) {
			d.Each(n, "sources", func(n *yaml.Node) { l.sources = append(l.sources, d.source(n)) })
		},
		"unregistered": func(n *yaml.Node) {
			d.Each(n, "unregistered", func(n *yaml.Node) {
				l.unregistered = append(l.unregistered, item[int]{value: d.status(n, "unregistered"), line: n.Line})
			})
		},
		"remove": func(n *yaml.Node) {
			d.Each(n, "remove", func(n *yaml.Node) { l.remove = append(l.remove, item[Code]{value: d.code(n, "remove"), line: n.Line}) })
		},
		"codes": func(n *yaml.Node) { d.Each(n, "codes", func(n *yaml.Node) { l.rows = append(l.rows, d.row(n)) }) },
		"families": func(n *yaml.Node) {
			d.Each(n, "families", func(n *yaml.Node) { l.families = append(l.families, d.familyRow(n)) })
		},
	}
}

func (d decoder) goType(n *yaml.Node) item[GoType] {
	it := item[GoType]{line: n.Line}
	v := &it.value
	seen := d.Mapping(n, "a Go type", strictyaml.Fields{
		"type": d.TextTo(&v.Type, "type"), "code": d.TextTo(&v.Code, "code"), "status": d.TextTo(&v.Status, "status"),
		"message": d.TextTo(&v.Message, "message"), "scheme": d.TextTo(&v.Scheme, "scheme"),
		"imports": func(n *yaml.Node) {
			d.Each(n, "imports", func(n *yaml.Node) { v.Imports = append(v.Imports, d.Text(n, "imports")) })
		},
	})
	d.Require(n, seen, "a Go type", "type")
	return it
}

func (d decoder) sentinel(n *yaml.Node) item[Sentinel] {
	it := item[Sentinel]{line: n.Line}
	v := &it.value
	seen := d.Mapping(n, "a sentinel", strictyaml.Fields{
		"var": d.TextTo(&v.Var, "var"), "type": d.TextTo(&v.Type, "type"), "scheme": d.TextTo(&v.Scheme, "scheme"),
		"code": func(n *yaml.Node) { v.Code = d.code(n, "code") },
	})
	d.Require(n, seen, "a sentinel", "code")
	if seen["var"] == seen["type"] {
		d.Errorf(n.Line, "a sentinel needs either var or type")
	}
	return it
}

func (d decoder) goFunc(n *yaml.Node) item[GoFunc] {
	it := item[GoFunc]{line: n.Line}
	v := &it.value
	d.Require(n, d.Mapping(n, "a function", strictyaml.Fields{"func": d.TextTo(&v.Func, "func"), "scheme": d.TextTo(&v.Scheme, "scheme")}), "a function", "func")
	return it
}

func (d decoder) exceptions(n *yaml.Node) item[Exceptions] {
	it := item[Exceptions]{line: n.Line}
	v := &it.value
	d.Require(n, d.Mapping(n, "exceptions", strictyaml.Fields{"package": d.TextTo(&v.Package, "package"), "scheme": d.TextTo(&v.Scheme, "scheme")}), "exceptions", "package")
	return it
}

func (d decoder) predicate(n *yaml.Node) item[Predicate] {
	it := item[Predicate]{line: n.Line}
	seen := d.Mapping(n, "a predicate", strictyaml.Fields{
		"func": d.TextTo(&it.value.Func, "func"),
		"status": func(n *yaml.Node) {
			d.Each(n, "status", func(n *yaml.Node) { it.value.Status = append(it.value.Status, d.status(n, "status")) })
		},
		"codes": func(n *yaml.Node) {
			d.Each(n, "codes", func(n *yaml.Node) { it.value.Codes = append(it.value.Codes, d.code(n, "codes")) })
		},
		"prefix": d.TextTo(&it.value.Prefix, "prefix"), "scheme": d.TextTo(&it.value.Scheme, "scheme"),
	})
	d.Require(n, seen, "a predicate", "func")
	switch {
	case !seen["status"] && !seen["codes"] && !seen["prefix"]:
		d.Errorf(n.Line, "a predicate needs status, codes or prefix")
	case seen["prefix"] && (seen["status"] || seen["codes"]):
		d.Errorf(n.Line, "a predicate with a prefix is given a code, so it has neither status nor codes")
	case seen["scheme"] && !seen["codes"] && !seen["prefix"]:
		d.Errorf(n.Line, "a predicate has a scheme but no codes")
	}
	return it
}

func (d decoder) shape(n *yaml.Node) item[Shape] {
	it := item[Shape]{line: n.Line}
	v := &it.value
	seen := d.Mapping(n, "a shape", strictyaml.Fields{
		"id": func(n *yaml.Node) { v.ID = d.ID(n, "id") }, "when": d.TextTo(&v.When, "when"),
		"scheme": d.TextTo(&v.Scheme, "scheme"), "message": d.TextTo(&v.Message, "message"),
		"request_id": d.TextTo(&v.RequestID, "request_id"),
		"override":   func(n *yaml.Node) { it.override = d.Boolean(n, "override") },
		"code": func(n *yaml.Node) {
			seen := d.Mapping(n, "code", strictyaml.Fields{
				"path": d.TextTo(&v.CodePath, "path"),
				"kind": func(n *yaml.Node) { v.Kind = d.Enum(n, "kind", "int", "string") },
			})
			d.Require(n, seen, "code", "path", "kind")
		},
		"success": func(n *yaml.Node) {
			d.Each(n, "success", func(n *yaml.Node) { v.Success = append(v.Success, d.code(n, "success")) })
		},
		"beside": func(n *yaml.Node) {
			d.Each(n, "beside", func(n *yaml.Node) { v.Beside = append(v.Beside, d.Text(n, "a tag")) })
		},
		"markers": func(n *yaml.Node) {
			d.Each(n, "markers", func(n *yaml.Node) { v.Markers = append(v.Markers, d.Text(n, "a marker")) })
		},
	})
	d.Require(n, seen, "a shape", "id", "code")
	return it
}

func (d decoder) scheme(n *yaml.Node) item[Scheme] {
	it := item[Scheme]{line: n.Line}
	v := &it.value
	seen := d.Mapping(n, "a scheme", strictyaml.Fields{
		"id":            func(n *yaml.Node) { v.ID = d.ID(n, "id") },
		"kind":          func(n *yaml.Node) { v.Kind = d.Enum(n, "kind", "int", "string", "http", "exception") },
		"pattern":       d.TextTo(&v.Pattern, "pattern"),
		"status_prefix": func(n *yaml.Node) { v.StatusPrefix = d.Integer(n, "status_prefix") },
		"complete":      func(n *yaml.Node) { v.Complete = d.Boolean(n, "complete") },
		"open":          func(n *yaml.Node) { v.Open = d.Boolean(n, "open") },
		"first_word":    func(n *yaml.Node) { v.FirstWord = d.Boolean(n, "first_word") },
		"dense":         func(n *yaml.Node) { v.Dense = d.Boolean(n, "dense") },
		"distinctive":   func(n *yaml.Node) { v.Distinctive = d.Boolean(n, "distinctive") },
		"asof":          func(n *yaml.Node) { v.AsOf = d.date(n, "asof") },
		"override":      func(n *yaml.Node) { it.override = d.Boolean(n, "override") },
	})
	d.Require(n, seen, "a scheme", "id", "kind")
	return it
}

func (d decoder) source(n *yaml.Node) item[Source] {
	it := item[Source]{line: n.Line}
	v := &it.value
	seen := d.Mapping(n, "a source", strictyaml.Fields{
		"id": func(n *yaml.Node) { v.ID = d.ID(n, "id") }, "title": d.TextTo(&v.Title, "title"), "url": d.TextTo(&v.URL, "url"),
		"sha256":    d.TextTo(&v.SHA256, "sha256"),
		"version":   d.TextTo(&v.Version, "version"),
		"note":      d.TextTo(&v.Note, "note"),
		"retrieved": func(n *yaml.Node) { v.Retrieved = d.date(n, "retrieved") },
		"override":  func(n *yaml.Node) { it.override = d.Boolean(n, "override") },
	})
	d.Require(n, seen, "a source", "id", "title")
	return it
}

func (d decoder) row(n *yaml.Node) row {
	r := row{line: n.Line}
	set := func(f func(*Entry)) { r.set = append(r.set, f) }
	text := func(name string, field func(*Entry) *string) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.Text(n, name)
			set(func(e *Entry) { *field(e) = v })
		}
	}
	enum := func(name string, field func(*Entry) *string, values ...string) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.Enum(n, name, values...)
			set(func(e *Entry) { *field(e) = v })
		}
	}
	flag := func(name string, field func(*Entry) *bool) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.Boolean(n, name)
			set(func(e *Entry) { *field(e) = v })
		}
	}
	seen := d.Mapping(n, "a code", strictyaml.Fields{
		"code":     func(n *yaml.Node) { r.code = d.code(n, "code") },
		"scheme":   d.TextTo(&r.scheme, "scheme"),
		"override": func(n *yaml.Node) { r.override = d.Boolean(n, "override") },
		"http": func(n *yaml.Node) {
			v := d.status(n, "http")
			set(func(e *Entry) { e.HTTP = v })
		},
		"name": text("name", func(e *Entry) *string { return &e.Name }),
		"retry": func(n *yaml.Node) {
			v, err := ParseClass(d.Text(n, "retry"))
			if err != nil {
				d.Errorf(n.Line, "%v", err)
			}
			set(func(e *Entry) { e.Retry = v })
		},
		"confidence": func(n *yaml.Node) {
			var v Confidence
			if err := v.UnmarshalText([]byte(d.Text(n, "confidence"))); err != nil {
				d.Errorf(n.Line, "%v", err)
			}
			set(func(e *Entry) { e.Confidence = v })
		},
		"basis":   enum("basis", func(e *Entry) *string { return &e.Basis }, "explicit", "remedy", "explained", "inferred"),
		"en":      text("en", func(e *Entry) *string { return &e.EN }),
		"zh":      text("zh", func(e *Entry) *string { return &e.ZH }),
		"why":     text("why", func(e *Entry) *string { return &e.Why }),
		"message": text("message", func(e *Entry) *string { return &e.Message }),
		"src":     text("src", func(e *Entry) *string { return &e.Source }),
		"group":   text("group", func(e *Entry) *string { return &e.Group }),
		"scope":   enum("scope", func(e *Entry) *string { return &e.Scope }, "key", "account", "endpoint"),
		"min_delay": func(n *yaml.Node) {
			v := d.duration(n, "min_delay")
			set(func(e *Entry) { e.MinDelay = v })
		},
		"delay_step": func(n *yaml.Node) {
			v := d.duration(n, "delay_step")
			set(func(e *Entry) { e.DelayStep = v })
		},
		"max_tries": func(n *yaml.Node) {
			v := d.Integer(n, "max_tries")
			if v < 1 || v > maxTries {
				d.Errorf(n.Line, "max_tries must be how often at most to try again, from 1 to %d", maxTries)
			}
			set(func(e *Entry) { e.MaxRetries = v })
		},
		"unit":           enum("unit", func(e *Entry) *string { return &e.Unit }, "transaction"),
		"done_on_resend": flag("done_on_resend", func(e *Entry) *bool { return &e.DoneOnResend }),
		"observed":       flag("observed", func(e *Entry) *bool { return &e.Observed }),
	})
	d.Require(n, seen, "a code", "code")
	r.hasRetry, r.hasMessage = seen["retry"], seen["message"]
	return r
}

// maxTries is the most that a document can mean by a number of attempts which it allows.
const maxTries = 1000

// familyRow decodes a row whose code names a family.
func (d decoder) familyRow(n *yaml.Node) row {
	r := d.row(n)
	if r.code != (Code{}) && !familyForm(r.code) {
		d.Errorf(n.Line, "family %s must be a quoted text with one *, at its beginning or its end", r.code)
	}
	r.set = append(r.set, func(e *Entry) { e.Family = e.Code.Text() })
	return r
}

func (d decoder) status(n *yaml.Node, what string) int {
	v := d.Integer(n, what)
	if v < 100 || v > 999 {
		d.Errorf(n.Line, "%s must be an HTTP status, which has three digits", what)
	}
	return v
}

// code decodes a typed code: a bare integer or a quoted string, nothing that a reader could take for either.
func (d decoder) code(n *yaml.Node, what string) Code {
	switch {
	case d.Scalar(n, "!!str") && strictyaml.Quoted(n) && n.Value == "":
		d.Errorf(n.Line, "%s must not be empty", what)
	case d.Scalar(n, "!!str") && strictyaml.Quoted(n):
		return String(d.Text(n, what))
	case d.Scalar(n, "!!int", "!!float") && !strictyaml.Quoted(n):
		v, err := parseInt(n.Value)
		if err != nil {
			d.Errorf(n.Line, "%s %v", what, err)
		}
		return Int(v)
	case n.Kind == yaml.ScalarNode:
		d.Errorf(n.Line, "%s %s must be quoted, or a decimal integer", what, strictyaml.Clip(n.Value))
	default:
		d.Errorf(n.Line, "%s must be a number or a quoted string", what)
	}
	return Code{}
}

func (d decoder) date(n *yaml.Node, what string) string {
	if _, err := time.Parse(time.DateOnly, n.Value); err != nil || n.Kind != yaml.ScalarNode {
		d.Errorf(n.Line, "%s must be a date such as 2006-01-02", what)
	}
	return n.Value
}

func (d decoder) duration(n *yaml.Node, what string) time.Duration {
	v, err := time.ParseDuration(n.Value)
	if err != nil || v < 0 || n.Kind != yaml.ScalarNode {
		d.Errorf(n.Line, "%s must be a duration such as 500ms or 2s, not %s", what, strconv.Quote(strictyaml.Clip(n.Value)))
	}
	return v
}
