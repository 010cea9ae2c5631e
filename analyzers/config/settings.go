package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/catalog/strictyaml"
)

// Settings reads a configuration that another program has decoded, from a file of its own that nobody knows. So errors have
// no line, but a place as in "settings.retries[1].callback", where settings is the name. Names of catalogs are relative to
// dir.
func Settings(name string, value any, dir string) (*Config, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var plain any
	if err := d.Decode(&plain); err != nil {
		return nil, err
	}
	p := places{name: name}
	c, err := decodeNode(p.node(plain, name), &strictyaml.Report{File: name, Kind: "configuration"}, dir)
	if err == nil {
		err = c.checkNames(dir)
	}
	if err != nil {
		return nil, p.named(err)
	}
	return c, nil
}

// places are the names of nodes, whose lines are made to count them.
type places struct {
	name string
	of   []string
}

func (p *places) node(value any, at string) *yaml.Node {
	p.of = append(p.of, at)
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: len(p.of)}
	switch value := value.(type) {
	case map[string]any:
		n.Kind, n.Tag = yaml.MappingNode, "!!map"
		for _, key := range slices.Sorted(maps.Keys(value)) {
			v := p.node(value[key], at+"."+key)
			k := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: key, Line: n.Line}
			n.Content = append(n.Content, k, v)
		}
	case []any:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		for i, v := range value {
			n.Content = append(n.Content, p.node(v, fmt.Sprintf("%s[%d]", at, i)))
		}
	case string:
		n.Tag, n.Style, n.Value = "!!str", yaml.DoubleQuotedStyle, value
	case json.Number:
		n.Tag, n.Value = "!!int", value.String()
		if strings.ContainsAny(n.Value, ".eE") {
			n.Tag = "!!float"
		}
	case bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(value)
	default:
		n.Tag, n.Value = "!!null", "null"
	}
	return n
}

// named puts the names of places where their numbers are.
func (p *places) named(err error) error {
	var all []error
	for _, err := range joined(err) {
		if fault := (*Error)(nil); errors.As(err, &fault) && fault.File == p.name && fault.Line > 0 {
			err = &Error{File: p.of[fault.Line-1], Msg: fault.Msg}
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}
