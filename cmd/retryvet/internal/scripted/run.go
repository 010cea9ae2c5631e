// Package scripted runs scripts of the command line as tests, with the program that the sources of this checkout make.
package scripted

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
	"github.com/rogpeppe/go-internal/testscript"
)

// Run runs the scripts of a folder as tests. They find the path of each tool in a variable of its name.
func Run(t *testing.T, folder string, tools ...string) {
	t.Helper()
	root, err := checkout()
	if err != nil {
		t.Fatal(err)
	}
	goEnv := map[string]string{}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOROOT"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		goEnv[name] = strings.TrimSpace(string(out))
	}
	testscript.Run(t, testscript.Params{
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "unreadable": // chmod 000 has an effect, which it does not for root
				return os.Getuid() != 0, nil
			case "cgo": // files that import C are built
				return buildsC()
			}
			return false, fmt.Errorf("unknown condition %s", cond)
		},
		Dir:                 folder,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for name, value := range goEnv {
				env.Setenv(name, value)
			}
			env.Setenv("GOFLAGS", "")
			env.Setenv("RETRYVETCACHE", os.Getenv("RETRYVETCACHE"))
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GOWORK", "off")
			env.Setenv("DIGEST", catalog.Embedded().Digest())
			env.Setenv("DOCS", filepath.Join(root, "docs"))
			for _, name := range tools {
				tool, err := exec.LookPath(name)
				if err != nil {
					return err
				}
				env.Setenv(strings.ToUpper(name), tool)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": wantStatus, "lines": wantLines, "sarif": wantSARIF, "conforms": wantSchema, "recipe": recipe, "entry": hookEntry, "append": appendTo, "binary": writeBinary, "vandalize": vandalize},
	})
}

// buildsC reports whether the go command builds files that import C: it may be told not to, and needs a compiler.
func buildsC() (bool, error) {
	out, err := exec.Command("go", "env", "CGO_ENABLED", "CC").Output()
	if err != nil {
		return false, err
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != 2 || lines[0] != "1" {
		return false, nil
	}
	_, err = exec.LookPath(strings.Fields(lines[1])[0])
	return err == nil, nil
}
