package main

import (
	"bytes"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
)

// The tables of the catalog cost a process next to nothing before anybody asks for them: no package of retryvet's makes them when it starts.
func TestStart(t *testing.T) {
	cmd := exec.Command("retryvet", "version")
	cmd.Env = append(cmd.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, trace.Bytes())
	}
	inits := regexp.MustCompile(`(?m)^init github\.com/retryvet/retryvet/(\S+) @\S+ ms, (\S+) ms clock, (\d+) bytes`).FindAllStringSubmatch(trace.String(), -1)
	seen := false
	for _, m := range inits {
		ms, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		bytes, err := strconv.Atoi(m[3])
		if err != nil {
			t.Fatal(err)
		}
		if m[1] != "catalog" {
			continue
		}
		seen = true
		if ms >= 1 || bytes > 64<<10 {
			t.Errorf("%s takes %s ms and %d bytes to start", m[1], m[2], bytes)
		}
	}
	if !seen {
		t.Errorf("nothing is said of the catalog:\n%s", trace.Bytes())
	}
}
