// Proxy makes a module proxy of files with one version of this checkout in it, so that what the documentation says of
// released versions can be tried before there is one.
//
//	go run ./.ci/proxy DIR VERSION
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const path = "github.com/retryvet/retryvet"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: proxy DIR VERSION")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir, version string) error {
	root := filepath.Join(dir, filepath.FromSlash(path))
	versions := filepath.Join(root, "@v")
	if err := os.MkdirAll(versions, 0o777); err != nil {
		return err
	}
	info, err := json.Marshal(struct {
		Version string
		Time    time.Time
	}{version, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		filepath.Join(root, "@latest"):           info,
		filepath.Join(versions, "list"):          nil, // of releases: there is none yet
		filepath.Join(versions, version+".info"): info,
		filepath.Join(versions, version+".mod"):  mod,
	} {
		if err := os.WriteFile(name, data, 0o666); err != nil {
			return err
		}
	}
	f, err := os.Create(filepath.Join(versions, version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(f, module.Version{Path: path, Version: version}, "."); err != nil {
		return err
	}
	return f.Close()
}
