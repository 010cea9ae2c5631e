package lexicon

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	for name, want := range map[string]string{
		"":                     "",
		"_":                    "",
		"x":                    "x",
		"HTTPStatus":           "http status",
		"HTTPStatusCode":       "http status code",
		"StatusHTTP":           "status http",
		"statuscode":           "statuscode",
		"retryAfterMs":         "retry after ms",
		"RetryAfterMS":         "retry after ms",
		"retry_after_ms":       "retry after ms",
		"RETRY_AFTER_MS":       "retry after ms",
		"__retry__after":       "retry after",
		"OAuth2Token":          "oauth 2 token",
		"oAuthToken":           "oauth token",
		"MyOAuthClient":        "my oauth client",
		"OAuthenticated":       "o authenticated",
		"ETag":                 "etag",
		"grpcCode":             "grpc code",
		"gRPCCode":             "grpc code",
		"backoff":              "backoff",
		"BackOff":              "back off",
		"relogin":              "relogin",
		"SendShipping":         "send shipping",
		"userIDs":              "user ids",
		"URLsOf":               "urls of",
		"URLScheme":            "url scheme",
		"IDs":                  "ids",
		"DBs2":                 "dbs 2",
		"ASet":                 "a set",
		"sha256Sum":            "sha 256 sum",
		"Int63n":               "int 63 n",
		"is5xx":                "is 5 xx",
		"X-RateLimit-Reset":    "x rate limit reset",
		"Retry-After":          "retry after",
		"golang.org/x/time":    "golang org x time",
		"naïveÜber":            "naïve über",
		"取得Token":              "取得 token",
		"maxBackoff Client.go": "max backoff client go",
	} {
		if got := strings.Join(Words(name), " "); got != want {
			t.Errorf("Words(%q) = %q, want %q", name, got, want)
		}
	}
}

// Every letter and digit of a name is in its words, in order; a word is of letters or of digits, and is the one word of itself.
func FuzzWords(f *testing.F) {
	for _, s := range []string{
		"", "_", "a", "HTTPStatus", "retryAfterMs", "OAuth2Token", "URLsOf", "gRPC", "ETags", "a_b-C9", "9a9", "ǅz", "İstanbul", "K", "ſs", "a\xffb", "ÀÉs", "日本Go", "é",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		var letters strings.Builder
		for _, r := range name {
			if classOf(r) != other {
				letters.WriteRune(unicode.ToLower(r))
			}
		}
		words := Words(name)
		if got := strings.Join(words, ""); got != letters.String() {
			t.Errorf("Words(%q) = %q, want all of %q", name, words, letters.String())
		}
		for _, w := range words {
			if !utf8.ValidString(w) || w == "" {
				t.Errorf("Words(%q) has %q", name, w)
			}
			digits := 0
			for _, r := range w {
				if classOf(r) == digit {
					digits++
				}
			}
			if digits > 0 && digits < utf8.RuneCountInString(w) {
				t.Errorf("Words(%q) has %q, of letters and digits", name, w)
			}
			if again := Words(w); !slices.Equal(again, []string{w}) {
				t.Errorf("Words(%q) has %q, which is split into %q", name, w, again)
			}
		}
		if again := Words(strings.Join(words, "_")); !slices.Equal(again, words) {
			t.Errorf("Words(%q) = %q, with underscores between them %q", name, words, again)
		}
		Of(name)
	})
}
