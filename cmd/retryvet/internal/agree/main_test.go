package agree

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestMain builds the program, and has it found by its name.
func TestMain(m *testing.M) {
	os.Exit(withProgram(m))
}

func withProgram(m *testing.M) int {
	dir, err := os.MkdirTemp("", "retryvet-agree")
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
	root := filepath.Join("..", "..", "..", "..")
	for _, top := range []string{"analyzers", "catalog", "cmd", "testdata"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil {
			return err
		}
	}
	_, err := os.Stat(filepath.Join(root, "go.mod"))
	return err
}
