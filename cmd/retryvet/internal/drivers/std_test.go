package drivers

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The whole standard library, with its tests, with functions without bodies and with what cgo makes: nothing in it makes a rule fail (V6),
// and nothing is left out.
func TestStd(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	settings := filepath.Join(t.TempDir(), "settings.yaml")
	if err := os.WriteFile(settings, []byte("tests: true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("retryvet", "-format", "json", "-config", settings, "std")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) || stderr.String() != "" {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var report struct {
		Findings []struct {
			File, Message string
			Line          int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	inTests := 0
	for _, f := range report.Findings {
		if strings.Contains(f.Message, "retryvet itself failed") {
			t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
		}
		if strings.HasSuffix(f.File, "_test.go") {
			inTests++
		}
	}
	if inTests == 0 {
		t.Error("nothing is found in the tests: were they looked at?")
	}
	t.Logf("%d findings, %d of them in tests", len(report.Findings), inTests)
}
