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
		"example.com/app/third_party/github.com/cenkalti/backoff.Retry":          AgainOnErr,
		"app/Godeps/_workspace/src/github.com/cenkalti/backoff.Retry":            AgainOnErr,
		"(*app/internal/github.com/avast/retry-go/v5.RetrierWithData[T]).Do":     AgainOnErr,
		"app/vendor/k8s.io/client-go/util/retry.OnError":                         AgainIf,
		"example.com/app/internal/cenkalti/backoff.Retry":                        None,
		"net/http.Get": None,
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
func TestMarkedTypeOf(t *testing.T) {
	for name, want := range map[string]string{
		"github.com/cenkalti/backoff/v4.Permanent":   "PermanentError",
		"github.com/cenkalti/backoff/v5.RetryAfter":  "RetryAfterError",
		"github.com/cenkalti/backoff/v4.Retry":       "",
		"github.com/avast/retry-go/v4.Unrecoverable": "",
	} {
		if got := MarkedTypeOf(name); got != want {
			t.Errorf("MarkedTypeOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNamed(t *testing.T) {
	for full := range retries() {
		name := full[strings.LastIndexByte(full, '.')+1:]
		if !Named(name) {
			t.Errorf("Named(%q) is false, but the table has %s", name, full)
		}
	}
}

func TestRepeatOf(t *testing.T) {
	for name, want := range map[[2]string]string{
		{"github.com/hashicorp/go-retryablehttp", "(*github.com/hashicorp/go-retryablehttp.Client).Do"}:            "github.com/hashicorp/go-retryablehttp.Client",
		{"github.com/hashicorp/go-retryablehttp", "(*github.com/hashicorp/go-retryablehttp.Request).SetBody"}:      "",
		{"github.com/hashicorp/go-retryablehttp", "github.com/hashicorp/go-retryablehttp.NewClient"}:               "",
		{"github.com/aws/aws-sdk-go-v2/service/s3", "(*github.com/aws/aws-sdk-go-v2/service/s3.Client).PutObject"}: "github.com/aws/aws-sdk-go-v2/service/",
		{"github.com/minio/minio-go/v7", "(*github.com/minio/minio-go/v7.Client).PutObject"}:                       "github.com/minio/minio-go",
		{"github.com/go-resty/resty/v2", "(*github.com/go-resty/resty/v2.Request).Get"}:                            "github.com/go-resty/resty.Request",
		{"example.com/minio/minio-go", "(*example.com/minio/minio-go.Client).PutObject"}:                           "",
	} {
		if got, _ := RepeatOf(name[0], name[1]); got.Of != want {
			t.Errorf("RepeatOf(%q) is about %q, want %q", name[1], got.Of, want)
		}
	}
}

func TestRepeat(t *testing.T) {
	r := Repeat{Makers: []string{"New", "New*Client"}, Retries: true}
	for name, want := range map[string]bool{"New": true, "NewClient": true, "NewBasicClient": true, "NewRequest": false, "Client": false} {
		if r.Makes(name) != want {
			t.Errorf("Makes(%q) is %v", name, !want)
		}
	}
	for n, want := range map[int]int{-1: 1, 0: 1, 4: 5} {
		if got := r.Tries(n); got != want {
			t.Errorf("Tries(%d) = %d, want %d", n, got, want)
		}
	}
	if got := (Repeat{Zero: 3}).Tries(0); got != 3 {
		t.Errorf("0 stands for %d attempts, want 3", got)
	}
}

func TestOriginal(t *testing.T) {
	for name, want := range map[string]string{
		"a/vendor/github.com/b/c.F":            "github.com/b/c.F",
		"(*a.org/x/vendor/github.com/b/c.T).F": "(*github.com/b/c.T).F",
		"github.com/b/c.F":                     "github.com/b/c.F",
		"github.com/b/c/v1.2/d.F":              "github.com/b/c/v1.2/d.F",
		"gopkg.in/yaml.v3.F":                   "gopkg.in/yaml.v3.F",
		"net/http.Get":                         "net/http.Get",
		"fmt.Errorf":                           "fmt.Errorf",
		"":                                     "",
		"vendor/golang.org/x/net":              "golang.org/x/net",
	} {
		if got := Original(name); got != want {
			t.Errorf("Original(%q) = %q, want %q", name, got, want)
		}
	}
}
