package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A testCase is code that the tools are run on.
type testCase struct {
	name     string
	key      func() (string, error) // by its content
	dir      func() (string, error) // where it is; it is downloaded for that
	env      []string
	packages []string
}

// corpus lists the public modules: path, version, checksum, and the packages, all if none is named.
//
//go:embed corpus.txt
var corpus string

// cases are the fixtures and the demo of a checkout, and the public modules.
func cases(root string) ([]testCase, error) {
	data := filepath.Join(root, "testdata")
	// The fixtures are laid out as GOPATH wants it.
	fixtures := []string{"GOPATH=" + data, "GO111MODULE=off", "GOFLAGS=", "GOWORK=off"}
	all := []testCase{
		files("fixtures", filepath.Join(data, "src"), filepath.Join(data, "src"), fixtures, "./..."),
		files("demo", filepath.Join(data, "demo"), root, nil, "./testdata/demo/..."),
	}
	for line := range strings.Lines(corpus) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if len(fields) < 3 {
			return nil, fmt.Errorf("corpus.txt: %q is no module, version and checksum", line)
		}
		all = append(all, module(fields[0], fields[1], fields[2], fields[3:]))
	}
	return all, nil
}

// files is a case in the checkout: the files in and below of, and packages as the go command names them in dir.
func files(name, of, dir string, env []string, packages ...string) testCase {
	return testCase{
		name:     name,
		key:      func() (string, error) { return contentOf(of) },
		dir:      func() (string, error) { return dir, nil },
		env:      env,
		packages: packages,
	}
}

// module is a case in the module cache, where the go command takes it for the main module.
func module(path, version, sum string, packages []string) testCase {
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	return testCase{
		name: path,
		key: func() (string, error) {
			return hash(path, version, sum, strings.Join(packages, " ")), nil
		},
		dir: func() (string, error) {
			out, err := output(os.TempDir(), []string{"GOFLAGS=-mod=mod", "GOWORK=off", "GO111MODULE=on"}, "go", "mod", "download", "-json", path+"@"+version)
			if err != nil {
				return "", err
			}
			var got struct{ Dir, Sum string }
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				return "", err
			}
			if got.Sum != sum {
				return "", fmt.Errorf("%s is %s, and not the %s of corpus.txt", path, got.Sum, sum)
			}
			return got.Dir, nil
		},
		env:      []string{"GOFLAGS=", "GOWORK=off", "GO111MODULE=on"},
		packages: packages,
	}
}

func hash(words ...string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", words))
	return fmt.Sprintf("%x", sum)[:20]
}

// contentOf is the hash of the files in and below a directory.
func contentOf(dir string) (string, error) {
	var words []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		sum := sha256.New()
		_, err = io.Copy(sum, f)
		words = append(words, filepath.ToSlash(name), string(sum.Sum(nil)))
		return err
	})
	return hash(words...), err
}
