package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
)

// isVettool reports whether the arguments are those of a build system: it asks for the version or the flags, or hands
// over one package. The flags come first, so a command's argument that ends in .cfg is not taken for a package.
func isVettool(args []string) bool {
	if len(args) == 0 {
		return false
	}
	if args[0] == "-V=full" || args[0] == "-flags" {
		return true
	}
	return strings.HasSuffix(args[len(args)-1], ".cfg") && (len(args) == 1 || strings.HasPrefix(args[0], "-"))
}

// softLimit is from where on memory is collected more often, in bytes: several of these processes run side by side.
const softLimit = 256 << 20

// vettool analyzes one package for a build system, and exits.
func vettool(args []string) {
	collect(400, softLimit) // one process a package, over in a moment: it had better allocate than collect
	unit := readUnit(args[len(args)-1])
	if skim(unit) == nil {
		os.Exit(0)
	}
	analyze(args, unit)
}

// analyze runs the suite on a package, or answers what the build system asks, and exits.
func analyze(args []string, unit unitchecker.Config) {
	// The settings decide how the suite is built, so they are read before unitchecker parses the flags. It gets the
	// flags too, or it would not know them.
	own := newToolFlags(flag.CommandLine)
	own.scan(args)
	flag.Var(versionFlag{}, "V", "print the version for the go command")
	c, err := own.config(unit)
	if err != nil && !unit.VetxOnly { // once for every package that is asked for, not for what it imports
		for _, line := range errorLines(err) {
			fmt.Fprintln(os.Stderr, line)
		}
		os.Exit(1)
	}
	if err != nil {
		c = &config.Config{}
	}
	unitchecker.Main(own.suite(c, unit)...)
}

// readUnit reads what the build system says of the package. What is wrong with it, unitchecker finds as well.
func readUnit(cfg string) unitchecker.Config {
	var unit unitchecker.Config
	data, err := os.ReadFile(cfg)
	if err != nil || json.Unmarshal(data, &unit) != nil {
		return unitchecker.Config{}
	}
	return unit
}

// toolFlags are the flags of the vettool beside those of the rules. The command line uses them, and so may people.
type toolFlags struct {
	configFile string
	catalogs   string
	digest     string
	details    bool
	strict     bool
	lang       string
	inventory  bool
	rules      map[string]bool
}

const (
	configFlag   = "config"
	catalogsFlag = "catalogs"
	digestFlag   = "digest"
	detailsFlag  = "details"
	strictFlag   = "strict"
	langFlag     = "lang"

	inventoryFlag = "retries"
)

func newToolFlags(fs *flag.FlagSet) *toolFlags {
	f := &toolFlags{rules: map[string]bool{}}
	fs.StringVar(&f.configFile, configFlag, "", "configuration `file`, with an absolute name, for all packages")
	fs.StringVar(&f.catalogs, catalogsFlag, "", "comma-separated catalog `files`, with absolute names")
	fs.StringVar(&f.digest, digestFlag, "", "`digest` of the configuration and the catalogs named by flags")
	fs.BoolVar(&f.details, detailsFlag, false, "with -json, print findings for the command retryvet")
	fs.BoolVar(&f.strict, strictFlag, false, "report as well what only a name or something not understood holds back")
	fs.StringVar(&f.lang, langFlag, "", "`language` of findings: en or zh; if absent, that of the configuration, then that of LC_ALL, LC_MESSAGES, LANG")
	fs.BoolVar(&f.inventory, inventoryFlag, false, "with -json, list all retries for the command retryvet sites")
	return f
}

// scan reads flags before they are parsed.
func (f *toolFlags) scan(args []string) {
	for i, arg := range args {
		name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		switch {
		case !strings.HasPrefix(arg, "-"):
			continue
		case slices.Contains([]string{detailsFlag, strictFlag, inventoryFlag}, name) || slices.Contains(ruleNames(), name):
			on, err := strconv.ParseBool(value)
			f.set(name, !given || err == nil && on)
			continue
		case !given && i+1 < len(args):
			value = args[i+1]
		}
		switch name {
		case configFlag:
			f.configFile = value
		case catalogsFlag:
			f.catalogs = value
		case digestFlag:
			f.digest = value
		case langFlag:
			f.lang = value
		}
	}
}

func (f *toolFlags) set(name string, on bool) {
	switch name {
	case detailsFlag:
		f.details = on
	case strictFlag:
		f.strict = on
	case inventoryFlag:
		f.inventory = on
	default:
		f.rules[name] = on
	}
}

// config returns the settings for a package: of the file that a flag names, or of the one found upward from the package.
// Packages of other modules, which are analyzed for the sake of those that import them, are none of its business.
//
// The go command keeps what it knows of a package under the text of the flags, not under the content of files that they
// name. Without a digest among the flags an edited file would change nothing. (Of files that are found, the answer to
// -V=full knows the content.)
func (f *toolFlags) config(unit unitchecker.Config) (*config.Config, error) {
	if _, err := language(f.lang, ""); err != nil {
		return nil, err
	}
	c, err := f.named()
	if err != nil || f.configFile != "" || unit.VetxOnly && (unit.ModulePath == "" || unit.ModuleVersion != "") || unit.ID == "" {
		return c, err
	}
	dir, err := os.Getwd() // the package's
	if err != nil {
		return nil, err
	}
	found, err := config.For(dir)
	if err != nil {
		return nil, err
	}
	return found.With(c.Catalogs...)
}

// named returns what the files say that flags name.
func (f *toolFlags) named() (*config.Config, error) {
	var files []string
	if f.catalogs != "" {
		files = strings.Split(f.catalogs, ",")
	}
	for _, file := range slices.Concat(files, []string{f.configFile}) {
		if file != "" && !filepath.IsAbs(file) {
			return nil, fmt.Errorf("%s: go vet runs in each package's directory, so the name must be absolute", file)
		}
	}
	c, err := load(".", f.configFile, files)
	if f.configFile == "" && len(files) == 0 && f.digest != "" {
		return nil, errors.New("-digest belongs to -config or -catalogs, which are not there")
	}
	if err != nil || f.configFile == "" && len(files) == 0 {
		return c, err
	}
	if digest := c.Digest(); f.digest != digest {
		return nil, fmt.Errorf("-config and -catalogs need -digest=%s beside them, or go vet would not see that a file changed; retryvet itself adds it", digest)
	}
	return c, nil
}

// load returns what a configuration file, if any, and more catalogs say of the packages in and below a directory.
func load(dir, file string, catalogs []string) (*config.Config, error) {
	c := &config.Config{}
	if file != "" {
		var err error
		if c, err = config.Check(file, dir); err != nil {
			return nil, err
		}
	}
	return c.With(catalogs...)
}

// suite returns the analyzers that are to run. A package that is analyzed for what it exports needs no rules.
func (f *toolFlags) suite(c *config.Config, unit unitchecker.Config) []*analysis.Analyzer {
	suite := f.rulesFor(c, false)
	if unit.VetxOnly {
		for _, a := range suite {
			known(a)
		}
		return exporters(suite)
	}
	if f.details {
		return suite // the command line chooses among the findings, which is cheaper than to analyze again
	}
	return slices.DeleteFunc(suite, func(a *analysis.Analyzer) bool {
		off := !c.Somewhere(a.Name) && !f.rules[a.Name]
		if off {
			known(a)
		}
		return off
	})
}

// rulesFor returns all rules, as a configuration and the flags say; unheard are those for packages whose facts nobody gets.
func (f *toolFlags) rulesFor(c *config.Config, unheard bool) []*analysis.Analyzer {
	s := c.Suite()
	s.Unheard = unheard
	s.Named, s.Details, s.Inventory = true, f.details, f.inventory
	s.Strict = s.Strict || f.strict
	s.Language, _ = language(f.lang, s.Language) // checked before
	if !f.details {                              // else the command line chooses
		maps.DeleteFunc(s.Off, func(rule string, _ bool) bool { return f.rules[rule] })
		if of := s.OffAt; of != nil {
			s.OffAt = func(rule, file string) (off, said bool) {
				if f.rules[rule] {
					return false, true
				}
				return of(rule, file)
			}
		}
	}
	return analyzers.Suite(s)
}

// known makes the flags of an analyzer that does not run known all the same: the go command gives them to every run.
func known(a *analysis.Analyzer) {
	flag.Bool(a.Name, false, "")
	a.Flags.VisitAll(func(f *flag.Flag) { flag.Var(f.Value, a.Name+"."+f.Name, f.Usage) })
}

// exporters are the analyzers, among those that a suite rests on, that export facts.
func exporters(suite []*analysis.Analyzer) []*analysis.Analyzer {
	var list []*analysis.Analyzer
	seen := map[*analysis.Analyzer]bool{}
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		if len(a.FactTypes) > 0 {
			list = append(list, a)
		}
		for _, r := range a.Requires {
			visit(r)
		}
	}
	for _, a := range suite {
		visit(a)
	}
	return list
}

// language is that of a flag, if there is one; of the configuration; or of the environment.
func language(flag, configured string) (string, error) {
	switch {
	case flag != "":
		lang, ok := analyzers.MatchLanguage(flag)
		if !ok {
			return "", oneOf("language", flag, analyzers.Languages())
		}
		return lang, nil
	case configured != "":
		return configured, nil
	}
	return analyzers.LanguageOf(os.Getenv), nil
}

func prefix(rule string) string { return rule + ": " }

// versionFlag answers -V=full. The go command keeps results under the buildID, so it has to change with all that can
// change a result: the executable, which tells more than a version number while retryvet itself is being worked on; the
// catalog in it; the configuration files that are found; and the language of the environment. A fault in one of these ends go vet here and now, in words,
// every time; what fails later is remembered as a success.
type versionFlag struct{}

func (versionFlag) IsBoolFlag() bool { return true }
func (versionFlag) String() string   { return "" }

func (versionFlag) Set(s string) error {
	if s != "full" {
		return errors.New("use -V=full, or -version for people")
	}
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	if fault := tooOld(runtime.Version(), os.Getenv("GOVERSION")); fault != nil {
		fmt.Fprintln(os.Stderr, "retryvet:", fault)
		os.Exit(exitFailure)
	}
	dir, err := os.Getwd()
	var id string
	if err == nil {
		id, err = buildID(dir)
	}
	if err != nil {
		for _, line := range errorLines(err) {
			fmt.Fprintln(os.Stderr, line)
		}
		os.Exit(exitFailure)
	}
	fmt.Printf("%s version devel retryvet buildID=%s\n", exe, id)
	os.Exit(0)
	return nil
}

// identity is what results depend on.
func identity(program, settings string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s config %s", program, settings))
	return fmt.Sprintf("%x", sum)
}
