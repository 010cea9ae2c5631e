package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// unknownVersion is what the go command records of files that are in no repository.
const unknownVersion = "(devel)"

// stamped is the version of such files, by -ldflags=-X=main.stamped=v1.2.3, as the Dockerfile has it.
var stamped string

// moduleVersion is the version of the executable as the go command recorded it.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != unknownVersion {
		return info.Main.Version
	}
	return cmp.Or(stamped, unknownVersion)
}

// version is the command of that name. The catalog's digest includes the user's files: without it a finding could not be
// reproduced. The last one stands for all that the files say which flags name.
func version(_ context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) > 0 {
		return exitFailure, errors.New("usage: retryvet version [-format text|json] [-config FILE] [-catalogs FILE,...]")
	}
	c, err := o.loadCatalog()
	if err != nil {
		return exitFailure, err
	}
	digest, err := o.digest()
	if err != nil {
		return exitFailure, err
	}
	if o.format == "json" {
		return exitClean, writeJSON(out, struct {
			Version string `json:"version"`
			Go      string `json:"go"`
			Catalog string `json:"catalog"`
			Digest  string `json:"digest,omitempty"`
		}{moduleVersion(), runtime.Version(), c.Digest(), digest})
	}
	_, err = fmt.Fprintf(out, "retryvet %s %s catalog %s", moduleVersion(), runtime.Version(), c.Digest())
	if digest != "" {
		fmt.Fprintf(out, " digest %s", digest)
	}
	fmt.Fprintln(out)
	return exitClean, err
}

// digest is what the vettool wants as -digest beside the same flags, or "" if they name no file.
func (o *options) digest() (string, error) {
	if o.config == "" && len(o.catalogs) == 0 {
		return "", nil
	}
	c, err := load(".", o.config, o.catalogs)
	if err != nil {
		return "", err
	}
	return c.Digest(), nil
}
