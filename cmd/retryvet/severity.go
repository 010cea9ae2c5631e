package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/config"
	"github.com/retryvet/retryvet/catalog/spelling"
)

// setSeverity reads what the flag -severity says: RULE=LEVEL.
func (o *options) setSeverity(s string) error {
	rule, level, ok := strings.Cut(s, "=")
	switch {
	case !ok:
		return errors.New("want RULE=LEVEL, for example nobackoff=warning")
	case !slices.Contains(ruleNames(), rule):
		return fmt.Errorf("unknown rule %s; %s", rule, spelling.Hint(rule, ruleNames()...))
	case !slices.Contains(config.Levels(), level):
		return fmt.Errorf("unknown level %s; %s", level, spelling.Hint(level, config.Levels()...))
	}
	o.severity[rule] = level
	return nil
}

// rate gives the findings the severities that the flags say, or else the configuration of their directories. What is reported to be
// looked at stays a note.
func (r *result) rate(o *options, cwd string) error {
	known := map[string]*config.Config{} // by directory
	for i := range r.findings {
		f := &r.findings[i]
		if f.Doubt != "" {
			continue
		}
		if level := o.severity[f.Rule]; level != "" {
			f.Severity = level
			continue
		}
		dir := filepath.Dir(f.File)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(cwd, dir)
		}
		c := known[dir]
		if c == nil {
			var err error
			if c, err = o.loadConfig(dir); err != nil {
				return err
			}
			known[dir] = c
		}
		if level := c.Severity[f.Rule]; level != "" {
			f.Severity = level
		}
	}
	return nil
}
