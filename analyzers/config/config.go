// Package config reads what users say of how retryvet is to judge their code: the file .retryvet.yaml, or the settings
// of golangci-lint, which have the same keys.
package config

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/catalog"
	"github.com/retryvet/retryvet/catalog/spelling"
	"github.com/retryvet/retryvet/catalog/strictyaml"
)

// Name is the name of the file that is looked for. People write .yml as well.
const Name = ".retryvet.yaml"

var names = []string{Name, ".retryvet.yml"}

// Names are those that a file is looked for under.
func Names() []string { return slices.Clone(names) }

// Error is one fault of a configuration.
type Error = strictyaml.Error

// A Config is what a file says, checked, with its catalogs read. The zero value says nothing.
type Config struct {
	File      string // "" if there is none
	Rules     map[string]bool
	Options   []analyzers.Option
	Tests     bool
	Lang      string            // the language of findings, one of [analyzers.Languages]; "" for that of the environment
	Strict    bool              // report as well what only a name or something not understood holds back
	Catalogs  []string          // names as they can be opened
	Severity  map[string]string // rule to one of Levels, for what is reported with certainty
	Providers map[string]string // import path, or import path and type, to provider
	Retries   []Retry
	Paths     []Place // what holds for some files only, the later ones before the earlier

	base    *Config // that it is laid on, if it is
	catalog *catalog.Catalog
	lines   map[string]int // of what the file says, by dotted key
}

// A Retry is a function of the user's own that calls another again. The class says what the result of the callback
// means; see [Classes].
type Retry struct {
	Func      string
	Callback  int
	Predicate int // of class again-if: which argument says whether to go on
	Class     string
	Waits     bool
}

// classes are what the result of a callback can mean.
var classes = []struct {
	name string
	is   library.Class
}{
	{"again-on-error", library.AgainOnErr}, // an error means again
	{"stop-on-error", library.StopOnErr},   // an error means stop, unless a library's mark asks for another try
	{"retry-and-error", library.RetryErr},  // func() (retry bool, err error): true means again
	{"done-and-error", library.DoneErr},    // func() (done bool, err error): false without an error means again
	{"error-and-again", library.ErrAgain},  // func() (err error, again bool): true means again
	{"again-if", library.AgainIf},          // an error means again if the predicate says so
}

// Classes lists the classes of own retry functions.
func Classes() []string {
	var names []string
	for _, c := range classes {
		names = append(names, c.name)
	}
	return names
}

// Levels are the severities that a rule can have, the gravest first.
func Levels() []string { return []string{"error", "warning", "note"} }

// Keys are the keys of a configuration.
func Keys() []string { return slices.Sorted(maps.Keys(decoder{}.fields(&Config{}))) }

// Load reads a file. The error joins all of its faults, one [*Error] and one line for each.
func Load(file string) (*Config, error) { return load(file, []string{file}) }

// load reads a file that the last of chain names; the others are laid on it.
func load(file string, chain []string) (*Config, error) {
	if other := filepath.Join(filepath.Dir(file), Name); filepath.Base(file) == names[1] && exists(other) {
		return nil, &Error{File: file, Msg: "stands beside " + Name + "; which of them counts, nobody can tell: keep one"}
	}
	in, err := strictyaml.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return decode(in, filepath.Dir(file), chain...)
}

// Check is Load, and looks as well whether the module of the file, and those of the directories for which it is to hold, have
// the packages, types and functions that it names. That is for once a run, not for every package.
func Check(file string, dirs ...string) (*Config, error) {
	c, err := Load(file)
	if err != nil {
		return nil, err
	}
	var faults []error
	for _, dir := range append([]string{filepath.Dir(file)}, dirs...) {
		faults = append(faults, c.checkNames(dir))
	}
	if err := join(faults); err != nil {
		return nil, err
	}
	return c, nil
}

// Parse reads a configuration from anything else than a file. The name is what errors call it; names of catalogs are
// relative to dir.
func Parse(name string, data []byte, dir string) (*Config, error) {
	return decode(strictyaml.Input{Name: name, Data: data}, dir)
}

type decoder struct {
	strictyaml.Decoder
	lines map[string]int
	dir   string
	chain []string // the files that are being read
	fault *error   // of the file that is extended
}

func decode(in strictyaml.Input, dir string, chain ...string) (*Config, error) {
	r := &strictyaml.Report{File: in.Name, Kind: "configuration", MayBeEmpty: true}
	return decodeNode(strictyaml.Parse(in, r), r, dir, chain...)
}

// decodeNode decodes what was parsed, nil if that is nothing.
func decodeNode(root *yaml.Node, r *strictyaml.Report, dir string, chain ...string) (*Config, error) {
	c := &Config{File: r.File, lines: map[string]int{}}
	if root != nil && !isNull(root) {
		var fault error
		d := decoder{strictyaml.Decoder{Report: r}, c.lines, dir, chain, &fault}
		d.Mapping(root, "a configuration", d.fields(c))
		if fault != nil {
			return nil, join(append(r.List(), fault))
		}
	}
	if r.Failed() {
		return nil, join(r.List())
	}
	c.lay()
	var err error
	if c.catalog, err = catalog.Load(c.Catalogs...); err != nil {
		return nil, err
	}
	c.checkProviders(r)
	if r.Failed() {
		return nil, join(r.List())
	}
	return c, nil
}

func (d decoder) fields(c *Config) strictyaml.Fields {
	return strictyaml.Fields{
		"rules":     given(func(n *yaml.Node) { c.Rules, c.Options = d.rules(n) }),
		"tests":     func(n *yaml.Node) { c.Tests = d.flag(n, "tests") },
		"lang":      func(n *yaml.Node) { d.lines["lang"] = n.Line; c.Lang = d.Enum(n, "lang", analyzers.Languages()...) },
		"strict":    func(n *yaml.Node) { c.Strict = d.flag(n, "strict") },
		"extends":   func(n *yaml.Node) { c.base = d.extends(n) },
		"paths":     given(func(n *yaml.Node) { c.Paths = d.paths(n) }),
		"catalogs":  given(func(n *yaml.Node) { c.Catalogs = d.catalogs(n) }),
		"severity":  given(func(n *yaml.Node) { c.Severity = d.severity(n) }),
		"providers": given(func(n *yaml.Node) { c.Providers = d.providers(n) }),
		"retries": given(func(n *yaml.Node) {
			d.Each(n, "retries", func(n *yaml.Node) { c.Retries = append(c.Retries, d.retry(n)) })
			d.checkRetries(c.Retries, n)
		}),
	}
}

// given is for keys that hold several things: below one of them, all may have been commented out.
func given(decode func(*yaml.Node)) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if !isNull(n) {
			decode(n)
		}
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func (d decoder) flag(n *yaml.Node, key string) bool {
	d.lines[key] = n.Line
	return d.Boolean(n, key)
}

// entries decodes a mapping whose keys are the user's.
func (d decoder) entries(n *yaml.Node, what string, decode func(key, value *yaml.Node)) {
	known := strictyaml.Fields{}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		known[key.Value] = func(value *yaml.Node) { decode(key, value) }
	}
	d.Mapping(n, what, known)
}

// rules decodes a mapping of rules to whether they are on, or to the options of those that have any.
func (d decoder) rules(n *yaml.Node) (on map[string]bool, options []analyzers.Option) {
	on = map[string]bool{}
	known := strictyaml.Fields{}
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		key := "rules." + a.Name
		known[a.Name] = func(n *yaml.Node) {
			hasOptions := false
			a.Flags.VisitAll(func(*flag.Flag) { hasOptions = true })
			if !hasOptions || n.Kind != yaml.MappingNode {
				on[a.Name] = d.flag(n, key)
				return
			}
			fields := strictyaml.Fields{"enabled": func(n *yaml.Node) { on[a.Name] = d.flag(n, key) }}
			a.Flags.VisitAll(func(f *flag.Flag) {
				fields[f.Name] = func(n *yaml.Node) { options = append(options, d.option(n, a.Name, f.Name)) }
			})
			d.Mapping(n, key, fields)
		}
	}
	d.Mapping(n, "rules", known)
	return on, options
}

// severity decodes a mapping of rules to levels.
func (d decoder) severity(n *yaml.Node) map[string]string {
	levels := map[string]string{}
	known := strictyaml.Fields{}
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		key := "severity." + a.Name
		known[a.Name] = func(n *yaml.Node) {
			d.lines[key] = n.Line
			levels[a.Name] = d.Enum(n, key, Levels()...)
		}
	}
	d.Mapping(n, "severity", known)
	return levels
}

func (d decoder) option(n *yaml.Node, rule, name string) analyzers.Option {
	key := "rules." + rule + "." + name
	d.lines[key] = n.Line
	if n.Kind != yaml.ScalarNode {
		d.Errorf(n.Line, "%s must be one value", key)
		return analyzers.Option{}
	}
	o, err := analyzers.Option{Rule: rule, Name: name, Value: n.Value}.Check()
	if err != nil {
		d.Errorf(n.Line, "%s cannot be %s: %v", key, strictyaml.Clip(n.Value), err)
	}
	return o
}

// providers decodes a mapping, or a list for readers that spoil keys: [{of: NAME, provider: ID}].
func (d decoder) providers(n *yaml.Node) map[string]string {
	all := map[string]string{}
	add := func(of string, line int, provider string) {
		if _, twice := all[of]; twice {
			d.Errorf(line, "the provider of %s is there twice", strictyaml.Clip(of))
		}
		all[of] = provider
		d.lines["providers."+of] = line
	}
	if n.Kind == yaml.SequenceNode {
		d.Each(n, "providers", func(n *yaml.Node) {
			var of, provider string
			seen := d.Mapping(n, "an entry of providers", strictyaml.Fields{"of": d.TextTo(&of, "of"), "provider": d.TextTo(&provider, "provider")})
			d.Require(n, seen, "an entry of providers", "of", "provider")
			add(of, n.Line, provider)
		})
		return all
	}
	d.entries(n, "providers", func(key, value *yaml.Node) {
		add(key.Value, key.Line, d.Text(value, "the provider of "+strictyaml.Clip(key.Value)))
	})
	return all
}

func (d decoder) catalogs(n *yaml.Node) []string {
	var files []string
	d.Each(n, "catalogs", func(n *yaml.Node) {
		file := d.Text(n, "a catalog")
		if file == "" {
			d.Errorf(n.Line, "the name of a catalog must not be empty")
			return
		}
		if !filepath.IsAbs(file) {
			file = filepath.Join(d.dir, file)
		}
		if strictyaml.Names(files, file) {
			d.Errorf(n.Line, "catalog %s is there twice", n.Value)
			return
		}
		files = append(files, file)
		d.lines["catalogs."+file] = n.Line
	})
	return files
}

func (d decoder) retry(n *yaml.Node) Retry {
	r := Retry{Waits: true, Predicate: -1}
	seen := d.Mapping(n, "a retry function", strictyaml.Fields{
		"func":      func(n *yaml.Node) { r.Func = d.Text(n, "func") },
		"callback":  func(n *yaml.Node) { r.Callback = d.index(n, "callback") },
		"predicate": func(n *yaml.Node) { r.Predicate = d.index(n, "predicate") },
		"waits":     func(n *yaml.Node) { r.Waits = d.Boolean(n, "waits") },
		"class": func(n *yaml.Node) {
			r.Class = d.Enum(n, "class", Classes()...)
		},
	})
	d.Require(n, seen, "a retry function", "func", "callback", "class")
	switch {
	case seen["func"] && !isFuncName(r.Func):
		d.Errorf(n.Line, "func %s must be import/path.Name or (*import/path.Type).Name", strictyaml.Clip(r.Func))
	case r.Class == "again-if" && !seen["predicate"]:
		d.Errorf(n.Line, "a retry function of class again-if needs the field predicate")
	case seen["predicate"] && r.Class != "" && r.Class != "again-if":
		d.Errorf(n.Line, "the field predicate belongs to class again-if only")
	}
	d.lines["retries."+r.Func] = n.Line
	return r
}

func (d decoder) index(n *yaml.Node, what string) int {
	i := d.Integer(n, what)
	if i < 0 {
		d.Errorf(n.Line, "%s must be the index of an argument, from 0 on", what)
	}
	return i
}

func (d decoder) checkRetries(list []Retry, n *yaml.Node) {
	for i, r := range list {
		if r.Func != "" && slices.ContainsFunc(list[:i], func(q Retry) bool { return q.Func == r.Func }) {
			d.Errorf(n.Content[i].Line, "func %s is there twice", r.Func)
		}
	}
}

// isFuncName reports whether a name can be one that types.Func.FullName prints.
func isFuncName(s string) bool {
	if rest, method := strings.CutPrefix(s, "("); method {
		recv, name, ok := strings.Cut(rest, ").")
		return ok && isTypeName(strings.TrimPrefix(recv, "*")) && name != "" && !strings.ContainsAny(name, "./() ")
	}
	return isTypeName(s)
}

// isTypeName reports whether a name is an import path, a dot and an identifier.
func isTypeName(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i > 0 && i+1 < len(s) && !strings.ContainsAny(s, "()* ") && !strings.Contains(s[i:], "/")
}

func (c *Config) checkProviders(r *strictyaml.Report) {
	known := c.catalog.IDs()
	for _, key := range slices.Sorted(maps.Keys(c.Providers)) {
		if id := c.Providers[key]; !slices.Contains(known, id) {
			r.Errorf(c.lines["providers."+key], "unknown provider %s of %s; %s", id, key, spelling.Hint(id, known...))
		}
	}
}

// Catalog is the embedded catalog with the configured files.
func (c *Config) Catalog() *catalog.Catalog {
	if c.catalog == nil {
		return catalog.Embedded()
	}
	return c.catalog
}

// With returns c with more catalogs laid over its own. One that c has is not laid over itself.
func (c *Config) With(catalogs ...string) (*Config, error) {
	more := slices.DeleteFunc(slices.Clone(catalogs), func(file string) bool { return strictyaml.Names(c.Catalogs, file) })
	if len(more) == 0 {
		return c, nil
	}
	d := *c
	d.Catalogs = slices.Concat(c.Catalogs, more)
	var err error
	d.catalog, err = catalog.Load(d.Catalogs...)
	return &d, err
}

// Wants reports whether a rule is on.
func (c *Config) Wants(rule string) bool {
	on, given := c.Rules[rule]
	return on || !given
}

// Suite is what the configuration says to the rules.
func (c *Config) Suite() analyzers.Config {
	s := analyzers.Config{Tests: c.Tests, Strict: c.Strict, Language: c.Lang, Providers: c.Providers, Off: map[string]bool{}, Options: c.Options}
	if len(c.Catalogs) > 0 {
		s.Catalog = c.catalog
	}
	s.OffAt = at(c.Paths)
	for rule, on := range c.Rules {
		s.Off[rule] = !on
	}
	for _, r := range c.Retries {
		own := analyzers.RetryFunc{Func: r.Func}
		for _, k := range classes {
			if k.name == r.Class {
				own.Does = library.Retry{Class: k.is, Do: r.Callback, If: max(r.Predicate, 0)}
				if !r.Waits {
					own.Does.Schedule.Pace = library.NoDelay
				}
			}
		}
		s.Retries = append(s.Retries, own)
	}
	return s
}

// ForFacts is what of the configuration decides what packages tell those that import them. The rest is about what is said of findings.
func (c *Config) ForFacts() *Config {
	return &Config{Catalogs: c.Catalogs, catalog: c.catalog, Tests: c.Tests, Providers: c.Providers, Retries: c.Retries}
}

// canonical writes down all that can change a finding, and nothing else: not the comments, the order of keys or where the
// file is.
func (c *Config) canonical() string {
	var b strings.Builder
	for _, rule := range slices.Sorted(maps.Keys(c.Rules)) {
		fmt.Fprintf(&b, "rule %s %t\n", rule, c.Rules[rule])
	}
	options := slices.Clone(c.Options)
	slices.SortFunc(options, func(a, b analyzers.Option) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Name, b.Name))
	})
	for _, o := range options {
		fmt.Fprintf(&b, "option %s %s %q\n", o.Rule, o.Name, o.Value)
	}
	fmt.Fprintf(&b, "tests %t\nstrict %t\nlang %s\ncatalog %s\n", c.Tests, c.Strict, c.Lang, c.Catalog().Digest())
	for _, key := range slices.Sorted(maps.Keys(c.Providers)) {
		fmt.Fprintf(&b, "provider %q %q\n", key, c.Providers[key])
	}
	for _, r := range c.Retries {
		fmt.Fprintf(&b, "retry %+q %d %d %s %t\n", r.Func, r.Callback, r.Predicate, r.Class, r.Waits)
	}
	for _, p := range c.Paths {
		fmt.Fprintf(&b, "path %q %q", p.dir, p.Match)
		for _, rule := range slices.Sorted(maps.Keys(p.Rules)) {
			fmt.Fprintf(&b, " %s %t", rule, p.Rules[rule])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Line returns the line of a key, dotted as in "rules.nobackoff", or 0 if the file does not say anything of it.
func (c *Config) Line(key string) int { return c.lines[key] }
