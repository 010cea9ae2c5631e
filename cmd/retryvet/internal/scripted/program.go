package scripted

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// WithProgram builds the program, has it found by its name, and runs the tests of a package, whose exit status it returns.
func WithProgram(m *testing.M) int {
	dir, err := os.MkdirTemp("", "retryvet-test")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	if err := lookAtSources(); err != nil {
		panic(err)
	}
	if out, err := exec.Command("go", "build", "-o", dir+string(filepath.Separator), "github.com/retryvet/retryvet/cmd/retryvet").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		return 1
	}
	for name, value := range map[string]string{
		"PATH":          dir + string(filepath.ListSeparator) + os.Getenv("PATH"),
		"RETRYVETCACHE": filepath.Join(dir, "cache"), // not the user's
	} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	return m.Run()
}

// lookAtSources looks into all folders that the program is built from. Go keeps the result of a test for as long as what it looked at stays
// the same, and does not see what a program that the test runs is made of.
func lookAtSources() error {
	root, err := checkout()
	if err != nil {
		return err
	}
	for _, top := range []string{"analyzers", "catalog", "cmd", "testdata"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil {
			return err
		}
	}
	_, err = os.Stat(filepath.Join(root, "go.mod"))
	return err
}

// checkout is the folder of the module that a test belongs to.
func checkout() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return "", errors.New("no go.mod above the working directory")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}
