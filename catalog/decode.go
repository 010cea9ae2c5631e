package catalog

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
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
	shapes       []item[Shape]
	schemes      []item[Scheme]
	sources      []item[Source]
	unregistered []item[int]
	remove       []item[Code]
	rows         []row
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

// decoder reads nodes strictly: unknown and repeated fields, and values of the wrong type, are faults.
type decoder struct{ *report }

// fields says how to decode each field of a mapping.
type fields map[string]func(*yaml.Node)

// decode returns what the input holds, or nil if that is too broken to go on.
func decode(in Input, r *report) *layer {
	root := parse(in, r)
	if root == nil {
		return nil
	}
	d := decoder{r}
	l := &layer{line: root.Line}
	seen := d.mapping(root, "a catalog", d.header(l))
	if len(r.errs) > 0 {
		return nil
	}
	for _, name := range []string{"catalog", "provider"} {
		if !seen[name] {
			r.errorf(l.line, "field %s is missing", name)
		}
	}
	if l.disabled && len(seen) > 3 {
		r.errorf(l.line, "a file that disables a provider holds nothing else")
	}
	if len(r.errs) > 0 {
		return nil
	}
	return l
}

func (d decoder) header(l *layer) fields {
	set := func(f func(*Provider)) { l.set = append(l.set, f) }
	text := func(name string, field func(*Provider) *string) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.text(n, name)
			set(func(p *Provider) { *field(p) = v })
		}
	}
	return fields{
		"catalog": func(n *yaml.Node) {
			if v := d.integer(n, "catalog"); v != 1 {
				d.errorf(n.Line, "catalog must be 1, the version of the format")
			}
		},
		"provider": func(n *yaml.Node) { l.provider, l.line = d.id(n, "provider"), n.Line },
		"names": func(n *yaml.Node) {
			d.mapping(n, "names", fields{
				"en": text("en", func(p *Provider) *string { return &p.NameEN }),
				"zh": text("zh", func(p *Provider) *string { return &p.NameZH }),
			})
		},
		"lang": func(n *yaml.Node) {
			v := d.enum(n, "lang", "en", "zh")
			set(func(p *Provider) { p.Lang = v })
		},
		"translated": func(n *yaml.Node) {
			v := d.boolean(n, "translated")
			set(func(p *Provider) { p.Translated = v })
		},
		"retry_after": text("retry_after", func(p *Provider) *string { return &p.RetryAfter }),
		"disabled":    func(n *yaml.Node) { l.disabled = d.boolean(n, "disabled") },
		"extends": func(n *yaml.Node) {
			d.each(n, "extends", func(n *yaml.Node) {
				l.extends = append(l.extends, item[string]{value: d.id(n, "extends"), line: n.Line})
			})
		},
		"hosts": func(n *yaml.Node) {
			d.each(n, "hosts", func(n *yaml.Node) { l.hosts = append(l.hosts, item[string]{value: d.text(n, "a host"), line: n.Line}) })
		},
		"go": func(n *yaml.Node) {
			d.mapping(n, "go", fields{
				"types": func(n *yaml.Node) { d.each(n, "types", func(n *yaml.Node) { l.types = append(l.types, d.goType(n)) }) },
				"predicates": func(n *yaml.Node) {
					d.each(n, "predicates", func(n *yaml.Node) { l.predicates = append(l.predicates, d.predicate(n)) })
				},
			})
		},
		"shapes": func(n *yaml.Node) {
			d.each(n, "shapes", func(n *yaml.Node) { l.shapes = append(l.shapes, d.shape(n)) })
		},
		"schemes": func(n *yaml.Node) {
			d.each(n, "schemes", func(n *yaml.Node) { l.schemes = append(l.schemes, d.scheme(n)) })
		},
		"sources": func(n *yaml.Node) {
			d.each(n, "sources", func(n *yaml.Node) { l.sources = append(l.sources, d.source(n)) })
		},
		"unregistered": func(n *yaml.Node) {
			d.each(n, "unregistered", func(n *yaml.Node) {
				l.unregistered = append(l.unregistered, item[int]{value: d.status(n, "unregistered"), line: n.Line})
			})
		},
		"remove": func(n *yaml.Node) {
			d.each(n, "remove", func(n *yaml.Node) { l.remove = append(l.remove, item[Code]{value: d.code(n, "remove"), line: n.Line}) })
		},
		"codes": func(n *yaml.Node) { d.each(n, "codes", func(n *yaml.Node) { l.rows = append(l.rows, d.row(n)) }) },
	}
}

func (d decoder) goType(n *yaml.Node) item[GoType] {
	it := item[GoType]{line: n.Line}
	v := &it.value
	seen := d.mapping(n, "a Go type", fields{
		"type": d.textTo(&v.Type, "type"), "code": d.textTo(&v.Code, "code"), "status": d.textTo(&v.Status, "status"),
		"message": d.textTo(&v.Message, "message"),
	})
	d.require(n, seen, "a Go type", "type")
	return it
}

func (d decoder) predicate(n *yaml.Node) item[Predicate] {
	it := item[Predicate]{line: n.Line}
	seen := d.mapping(n, "a predicate", fields{
		"func": d.textTo(&it.value.Func, "func"),
		"status": func(n *yaml.Node) {
			d.each(n, "status", func(n *yaml.Node) { it.value.Status = append(it.value.Status, d.status(n, "status")) })
		},
	})
	d.require(n, seen, "a predicate", "func", "status")
	return it
}

func (d decoder) shape(n *yaml.Node) item[Shape] {
	it := item[Shape]{line: n.Line}
	v := &it.value
	seen := d.mapping(n, "a shape", fields{
		"id": func(n *yaml.Node) { v.ID = d.id(n, "id") }, "when": d.textTo(&v.When, "when"),
		"scheme": d.textTo(&v.Scheme, "scheme"), "message": d.textTo(&v.Message, "message"),
		"request_id": d.textTo(&v.RequestID, "request_id"),
		"override":   func(n *yaml.Node) { it.override = d.boolean(n, "override") },
		"code": func(n *yaml.Node) {
			seen := d.mapping(n, "code", fields{
				"path": d.textTo(&v.CodePath, "path"),
				"kind": func(n *yaml.Node) { v.Kind = d.enum(n, "kind", "int", "string") },
			})
			d.require(n, seen, "code", "path", "kind")
		},
		"success": func(n *yaml.Node) {
			d.each(n, "success", func(n *yaml.Node) { v.Success = append(v.Success, d.code(n, "success")) })
		},
		"markers": func(n *yaml.Node) {
			d.each(n, "markers", func(n *yaml.Node) { v.Markers = append(v.Markers, d.text(n, "a marker")) })
		},
	})
	d.require(n, seen, "a shape", "id", "code")
	return it
}

func (d decoder) scheme(n *yaml.Node) item[Scheme] {
	it := item[Scheme]{line: n.Line}
	v := &it.value
	seen := d.mapping(n, "a scheme", fields{
		"id":            func(n *yaml.Node) { v.ID = d.id(n, "id") },
		"kind":          func(n *yaml.Node) { v.Kind = d.enum(n, "kind", "int", "string", "http", "exception") },
		"pattern":       d.textTo(&v.Pattern, "pattern"),
		"status_prefix": func(n *yaml.Node) { v.StatusPrefix = d.integer(n, "status_prefix") },
		"complete":      func(n *yaml.Node) { v.Complete = d.boolean(n, "complete") },
		"distinctive":   func(n *yaml.Node) { v.Distinctive = d.boolean(n, "distinctive") },
		"asof":          func(n *yaml.Node) { v.AsOf = d.date(n, "asof") },
		"override":      func(n *yaml.Node) { it.override = d.boolean(n, "override") },
	})
	d.require(n, seen, "a scheme", "id", "kind")
	return it
}

func (d decoder) source(n *yaml.Node) item[Source] {
	it := item[Source]{line: n.Line}
	v := &it.value
	seen := d.mapping(n, "a source", fields{
		"id": func(n *yaml.Node) { v.ID = d.id(n, "id") }, "title": d.textTo(&v.Title, "title"), "url": d.textTo(&v.URL, "url"),
		"sha256":    d.textTo(&v.SHA256, "sha256"),
		"retrieved": func(n *yaml.Node) { v.Retrieved = d.date(n, "retrieved") },
		"override":  func(n *yaml.Node) { it.override = d.boolean(n, "override") },
	})
	d.require(n, seen, "a source", "id", "title")
	return it
}

func (d decoder) row(n *yaml.Node) row {
	r := row{line: n.Line}
	set := func(f func(*Entry)) { r.set = append(r.set, f) }
	text := func(name string, field func(*Entry) *string) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.text(n, name)
			set(func(e *Entry) { *field(e) = v })
		}
	}
	enum := func(name string, field func(*Entry) *string, values ...string) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.enum(n, name, values...)
			set(func(e *Entry) { *field(e) = v })
		}
	}
	flag := func(name string, field func(*Entry) *bool) func(*yaml.Node) {
		return func(n *yaml.Node) {
			v := d.boolean(n, name)
			set(func(e *Entry) { *field(e) = v })
		}
	}
	seen := d.mapping(n, "a code", fields{
		"code":     func(n *yaml.Node) { r.code = d.code(n, "code") },
		"scheme":   d.textTo(&r.scheme, "scheme"),
		"override": func(n *yaml.Node) { r.override = d.boolean(n, "override") },
		"http": func(n *yaml.Node) {
			v := d.status(n, "http")
			set(func(e *Entry) { e.HTTP = v })
		},
		"name": text("name", func(e *Entry) *string { return &e.Name }),
		"retry": func(n *yaml.Node) {
			v, err := ParseClass(d.text(n, "retry"))
			if err != nil {
				d.errorf(n.Line, "%v", err)
			}
			set(func(e *Entry) { e.Retry = v })
		},
		"confidence": func(n *yaml.Node) {
			var v Confidence
			if err := v.UnmarshalText([]byte(d.text(n, "confidence"))); err != nil {
				d.errorf(n.Line, "%v", err)
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
		"done_on_resend": flag("done_on_resend", func(e *Entry) *bool { return &e.DoneOnResend }),
		"observed":       flag("observed", func(e *Entry) *bool { return &e.Observed }),
	})
	d.require(n, seen, "a code", "code")
	r.hasRetry, r.hasMessage = seen["retry"], seen["message"]
	return r
}

// mapping decodes the fields of n and returns the names of those present.
func (d decoder) mapping(n *yaml.Node, what string, known fields) map[string]bool {
	seen := make(map[string]bool)
	if n.Kind != yaml.MappingNode {
		d.errorf(n.Line, "%s must be a mapping of fields", what)
		return seen
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		decode, ok := known[name]
		switch {
		case key.Kind != yaml.ScalarNode:
			d.errorf(key.Line, "the name of a field of %s must be plain text", what)
		case !ok:
			d.errorf(key.Line, "unknown field %q of %s; known are %s", clip(name), what, names(known))
		case seen[name]:
			d.errorf(key.Line, "field %s of %s is there twice", name, what)
		default:
			decode(value)
		}
		seen[name] = true
	}
	return seen
}

func names(known fields) string {
	var all []string
	for name := range known {
		all = append(all, name)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// clip shortens what is quoted from the input.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}

func (d decoder) require(n *yaml.Node, seen map[string]bool, what string, required ...string) {
	if n.Kind != yaml.MappingNode {
		return // reported already
	}
	for _, name := range required {
		if !seen[name] {
			d.errorf(n.Line, "%s needs the field %s", what, name)
		}
	}
}

func (d decoder) each(n *yaml.Node, what string, decode func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		d.errorf(n.Line, "%s must be a list", what)
		return
	}
	for _, c := range n.Content {
		decode(c)
	}
}

func (d decoder) scalar(n *yaml.Node, tags ...string) bool {
	return n.Kind == yaml.ScalarNode && slices.Contains(tags, n.ShortTag())
}

func quoted(n *yaml.Node) bool { return n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 }

// text decodes a string. Words that other YAML readers take for truth values have to be quoted.
func (d decoder) text(n *yaml.Node, what string) string {
	ambiguous := slices.Contains([]string{"yes", "no", "on", "off", "y", "n"}, strings.ToLower(n.Value)) && n.Style == 0
	if n.Kind == yaml.ScalarNode && (ambiguous || n.ShortTag() != "!!str") {
		d.errorf(n.Line, "%s must be text; quote %s if it is", what, clip(n.Value))
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		d.errorf(n.Line, "%s must be text", what)
		return ""
	}
	if strings.ContainsAny(n.Value, "\t\n\r") {
		d.errorf(n.Line, "%s must be one line without tabs", what)
	}
	return n.Value
}

func (d decoder) textTo(to *string, what string) func(*yaml.Node) {
	return func(n *yaml.Node) { *to = d.text(n, what) }
}

func (d decoder) enum(n *yaml.Node, what string, values ...string) string {
	v := d.text(n, what)
	if !slices.Contains(values, v) {
		d.errorf(n.Line, "unknown %s %q; known are %s", what, clip(v), strings.Join(values, ", "))
	}
	return v
}

// id decodes a name that other parts of a catalog refer to.
func (d decoder) id(n *yaml.Node, what string) string {
	v := d.text(n, what)
	for i, c := range v {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !('0' <= c && c <= '9' || c == '_' || c == '-')) {
			d.errorf(n.Line, "%s %q must be letters, digits, - and _, a letter first", what, clip(v))
			return v
		}
	}
	if v == "" {
		d.errorf(n.Line, "%s must not be empty", what)
	}
	return v
}

func (d decoder) boolean(n *yaml.Node, what string) bool {
	if !d.scalar(n, "!!bool") {
		d.errorf(n.Line, "%s must be true or false", what)
		return false
	}
	return strings.EqualFold(n.Value, "true")
}

func (d decoder) integer(n *yaml.Node, what string) int {
	v, err := parseInt(n.Value)
	if !d.scalar(n, "!!int") || err != nil || int64(int32(v)) != v {
		d.errorf(n.Line, "%s must be a small decimal integer", what)
		return 0
	}
	return int(v)
}

func (d decoder) status(n *yaml.Node, what string) int {
	v := d.integer(n, what)
	if v < 100 || v > 999 {
		d.errorf(n.Line, "%s must be an HTTP status, which has three digits", what)
	}
	return v
}

// code decodes a typed code: a bare integer or a quoted string, nothing that a reader could take for either.
func (d decoder) code(n *yaml.Node, what string) Code {
	switch {
	case d.scalar(n, "!!str") && quoted(n) && n.Value == "":
		d.errorf(n.Line, "%s must not be empty", what)
	case d.scalar(n, "!!str") && quoted(n):
		return String(d.text(n, what))
	case d.scalar(n, "!!int", "!!float") && !quoted(n):
		v, err := parseInt(n.Value)
		if err != nil {
			d.errorf(n.Line, "%s %v", what, err)
		}
		return Int(v)
	case n.Kind == yaml.ScalarNode:
		d.errorf(n.Line, "%s %s must be quoted, or a decimal integer", what, clip(n.Value))
	default:
		d.errorf(n.Line, "%s must be a number or a quoted string", what)
	}
	return Code{}
}

func (d decoder) date(n *yaml.Node, what string) string {
	if _, err := time.Parse(time.DateOnly, n.Value); err != nil || n.Kind != yaml.ScalarNode {
		d.errorf(n.Line, "%s must be a date such as 2006-01-02", what)
	}
	return n.Value
}

func (d decoder) duration(n *yaml.Node, what string) time.Duration {
	v, err := time.ParseDuration(n.Value)
	if err != nil || v < 0 || n.Kind != yaml.ScalarNode {
		d.errorf(n.Line, "%s must be a duration such as 500ms or 2s, not %s", what, strconv.Quote(clip(n.Value)))
	}
	return v
}
