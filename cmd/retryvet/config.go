package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
)

var errConfigUsage = errors.New("usage: retryvet config init, retryvet config check [FILE...] or retryvet config print, with -format text|json")

// configCommand is the command "config" with its two subcommands.
func configCommand(_ context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) == 0 {
		return exitFailure, errConfigUsage
	}
	sub, words := words[0], words[1:]
	switch {
	case sub == "init" && len(words) == 0 && o.format == "text":
		return exitClean, configInit(out)
	case sub == "init":
		return exitFailure, errConfigUsage
	case sub == "check":
		return configCheck(o, words, out)
	case sub == "print" && len(words) == 0:
		return exitClean, configPrint(o, out)
	case sub == "print":
		return exitFailure, errConfigUsage
	}
	return exitFailure, oneOf("config command", sub, []string{"check", "init", "print"})
}

//go:embed sample.yaml
var sampleConfig []byte

// configInit writes a configuration that changes nothing, with every key in a comment. It writes over none.
func configInit(out io.Writer) error {
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	if file := config.Find(cwd); file != "" && filepath.Dir(file) == cwd {
		return fmt.Errorf("%s is there already", relative(cwd, file))
	}
	f, err := os.OpenFile(config.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("%s: %w", config.Name, cause(err))
	}
	_, err = f.Write(sampleConfig)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s: %w", config.Name, cause(err))
	}
	fmt.Fprintf(out, "%s written, with every key in a comment\n", config.Name)
	return nil
}

// configCheck checks the files, or all those of the module, with the catalogs that they name.
func configCheck(o *options, files []string, out io.Writer) (int, error) {
	cwd, err := os.Getwd()
	if err != nil {
		return exitFailure, err
	}
	if o.config != "" {
		files = append(files, o.config)
	}
	if len(files) == 0 {
		for _, file := range config.Files(cwd) {
			files = append(files, relative(cwd, file))
		}
	}
	if len(files) == 0 {
		return exitFailure, fmt.Errorf("there is no file %s in this module; name one", config.Name)
	}
	var faults []error
	for _, file := range files {
		c, err := config.Check(file)
		if err == nil {
			_, err = c.With(o.catalogs...)
		}
		switch {
		case err != nil:
			faults = append(faults, shorter(err))
		case o.format == "text":
			fmt.Fprintf(out, "%s: ok\n", file)
		}
	}
	switch {
	case o.format == "json":
		code := exitClean
		if len(faults) > 0 {
			code = exitFailure
		}
		return code, writeFaults(out, files, config.Single(faults...))
	case len(faults) > 0:
		return exitFailure, errors.Join(config.Single(faults...)...)
	}
	return exitClean, nil
}

// A setting is one value of the merged configuration and where it comes from.
type setting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Origin string `json:"origin"`
}

// configPrint prints what holds in the current directory: the defaults, the file and the flags, merged.
func configPrint(o *options, out io.Writer) error {
	cwd, err := os.Getwd()
	if err != nil {
		return err
	}
	c, err := o.loadConfig(cwd)
	if err != nil {
		return err
	}
	settings := mergedSettings(c, cwd)
	if o.format == "json" {
		return writeJSON(out, settings)
	}
	rows := [][]string{{"KEY", "VALUE", "ORIGIN"}}
	for _, s := range settings {
		rows = append(rows, []string{s.Key, fmt.Sprint(s.Value), s.Origin})
	}
	return writeTable(out, rows)
}

func mergedSettings(c *config.Config, cwd string) []setting {
	var list []setting
	origin := func(key string) string {
		if file, line := c.Origin(key); line > 0 {
			return fmt.Sprintf("%s:%d", relative(cwd, file), line)
		}
		return "default"
	}
	for _, rule := range ruleNames() {
		from := origin("rules." + rule)
		list = append(list, setting{"rules." + rule, c.Wants(rule), from})
	}
	for _, o := range analyzers.Options() {
		key := "rules." + o.Rule + "." + o.Name
		for _, given := range c.Options {
			if given.Rule == o.Rule && given.Name == o.Name {
				o.Value = given.Value
			}
		}
		list = append(list, setting{key, o.Value, origin(key)})
	}
	for _, rule := range ruleNames() {
		if level := c.Severity[rule]; level != "" {
			list = append(list, setting{"severity." + rule, level, origin("severity." + rule)})
		}
	}
	list = append(list, setting{"tests", c.Tests, origin("tests")}, setting{"strict", c.Strict, origin("strict")})
	if c.Lang != "" {
		list = append(list, setting{"lang", c.Lang, origin("lang")})
	}
	for _, p := range c.Paths {
		for _, rule := range slices.Sorted(maps.Keys(p.Rules)) {
			list = append(list, setting{"paths." + strings.Join(p.Match, ",") + "." + rule, p.Rules[rule], origin("paths")})
		}
	}
	for _, file := range c.Catalogs {
		from := origin("catalogs." + file)
		if from == "default" {
			from = "-catalogs"
		}
		list = append(list, setting{"catalogs", relative(cwd, file), from})
	}
	for _, key := range slices.Sorted(maps.Keys(c.Providers)) {
		list = append(list, setting{"providers." + key, c.Providers[key], origin("providers." + key)})
	}
	for _, r := range c.Retries {
		text := fmt.Sprintf("%s(argument %d): %s", r.Func, r.Callback, r.Class)
		list = append(list, setting{"retries", text, origin("retries." + r.Func)})
	}
	return list
}

// configure returns the flags by which the vettool learns of files that flags name. It fails on what is wrong with any
// file: the vettool could only repeat that for every package.
func (o *options) configure(dir string) ([]string, error) {
	if o.config == "" {
		if _, err := config.Digest(config.Files(dir)...); err != nil {
			return nil, shorter(err)
		}
	}
	c, err := load(dir, o.config, o.catalogs)
	if err != nil || o.config == "" && len(o.catalogs) == 0 {
		return nil, err
	}
	flags := []string{"-" + digestFlag + "=" + c.Digest()}
	if o.config != "" {
		file, err := filepath.Abs(o.config)
		if err != nil {
			return nil, err
		}
		flags = append(flags, "-"+configFlag+"="+file)
	}
	var files []string
	for _, file := range o.catalogs {
		abs, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		if strings.Contains(abs, ",") {
			return nil, fmt.Errorf("-catalogs: there is a comma in the name %s, which separates names", abs)
		}
		files = append(files, abs)
	}
	if len(files) > 0 {
		flags = append(flags, "-"+catalogsFlag+"="+strings.Join(files, ","))
	}
	return flags, nil
}
