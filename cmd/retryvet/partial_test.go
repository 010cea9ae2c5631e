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
	out := whyOf(t, `package p

import (
	"context"
	"errors"
	"net/http"
)

type opts struct {
`+fields.String()+`}

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
`+branches.String()+`	}
	return errors.New("gave up")
}
`)
	heard := false
	for l := range strings.Lines(out) {
		if strings.Contains(l, "ignoresctx:") {
			heard = true
			if !strings.Contains(l, "[steps-spent, limit") {
				t.Errorf("the reason should be a limit: %s", l)
			}
		}
		if strings.Contains(l, ", fact]") {
			t.Errorf("the function was not gone through to its end, and this is said to be a fact: %s", l)
		}
	}
	if !heard {
		t.Errorf("nothing is said of ignoresctx:\n%s", out)
	}
}

// What goes round only if a condition holds that is not understood is not left out of what why says of the codes.
func TestWhyOfWhatWasNotUnderstood(t *testing.T) {
	out := whyOf(t, `package p

import (
	"errors"
	"net/http"
	"time"
)

type picky interface{ likes(code int) bool }

func get(u string, p picky) error {
	for n := 0; n < 3; n++ {
		resp, err := http.DefaultClient.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 && !p.likes(resp.StatusCode) {
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errors.New("gave up")
}
`)
	for _, rule := range []string{"nonretryable:", "nobackoff:"} {
		if !strings.Contains(out, rule) {
			t.Errorf("nothing is said of %s\n%s", rule, out)
		}
		for l := range strings.Lines(out) {
			if strings.Contains(l, rule) && !strings.Contains(l, "[undecided, policy") {
				t.Errorf("the reason should be that something is not understood: %s", l)
			}
		}
	}
}

// whyOf is what why says of the first loop of a program.
func whyOf(t *testing.T, source string) string {
	t.Helper()
	dir := t.TempDir()
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
	return string(out)
}
