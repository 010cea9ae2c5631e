package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
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

// vettool analyzes one package for a build system, and exits.
func vettool(args []string) {
	// The catalogs decide how the suite is built, so they are read before unitchecker parses the flags. It gets the
	// flags too, or it would not know them.
	own := toolFlags(flag.CommandLine)
	scan(args, own)
	c, err := own.load()
	if err != nil && !vetxOnly(args[len(args)-1]) { // once for every package that is asked for, not for what it imports
		fmt.Fprintf(os.Stderr, "retryvet: %v\n", err)
		os.Exit(1)
	}
	flag.Var(versionFlag{}, "V", "print the version for the go command")
	if os.Getenv("GOGC") == "" {
		// One process a package, over in a moment: it had better allocate than collect.
		debug.SetGCPercent(400)
	}
	suite := analyzers.Suite(analyzers.Config{Catalog: c})
	if vetxOnly(args[len(args)-1]) {
		suite = factsOnly(suite)
	} else {
		suite = prefixed(suite)
	}
	unitchecker.Main(suite...)
}

// catalogFlags are the flags by which the command line hands the user's catalogs to the vettool.
type catalogFlags struct{ files, digest string }

const (
	catalogsFlag = "catalogs"
	digestFlag   = "catalogs-digest"
)

func toolFlags(fs *flag.FlagSet) *catalogFlags {
	f := &catalogFlags{}
	fs.StringVar(&f.files, catalogsFlag, "", "comma-separated catalog `files`, with absolute names")
	fs.StringVar(&f.digest, digestFlag, "", "`digest` of the catalog with these files, as printed by retryvet version")
	return f
}

// scan reads the catalog flags among flags that are not known yet.
func scan(args []string, f *catalogFlags) {
	for i, arg := range args {
		name, value, ok := strings.Cut(strings.TrimPrefix(arg, "-"), "=")
		if !ok && i+1 < len(args) {
			value = args[i+1]
		}
		switch strings.TrimPrefix(name, "-") {
		case catalogsFlag:
			f.files = value
		case digestFlag:
			f.digest = value
		}
	}
}

// load returns the catalog that the flags ask for, nil for the embedded one.
//
// The go command caches what it knows of a package under the text of the flags, not under the content of files that they
// name. Without a digest among the flags an edited catalog would change nothing.
func (f *catalogFlags) load() (*catalog.Catalog, error) {
	if f.files == "" {
		return nil, nil
	}
	files := strings.Split(f.files, ",")
	for _, file := range files {
		if !filepath.IsAbs(file) {
			return nil, fmt.Errorf("-catalogs %s: go vet runs in each package's directory, so the name must be absolute", file)
		}
	}
	c, err := catalog.Load(files...)
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	if f.digest != c.Digest() {
		return nil, fmt.Errorf("-catalogs needs -catalogs-digest=%s beside it, or go vet would not see that a file changed; retryvet -catalogs adds it", c.Digest())
	}
	return c, nil
}

// vetxOnly reports whether the package is analyzed for the sake of those that import it.
func vetxOnly(cfg string) bool {
	var unit unitchecker.Config
	data, err := os.ReadFile(cfg)
	return err == nil && json.Unmarshal(data, &unit) == nil && unit.VetxOnly
}

// prefixed returns the analyzers with their names before their messages, because vet prints messages only.
func prefixed(suite []*analysis.Analyzer) []*analysis.Analyzer {
	named := make([]*analysis.Analyzer, len(suite))
	for i, a := range suite {
		b := *a
		b.Run = func(pass *analysis.Pass) (any, error) {
			p := *pass
			p.Report = func(d analysis.Diagnostic) {
				d.Message = prefix(a.Name) + d.Message
				pass.Report(d)
			}
			return a.Run(&p)
		}
		named[i] = &b
	}
	return named
}

func prefix(rule string) string { return rule + ": " }

// versionFlag answers -V=full. The go command keeps results under the buildID, so it has to change with all that can
// change a result; a version number does not while retryvet itself is being worked on.
type versionFlag struct{}

func (versionFlag) IsBoolFlag() bool { return true }
func (versionFlag) String() string   { return "" }

func (versionFlag) Set(s string) error {
	if s != "full" {
		return fmt.Errorf("use -V=full, or -version for people")
	}
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	id, err := buildID(exe)
	if err != nil {
		return err
	}
	fmt.Printf("%s version devel retryvet buildID=%s\n", exe, id)
	os.Exit(0)
	return nil
}

// buildID identifies the executable and the catalog in it.
func buildID(exe string) (string, error) {
	f, err := os.Open(exe)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	fmt.Fprintf(h, "catalog %s", catalog.Embedded().Digest())
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}
