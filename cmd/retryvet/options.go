package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog/spelling"
)

// options are the flags of the command line.
type options struct {
	format   string
	config   string   // as the user wrote it; "" for the file that is found
	catalogs []string // as the user wrote them
	version  bool

	suppressed bool   // list what directives silence
	newFrom    string // earlier findings, which are not shown
	newSince   string // a revision of git; what is on lines that have not changed since is not shown
	exitZero   bool   // findings are no failure
	quiet      bool   // no progress, no summary
	fix, diff  bool
	unsafe     bool // make the fixes, too, that somebody has to look at
	addIgnores bool // comments are what findings are mended with

	from    string       // what a catalog is drafted from
	outputs []string     // as the user wrote them; the command sites takes one file
	reports []reportFile // of findings, beside what goes to the standard output
	lang    string       // of messages, as the user wrote it
	strict  bool         // report as well what weak reasons hold back
	module  bool         // of the command libraries: those of the current module
	driver  string       // how packages are analyzed
	stats   bool         // say what that cost
	debug   bool         // say so of each package, as it is done
	watch   bool         // again whenever something changes

	dir      string            // where to look for packages, "" for the current directory
	build    []string          // flags for the go command: "-tags=a,b"
	severity map[string]string // of rules, by name

	rules map[string]bool // those switched on or off
}

// flagsOf are the flags that have an effect on a command; the others steer the analysis.
func flagsOf(words []string) []string {
	analysis := []string{"C", "catalogs", "config", "driver", "format", "lang", "mod", "q", "strict", "tags"}
	switch {
	case words[0] == "help" || words[0] == "completion":
		return []string{"format"}
	case words[0] == "sites":
		return append(analysis, "o")
	case words[0] == "why":
		return analysis
	case words[0] == "lsp":
		return []string{"catalogs", "config", "mod", "strict", "tags"}
	case words[0] == "libraries":
		return []string{"C", "format", "lang", "module"}
	case len(words) > 1 && words[0] == "catalog" && words[1] == "new":
		return []string{"C", "from"}
	case len(words) > 1 && words[0] == "catalog" && words[1] == "check": // what is checked is laid over no configuration
		return []string{"catalogs", "format", "lang"}
	}
	return []string{"catalogs", "config", "format", "lang"}
}

// ownDriver analyzes in this process, vetDriver with go vet.
const (
	ownDriver = "own"
	vetDriver = "vet"
)

var drivers = []string{ownDriver, vetDriver}

// formats are for findings; commands print text or json.
var formats = []string{"text", "json", "jsonl", "sarif", "github", "checkstyle", "codeclimate", "rdjson", "junit"}

// formatsOf are those of a command.
func formatsOf(command string) []string {
	if command == "sites" {
		return []string{"text", "json", "csv", "html"}
	}
	if command == "help" {
		return []string{"text", "json", "man"}
	}
	return []string{"text", "json"}
}

// allFormats are those of findings and commands.
func allFormats() []string { return append(slices.Clone(formats), "csv", "html", "man") }

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("retryvet", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // errors are reported once, by the caller
	o.format, o.driver, o.rules, o.severity = "text", ownDriver, map[string]bool{}, map[string]string{}
	fs.Func("format", "`how` to print", func(s string) error {
		if !slices.Contains(allFormats(), s) {
			return errors.New(spelling.Hint(s, allFormats()...))
		}
		o.format = s
		return nil
	})
	fs.Func("catalogs", "comma-separated catalog `files` laid over the embedded catalog", func(s string) error {
		for file := range strings.SplitSeq(s, ",") {
			if file == "" {
				return errors.New("want FILE[,FILE]")
			}
			o.catalogs = append(o.catalogs, file)
		}
		return nil
	})
	fs.Func("config", "configuration `file`, in place of the one that is found", func(s string) error {
		if s == "" {
			return errors.New("want FILE")
		}
		o.config = s
		return nil
	})
	fs.BoolVar(&o.suppressed, "suppressed", false, "list what directives silence")
	fs.StringVar(&o.newFrom, "new-from", "", "leave out the findings of `file`, an earlier -format json")
	fs.StringVar(&o.newSince, "new-from-rev", "", "leave out findings on lines that have not changed since `revision`")
	fs.BoolVar(&o.exitZero, "exit-zero", false, "exit with 0 if there are findings")
	fs.BoolVar(&o.quiet, "q", false, "no progress and no summary")
	fs.Func("severity", "`RULE=LEVEL` for reports: error, warning or note", o.setSeverity)
	fs.BoolFunc("fix", "apply the suggested fixes; -fix=unsafe also those that somebody has to look at", o.mends(&o.fix))
	fs.BoolVar(&o.addIgnores, "add-ignores", false, "silence the findings by comments, whose reasons are left to be said; with -diff, print them")
	fs.BoolFunc("diff", "print the suggested fixes as a diff; -diff=unsafe also those that somebody has to look at", o.mends(&o.diff))
	fs.BoolVar(&o.strict, "strict", false, "report as well, to be looked at, what only a name or something not understood holds back")
	fs.Func("lang", "`language` of messages: en or zh", func(s string) error {
		if _, ok := analyzers.MatchLanguage(s); !ok {
			return errors.New(spelling.Hint(s, analyzers.Languages()...))
		}
		o.lang = s
		return nil
	})
	fs.StringVar(&o.from, "from", "", "draft a catalog from a table or a package")
	fs.Func("o", "write findings in a format to a file as well: `FORMAT=FILE`; sites: to FILE", func(s string) error {
		if s == "" {
			return errors.New("want FORMAT=FILE, or FILE for the command sites")
		}
		o.outputs = append(o.outputs, s)
		return nil
	})
	fs.BoolVar(&o.module, "module", false, "of the libraries, those that the current module depends on")
	fs.Func("driver", "`how` to analyze: own, in this process; vet, by go vet", func(s string) error {
		if !slices.Contains(drivers, s) {
			return errors.New(spelling.Hint(s, drivers...))
		}
		o.driver = s
		return nil
	})
	fs.BoolVar(&o.stats, "stats", false, "say what the analysis cost")
	fs.BoolVar(&o.debug, "debug", false, "say what is done with each package, as it is done, and how long that takes")
	fs.BoolVar(&o.watch, "watch", false, "analyze again whenever something changes")
	fs.BoolVar(&o.version, "version", false, "print the version")
	fs.StringVar(&o.dir, "C", "", "look for packages from `directory` on")
	for _, name := range []string{"tags", "mod"} {
		fs.Func(name, "as of go build", func(s string) error {
			o.build = append(o.build, "-"+name+"="+s)
			return nil
		})
	}
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		fs.BoolFunc(a.Name, "run this rule; =false runs all others", func(s string) error {
			on, err := strconv.ParseBool(s)
			if err != nil {
				return errors.New("want true or false")
			}
			o.rules[a.Name] = on
			return nil
		})
	}
	return fs
}

// wants reports whether findings of a rule are to be printed. As in go vet, a rule that is switched on excludes those that
// are not; a flag goes before the configuration, for which the rule may be off.
func (o *options) wants(rule string, off bool) bool {
	on, given := o.rules[rule]
	if given {
		return on
	}
	for _, on := range o.rules {
		if on {
			return false
		}
	}
	return !off
}

// parse reads flags and arguments in any order, which the go command does not, but people do. The error is
// [flag.ErrHelp] if they ask for help.
func parse(args []string) (*options, []string, error) {
	o := &options{}
	fs := o.flags()
	var words []string
	for len(args) > 0 {
		if isNumber(args[0]) { // a code below zero
			words, args = append(words, args[0]), args[1:]
			continue
		}
		if err := fs.Parse(args); err != nil {
			return nil, nil, flagError(err, fs)
		}
		rest := fs.Args()
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			words = append(words, rest...)
			break
		}
		if len(rest) == 0 {
			break
		}
		words, args = append(words, rest[0]), rest[1:]
	}
	if len(words) > 0 && isCommand(words[0]) {
		if name := without(fs, flagsOf(words)); name != "" {
			return nil, nil, fmt.Errorf("flag -%s has no effect on the command %s; its flags are %s", name, words[0], dashed(flagsOf(words)))
		}
	}
	if o.version && (len(words) > 0 || without(fs, flagsOf([]string{"version"})) != "") {
		return nil, nil, errors.New("-version stands alone, as the command version does, which takes no packages")
	}
	if len(words) > 0 && isCommand(words[0]) {
		if known := formatsOf(words[0]); !slices.Contains(known, o.format) {
			last := len(known) - 1
			return nil, nil, fmt.Errorf("the command %s prints %s or %s, not %s", words[0], strings.Join(known[:last], ", "), known[last], o.format)
		}
		if len(o.outputs) > 1 {
			return nil, nil, fmt.Errorf("the command %s writes to one file; -o is there %d times", words[0], len(o.outputs))
		}
	} else if err := errors.Join(o.suitsFindings(), o.chooseReports(given(fs, "format"))); err != nil {
		return nil, nil, err
	}
	if o.diff && o.format != "text" {
		return nil, nil, fmt.Errorf("-diff prints a diff, so that -format %s has no effect", o.format)
	}
	for _, f := range []struct {
		name  string
		given bool
	}{{"stats", o.stats}, {"debug", o.debug}} {
		if f.given && o.driver == vetDriver {
			return nil, nil, fmt.Errorf("-%s has no effect with -driver=vet: the go command does not tell", f.name)
		}
	}
	if err := o.suitsWatch(); err != nil {
		return nil, nil, err
	}
	return o, words, o.mending()
}

// isNumber reports whether an argument that looks like a flag is a number.
func isNumber(arg string) bool {
	_, err := strconv.ParseInt(arg, 10, 64)
	return err == nil && strings.HasPrefix(arg, "-")
}

// mends is the value of -fix or -diff.
func (o *options) mends(on *bool) func(string) error {
	return func(s string) error {
		if s == "unsafe" {
			*on, o.unsafe = true, true
			return nil
		}
		yes, err := strconv.ParseBool(s)
		if err != nil {
			return errors.New("want true, false or unsafe")
		}
		*on = yes
		return nil
	}
}

// mending looks at what becomes of findings beside that they are printed.
func (o *options) mending() error {
	switch {
	case o.addIgnores && (o.fix || o.suppressed):
		return errors.New("of -fix, -add-ignores and -suppressed only one makes sense at a time")
	case o.fix && o.diff || o.suppressed && (o.fix || o.diff):
		return errors.New("of -fix, -diff and -suppressed only one makes sense at a time")
	}
	o.fix = o.fix || o.addIgnores && !o.diff
	return nil
}

// suitsFindings looks for what has no effect on findings.
func (o *options) suitsFindings() error {
	switch {
	case !slices.Contains(formats, o.format):
		return fmt.Errorf("findings are printed as %s, not as %s; that is for the command sites", strings.Join(formats, ", "), o.format)
	case o.module:
		return errors.New("-module is for the command libraries")
	}
	return nil
}

// suitsWatch looks for what makes no sense again and again.
func (o *options) suitsWatch() error {
	switch {
	case !o.watch:
		return nil
	case o.format != "text" || len(o.outputs) > 0:
		return errors.New("-watch prints text, run by run; it goes with no other -format, and with no -o")
	case o.fix || o.diff:
		return errors.New("-watch changes no files; it goes with neither -fix nor -diff")
	case o.driver == vetDriver:
		return errors.New("-watch is for the driver of this program; it does not go with -driver=vet")
	}
	return nil
}

// flagError words errors of package flag, which are for a message that lists all flags below it.
func flagError(err error, fs *flag.FlagSet) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: ")
	switch {
	case errors.Is(err, flag.ErrHelp):
		return flag.ErrHelp
	case unknown:
		if near := spelling.Nearest(strings.TrimLeft(name, "-"), slices.Values(slices.Concat(plainFlags(fs), ruleNames()))); len(near) > 0 {
			return fmt.Errorf("unknown flag %s; did you mean -%s?", name, strings.Join(near, " or -"))
		}
		return fmt.Errorf("unknown flag %s; known are %s, and for the rules %s", name, dashed(plainFlags(fs)), dashed(ruleNames()))
	}
	return err
}

func plainFlags(fs *flag.FlagSet) []string {
	var names []string
	fs.VisitAll(func(f *flag.Flag) {
		if !slices.Contains(ruleNames(), f.Name) {
			names = append(names, f.Name)
		}
	})
	return names
}

// without returns the name of a flag that was given and is none of those with an effect, if any.
func without(fs *flag.FlagSet, effective []string) (name string) {
	fs.Visit(func(f *flag.Flag) {
		if !slices.Contains(effective, f.Name) && f.Name != "version" {
			name = f.Name
		}
	})
	return name
}

// given reports whether the user gave a flag.
func given(fs *flag.FlagSet, name string) (is bool) {
	fs.Visit(func(f *flag.Flag) { is = is || f.Name == name })
	return is
}

func dashed(names []string) string { return "-" + strings.Join(names, ", -") }

func ruleNames() []string {
	var names []string
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		names = append(names, a.Name)
	}
	return names
}
