package config

import (
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog/strictyaml"
)

// A Place is what holds for some files only.
type Place struct {
	Match []string        // see [Place.has]
	Rules map[string]bool // rules that are on or off there
	dir   string          // to which the names are relative
}

// has reports whether a file is among those of the place. A pattern is one of package path, and names a file, or a directory with all below
// it; one without a slash names them wherever they are.
func (p Place) has(file string) bool {
	rel, err := filepath.Rel(p.dir, file)
	if err != nil || !filepath.IsLocal(rel) {
		return false
	}
	rel = filepath.ToSlash(rel)
	return slices.ContainsFunc(p.Match, func(pattern string) bool {
		anywhere := !strings.Contains(strings.TrimSuffix(pattern, "/"), "/")
		pattern = strings.TrimSuffix(pattern, "/")
		for name := rel; name != "."; name = path.Dir(name) {
			tried := name
			if anywhere {
				tried = path.Base(name)
			}
			if ok, _ := path.Match(pattern, tried); ok { // checked before
				return true
			}
		}
		return false
	})
}

// at is whether a rule is off in a file, as the places say: the last of them that says something of it counts.
func at(places []Place) func(rule, file string) (off, said bool) {
	if len(places) == 0 {
		return nil
	}
	return func(rule, file string) (off, said bool) {
		for _, p := range slices.Backward(places) {
			if on, ok := p.Rules[rule]; ok && p.has(file) {
				return !on, true
			}
		}
		return false, false
	}
}

// Somewhere reports whether a rule is on in some files at least.
func (c *Config) Somewhere(rule string) bool {
	return c.Wants(rule) || slices.ContainsFunc(c.Paths, func(p Place) bool { return p.Rules[rule] })
}

// paths decodes what holds for some files only.
func (d decoder) paths(n *yaml.Node) (places []Place) {
	d.lines["paths"] = n.Line
	d.Each(n, "paths", func(n *yaml.Node) {
		p := Place{Rules: map[string]bool{}, dir: d.dir}
		known := strictyaml.Fields{}
		for _, a := range analyzers.Suite(analyzers.Config{}) {
			known[a.Name] = func(n *yaml.Node) { p.Rules[a.Name] = d.Boolean(n, "rules."+a.Name) }
		}
		seen := d.Mapping(n, "an entry of paths", strictyaml.Fields{
			"match": func(n *yaml.Node) {
				d.Each(n, "match", func(n *yaml.Node) {
					pattern := d.Text(n, "a pattern")
					if _, err := path.Match(pattern, ""); err != nil || pattern == "" || path.IsAbs(pattern) || strings.Contains(pattern, "**") || !filepath.IsLocal(filepath.FromSlash(pattern)) {
						d.Errorf(n.Line, "%s is no pattern of a file or directory below this one, such as internal/old or *_gen.go", strictyaml.Clip(pattern))
					}
					p.Match = append(p.Match, strings.TrimPrefix(pattern, "./"))
				})
			},
			"rules": func(n *yaml.Node) { d.Mapping(n, "rules", known) },
		})
		d.Require(n, seen, "an entry of paths", "match", "rules")
		places = append(places, p)
	})
	return places
}

// extends loads the file on which this one is laid.
func (d *decoder) extends(n *yaml.Node) (base *Config) {
	name := d.Text(n, "extends")
	if name == "" {
		d.Errorf(n.Line, "the name of a configuration must not be empty")
		return nil
	}
	file := name
	if !filepath.IsAbs(file) {
		file = filepath.Join(d.dir, file)
	}
	switch {
	case strictyaml.Names(d.chain, file):
		d.Errorf(n.Line, "%s extends itself, by way of this file", strictyaml.Clip(name))
		return nil
	case !exists(file):
		d.Errorf(n.Line, "extends %s, which is not there", strictyaml.Clip(name))
		return nil
	}
	base, *d.fault = load(file, append(slices.Clone(d.chain), file))
	return base
}

// lay puts what the base says where c says nothing. Lists of c follow those of the base.
func (c *Config) lay() {
	b := c.base
	if b == nil {
		return
	}
	own := c.lines
	c.Rules = merged(b.Rules, c.Rules)
	c.Severity = merged(b.Severity, c.Severity)
	c.Providers = merged(b.Providers, c.Providers)
	options := slices.DeleteFunc(slices.Clone(b.Options), func(o analyzers.Option) bool {
		return slices.ContainsFunc(c.Options, func(p analyzers.Option) bool { return o.Rule == p.Rule && o.Name == p.Name })
	})
	c.Options = append(options, c.Options...)
	if own["tests"] == 0 {
		c.Tests = b.Tests
	}
	if own["strict"] == 0 {
		c.Strict = b.Strict
	}
	if own["lang"] == 0 {
		c.Lang = b.Lang
	}
	catalogs := slices.DeleteFunc(slices.Clone(b.Catalogs), func(file string) bool { return strictyaml.Names(c.Catalogs, file) })
	c.Catalogs = append(catalogs, c.Catalogs...)
	retries := slices.DeleteFunc(slices.Clone(b.Retries), func(r Retry) bool {
		return slices.ContainsFunc(c.Retries, func(s Retry) bool { return r.Func == s.Func })
	})
	c.Retries = append(retries, c.Retries...)
	c.Paths = slices.Concat(b.Paths, c.Paths)
}

func merged[V any](base, own map[string]V) map[string]V {
	if base == nil {
		return own
	}
	all := maps.Clone(base)
	maps.Copy(all, own)
	return all
}

// Origin is the file and the line that say a key; the line is 0 if none does.
func (c *Config) Origin(key string) (file string, line int) {
	for l := c; l != nil; l = l.base {
		if line := l.lines[key]; line > 0 {
			return l.File, line
		}
	}
	return c.File, 0
}
