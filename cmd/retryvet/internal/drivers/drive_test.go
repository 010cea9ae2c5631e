package drivers

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Both drivers say the same of every fixture, of the demo and of this module: findings with all that belongs to them; and all retries, of
// the fixtures those of one rule, as go vet takes a process for each package.
func TestDriversAgree(t *testing.T) {
	root, err := filepath.Abs("../../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var fixtures []string
	entries, err := os.ReadDir(filepath.Join(root, "src"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.Contains(e.Name(), ".") {
			fixtures = append(fixtures, "./"+e.Name()+"/...")
		}
	}
	gopath := []string{"GO111MODULE=off", "GOPATH=" + root}
	findings, retries := []string{"-format", "json"}, []string{"sites", "-format", "json"}
	both := [][]string{findings, retries}
	lastDate := regexp.MustCompile(`(?m)^ *"date": .*\n`)
	for _, c := range []struct {
		dir      string
		env      []string
		patterns []string
		runs     [][]string
	}{
		{filepath.Join(root, "src"), gopath, fixtures, [][]string{findings}},
		{filepath.Join(root, "src"), gopath, []string{"./nestedretry/..."}, [][]string{retries}},
		{filepath.Join(root, "demo"), nil, []string{"./..."}, both},
		{filepath.Join(root, "..", "analyzers"), nil, []string{"./..."}, both},
	} {
		for _, args := range c.runs {
			run := func(how string) (string, string) {
				cmd := exec.Command("retryvet", append(append(args, "-driver="+how), c.patterns...)...)
				cmd.Dir = c.dir
				cmd.Env = append(append(os.Environ(), "GOFLAGS="), c.env...)
				var stderr strings.Builder
				cmd.Stderr = &stderr
				out, _ := cmd.Output() // findings are no success
				return lastDate.ReplaceAllString(string(out), ""), stderr.String()
			}
			own, ownLog := run("own")
			vet, vetLog := run("vet")
			if own == "" || ownLog != vetLog {
				t.Errorf("%s: %q prints %d bytes; errors are\n%s\nand with go vet\n%s", c.dir, args, len(own), ownLog, vetLog)
			}
			if own != vet {
				t.Errorf("%s: %q: the drivers differ:\n%s", c.dir, args, firstDifference(own, vet))
			}
		}
	}
}

// firstDifference are the first lines in which two texts differ.
func firstDifference(own, vet string) string {
	a, b := strings.Split(own, "\n"), strings.Split(vet, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from := max(0, i-10)
			return "own:\n" + strings.Join(a[from:min(i+3, len(a))], "\n") + "\nvet:\n" + strings.Join(b[from:min(i+3, len(b))], "\n")
		}
	}
	return "one is longer"
}
