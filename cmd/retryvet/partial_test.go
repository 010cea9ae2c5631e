package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Of a function that was left before its end, why does not say that every wait was seen.
func TestWhyOfWhatWasLeft(t *testing.T) {
	var fields, branches strings.Builder
	for i := range 24 {
		fmt.Fprintf(&fields, "\ta%d, b%d int\n", i, i)
		fmt.Fprintf(&branches, "\t\tif o.a%d > %d {\n\t\t\treq.Header.Set(\"X-%d\", \"1\")\n\t\t\to.b%d++\n\t\t}\n", i, i, i, i)
	}
	dir := t.TempDir()
	source := `package p

import (
	"context"
	"errors"
	"net/http"
)

type opts struct {
` + fields.String() + `}

func get(ctx context.Context, u string, o *opts) error {
	for n := 0; n < 3; n++ {
		req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
` + branches.String() + `	}
	return errors.New("gave up")
}
`
	for name, text := range map[string]string{"go.mod": "module example.com/p\n\ngo 1.24\n", "p.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	line := 1 + strings.Count(source[:strings.Index(source, "for n := 0")], "\n")
	cmd := exec.Command("retryvet", "why", fmt.Sprintf("p.go:%d", line))
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for l := range strings.Lines(string(out)) {
		if strings.Contains(l, "ignoresctx:") {
			if !strings.Contains(l, "[steps-spent, limit") {
				t.Errorf("the reason should be a limit: %s", l)
			}
			return
		}
	}
	t.Errorf("nothing is said of ignoresctx:\n%s", out)
}
