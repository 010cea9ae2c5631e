// Package analyzers lists the rules of retryvet.
package analyzers

//go:generate go run ./internal/listrules

import (
	"flag"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/inventory"
	"github.com/retryvet/retryvet/analyzers/internal/report"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/analyzers/internal/summary"
	"github.com/retryvet/retryvet/analyzers/internal/wording"
	"github.com/retryvet/retryvet/catalog"
)

// Config says how a suite judges and how it reports. The zero value is how rules behave by themselves. Users' settings are
// read by package config.
type Config struct {
	Catalog   *catalog.Catalog  // what is known of the providers' codes; nil means the embedded one
	Tests     bool              // judge _test.go files
	Providers map[string]string // import path, or import path and type, to the provider whose codes it holds
	Retries   []RetryFunc       // functions of the user's own that call others again
	Language  string            // in which findings are worded: one of [Languages], English if it is none of them
	Strict    bool              // what only weak reasons hold back is reported too, as something to be looked at
	Off       map[string]bool   // rules that are not wanted: they are in the suite, and their directives are not judged
	OffAt     OffAt             // what holds for some files only; nil if there is nothing
	Options   []Option          // what the rules are told, checked with [Option.Check]

	Named   bool // messages begin with the name of the rule, for drivers that print nothing else
	Details bool // findings carry all that is known of them, and silenced ones are reported as such
	Nolint  bool // the driver itself heeds //nolint comments

	Unheard bool // the driver knows that no importer will ask for the facts of a package: there are none

	Inventory bool // the suite ends with an analyzer that lists all retries, one diagnostic a package (see [DecodeInventory])

	// Local, if there is one, returns the configuration of the package in a directory, or nil if this one holds for it: for
	// drivers that judge all packages in one process. It has no Local itself. It is called by several goroutines.
	Local func(dir string) *Config
}

// OffAt is whether a rule is off in a file, by its absolute name, if that is said of the file.
type OffAt = func(rule, file string) (off, said bool)

// A RetryFunc is a function of the user's own that calls its callback again.
type RetryFunc = api.RetryFunc

// An Option is a value for a flag of a rule's analyzer.
type Option struct{ Rule, Name, Value string }

// Options returns the options of all rules, with their defaults.
func Options() []Option {
	var all []Option
	for _, a := range Suite(Config{}) {
		a.Flags.VisitAll(func(f *flag.Flag) { all = append(all, Option{a.Name, f.Name, f.DefValue}) })
	}
	return all
}

// Check returns the option with its value as the rule writes it, or what is wrong with the value. There has to be such an
// option.
func (o Option) Check() (Option, error) {
	for _, a := range Suite(Config{}) {
		if a.Name != o.Rule {
			continue
		}
		err := a.Flags.Set(o.Name, o.Value)
		return Option{o.Rule, o.Name, a.Flags.Lookup(o.Name).Value.String()}, err
	}
	return o, fmt.Errorf("no rule %s", o.Rule)
}

// Chinese is the language other than English.
const Chinese = wording.Chinese

// Languages are those in which findings can be worded.
func Languages() []string { return wording.Languages() }

// MatchLanguage returns the one of the languages that a name such as zh_CN.UTF-8 means; it is not ok if it means another one.
func MatchLanguage(name string) (lang string, ok bool) { return wording.Match(name) }

// LanguageOf is the language of an environment, by LC_ALL, LC_MESSAGES and LANG; English, if it is none of the languages.
func LanguageOf(env func(string) string) string { return wording.Of(env) }

// A Printer says texts in one of the languages.
type Printer = wording.Printer

// In is the printer of a language; of English, if it is none of those that are known.
func In(lang string) Printer { return wording.In(lang) }

// Documentation is what a rule reports, what it leaves alone and how to write it right, in one of the languages.
func Documentation(rule *analysis.Analyzer, lang string) string {
	return wording.In(lang).Document(rule.Name, rule.Doc)
}

// Suite returns the rules, in the order in which they are documented. Every call returns new analyzers, so that two
// configurations can live in one process.
func Suite(cfg Config) []*analysis.Analyzer {
	opts := cfg.engine()
	if cfg.Local != nil {
		opts.Local = func(dir string) *api.Options {
			local := cfg.Local(dir)
			if local == nil {
				return nil
			}
			opts := local.engine()
			opts.Reporting.Options = map[string]string{}
			for _, o := range local.Options {
				opts.Reporting.Options[o.Rule+"."+o.Name] = o.Value
			}
			return &opts
		}
	}
	engine := site.New(opts)
	rules := newRules(engine)
	for _, o := range cfg.Options {
		for _, a := range rules {
			if a.Name == o.Rule {
				_ = a.Flags.Set(o.Name, o.Value) // checked before
			}
		}
	}
	if cfg.Inventory {
		rules = append(rules, inventory.New(engine, rules))
	}
	return rules
}

func (cfg Config) engine() api.Options {
	load := catalog.Embedded
	if cfg.Catalog != nil {
		load = func() *catalog.Catalog { return cfg.Catalog }
	}
	return api.Options{
		Catalog: load, Tests: cfg.Tests, Providers: cfg.Providers, Retries: cfg.Retries, Unheard: cfg.Unheard,
		Reporting: api.Reporting{Named: cfg.Named, Details: cfg.Details, Nolint: cfg.Nolint, Off: cfg.Off, OffAt: cfg.OffAt, Strict: cfg.Strict, Language: cfg.Language, Inventory: cfg.Inventory},
	}
}

// ExportsFacts reports whether a suite may export facts of a package, whatever the suite is told. The package's imports and
// the names of its functions decide, and told, which says whether facts are known of an imported package. Drivers need not
// check, nor analyze, the bodies of functions of other packages that are only imported.
func ExportsFacts(pkg *types.Package, told func(imported *types.Package) bool) bool {
	return api.ExportsFacts(pkg, told)
}

// Facts returns one fact of each type that the rules export, in which everything occurs that such facts are made of. A driver that
// compares the bytes of facts with those of earlier runs encodes them before all else: encoding/gob numbers types as it meets them.
func Facts() []analysis.Fact { return []analysis.Fact{summary.Example()} }

// Details are what is known of a finding beside its text. Suites that were asked for them append them to every diagnostic,
// as the message of a related position.
type Details = report.Details

// The confidences of findings that are less than sure.
const (
	MediumConfidence = report.Medium
	LowConfidence    = report.Low
)

// Wait is what delays the next attempt after some answers.
type Wait = report.Wait

// Place is a position in a file.
type Place = report.Place

// Related is a second place that a finding is about.
type Related = report.Related

// Silenced says where a directive silences a finding, and why.
type Silenced = report.Silenced

// A Fix is a change that mends a finding and that somebody has to look at: the safe ones are fixes of the diagnostic itself.
type Fix = report.Fix

// Edit is a part of it.
type Edit = report.Edit

// DecodeDetails returns the details that the message of a related position holds, if it does.
func DecodeDetails(message string) (Details, bool) { return report.DecodeDetails(message) }
