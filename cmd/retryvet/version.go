package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// moduleVersion is the version of the executable as the go command recorded it.
func moduleVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// version is the command of that name. The catalog's digest includes the user's files: without it a finding could not be
// reproduced.
func version(_ context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) > 0 {
		return exitFailure, errors.New("usage: retryvet version [-format text|json] [-catalogs FILE,...]")
	}
	c, err := o.loadCatalog()
	if err != nil {
		return exitFailure, err
	}
	if o.format == "json" {
		return exitClean, writeJSON(out, struct {
			Version string `json:"version"`
			Go      string `json:"go"`
			Catalog string `json:"catalog"`
		}{moduleVersion(), runtime.Version(), c.Digest()})
	}
	_, err = fmt.Fprintf(out, "retryvet %s %s catalog %s\n", moduleVersion(), runtime.Version(), c.Digest())
	return exitClean, err
}
