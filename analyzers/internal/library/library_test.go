package library

import (
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	for name, want := range map[string]Class{
		"github.com/cenkalti/backoff/v4.Retry":                                   AgainOnErr,
		"github.com/cenkalti/backoff.Retry":                                      AgainOnErr,
		"(*github.com/avast/retry-go/v5.RetrierWithData[T]).Do":                  AgainOnErr,
		"(*github.com/avast/retry-go/v5.Retrier).Do":                             AgainOnErr,
		"github.com/hashicorp/terraform-plugin-sdk/v2/helper/retry.RetryContext": Marked,
		"github.com/sethvargo/go-retry.Do":                                       StopOnErr,
		"example.com/cenkalti/backoff.Retry":                                     None,
		"net/http.Get":                                                           None,
	} {
		got, ok := Lookup(name)
		if got.Class != want || ok != (want != None) {
			t.Errorf("Lookup(%q) = %v, %v; want class %v", name, got.Class, ok, want)
		}
	}
}

func TestMarkOf(t *testing.T) {
	for name, want := range map[string]Mark{
		"github.com/cenkalti/backoff/v5.Permanent":     Final,
		"github.com/sethvargo/go-retry.RetryableError": Again,
		"fmt.Errorf": NoMark,
		"example.com/sethvargo/go-retry/v.RetryableError": NoMark,
	} {
		if got := MarkOf(name); got != want {
			t.Errorf("MarkOf(%q) = %v, want %v", name, got, want)
		}
	}
}

// Named is a look before Lookup: it must not turn away what the table has.
func TestNamed(t *testing.T) {
	for full := range retries() {
		name := full[strings.LastIndexByte(full, '.')+1:]
		if !Named(name) {
			t.Errorf("Named(%q) is false, but the table has %s", name, full)
		}
	}
}
