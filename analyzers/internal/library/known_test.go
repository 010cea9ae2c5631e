package library

import (
	"slices"
	"strings"
	"testing"
)

// Everything that the table has is told, in a sentence that says something.
func TestAll(t *testing.T) {
	told := map[string]int{}
	for _, k := range All() {
		for _, text := range k.Assumes {
			told[k.Kind]++
			if len(text) < 10 || strings.Contains(text, "  ") || strings.HasSuffix(text, ": ") || strings.HasPrefix(text, ": ") {
				t.Errorf("%s: %q", k.Package, text)
			}
		}
		if strings.ContainsAny(k.Package, "()*") || !strings.Contains(k.Package, ".") {
			t.Errorf("package %q", k.Package)
		}
	}
	for kind, want := range map[string]int{kindLibrary: len(retries()), kindClient: len(repeats()), kindErrors: len(statusFields()) + len(tests())} {
		if told[kind] != want {
			t.Errorf("%d entries of kind %s are told, the table has %d", told[kind], kind, want)
		}
	}
	i := slices.IndexFunc(All(), func(k Known) bool { return k.Package == "github.com/avast/retry-go" })
	if i < 0 || !slices.Contains(All()[i].Assumes, "Do: an error means again, unless it is marked as final; 10 attempts, a growing delay from 100ms on") {
		t.Errorf("avast's is told as %+v", All()[max(i, 0)])
	}
}

func TestKnows(t *testing.T) {
	for module, want := range map[string]bool{
		"github.com/cenkalti/backoff/v4": true, "github.com/avast/retry-go": true, "github.com/aws/aws-sdk-go-v2/service/s3": true,
		"k8s.io/apimachinery": true, "github.com/hashicorp/go-retryablehttp": true, "github.com/acme/retry": false, "golang.org/x/tools": false,
	} {
		if Knows(module) != want {
			t.Errorf("Knows(%q) is not %v", module, want)
		}
	}
}
