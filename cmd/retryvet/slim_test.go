package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The go command starts the vettool once for every package, the standard library included, so that starting must be
// cheap. With net/http come cgo, cryptography and their initialization, a millisecond each time.
func TestSlim(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	for _, heavy := range []string{"net", "net/http", "crypto/tls", "runtime/cgo", "golang.org/x/tools/go/packages"} {
		if slices.Contains(deps, heavy) {
			t.Errorf("retryvet imports %s", heavy)
		}
	}
}
