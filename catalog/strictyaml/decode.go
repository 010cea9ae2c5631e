package strictyaml

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/catalog/spelling"
)

// Decoder reads nodes strictly: unknown and repeated fields, and values of the wrong type, are faults.
type Decoder struct{ *Report }

// Fields says how to decode each field of a mapping.
type Fields map[string]func(*yaml.Node)

// Mapping decodes the fields of n and returns the names of those present.
func (d Decoder) Mapping(n *yaml.Node, what string, known Fields) map[string]bool {
	seen := make(map[string]bool)
	if n.Kind != yaml.MappingNode {
		d.Errorf(n.Line, "%s must be a mapping of fields", what)
		return seen
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		decode, ok := known[name]
		switch {
		case key.Kind != yaml.ScalarNode:
			d.Errorf(key.Line, "the name of a field of %s must be plain text", what)
		case !ok:
			d.Errorf(key.Line, "unknown field %q of %s; %s", Clip(name), what, spelling.Hint(name, names(known)...))
		case seen[name]:
			d.Errorf(key.Line, "field %s of %s is there twice", name, what)
		default:
			decode(value)
		}
		seen[name] = true
	}
	return seen
}

func names(known Fields) []string { return slices.Sorted(maps.Keys(known)) }

// Clip shortens what is quoted from the input.
func Clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}

// Require reports the fields that are missing.
func (d Decoder) Require(n *yaml.Node, seen map[string]bool, what string, required ...string) {
	if n.Kind != yaml.MappingNode {
		return // reported already
	}
	for _, name := range required {
		if !seen[name] {
			d.Errorf(n.Line, "%s needs the field %s", what, name)
		}
	}
}

// Each decodes the elements of a list.
func (d Decoder) Each(n *yaml.Node, what string, decode func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		d.Errorf(n.Line, "%s must be a list", what)
		return
	}
	for _, c := range n.Content {
		decode(c)
	}
}

// Scalar reports whether n is plain data of one of the tags.
func (d Decoder) Scalar(n *yaml.Node, tags ...string) bool {
	return n.Kind == yaml.ScalarNode && slices.Contains(tags, n.ShortTag())
}

// Quoted reports whether a text stands in quotation marks.
func Quoted(n *yaml.Node) bool { return n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 }

// Text decodes a string. Words that other YAML readers take for truth values have to be quoted.
func (d Decoder) Text(n *yaml.Node, what string) string {
	ambiguous := slices.Contains([]string{"yes", "no", "on", "off", "y", "n"}, strings.ToLower(n.Value)) && n.Style == 0
	if n.Kind == yaml.ScalarNode && (ambiguous || n.ShortTag() != "!!str") {
		d.Errorf(n.Line, "%s must be text; quote %s if it is", what, Clip(n.Value))
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		d.Errorf(n.Line, "%s must be text", what)
		return ""
	}
	if strings.ContainsAny(n.Value, "\t\n\r") {
		d.Errorf(n.Line, "%s must be one line without tabs", what)
	}
	return n.Value
}

// TextTo returns a decoder of a string to be kept.
func (d Decoder) TextTo(to *string, what string) func(*yaml.Node) {
	return func(n *yaml.Node) { *to = d.Text(n, what) }
}

// Enum decodes one of some words.
func (d Decoder) Enum(n *yaml.Node, what string, values ...string) string {
	v := d.Text(n, what)
	if !slices.Contains(values, v) {
		d.Errorf(n.Line, "unknown %s %q; %s", what, Clip(v), spelling.Hint(v, values...))
	}
	return v
}

// ID decodes a name that other parts of a catalog refer to.
func (d Decoder) ID(n *yaml.Node, what string) string {
	v := d.Text(n, what)
	for i, c := range v {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !('0' <= c && c <= '9' || c == '_' || c == '-')) {
			d.Errorf(n.Line, "%s %q must be letters, digits, - and _, a letter first", what, Clip(v))
			return v
		}
	}
	if v == "" {
		d.Errorf(n.Line, "%s must not be empty", what)
	}
	return v
}

// Boolean decodes true or false.
func (d Decoder) Boolean(n *yaml.Node, what string) bool {
	if !d.Scalar(n, "!!bool") {
		d.Errorf(n.Line, "%s must be true or false", what)
		return false
	}
	return strings.EqualFold(n.Value, "true")
}

// Integer decodes a number of 32 bits, written as people do.
func (d Decoder) Integer(n *yaml.Node, what string) int {
	v, err := strconv.ParseInt(n.Value, 10, 32)
	if !d.Scalar(n, "!!int") || err != nil || strconv.FormatInt(v, 10) != n.Value {
		d.Errorf(n.Line, "%s must be a small decimal integer", what)
		return 0
	}
	return int(v)
}
