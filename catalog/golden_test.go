package catalog_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

// fact is what a provider's document says of a code. Nothing of it is read from the YAML files.
type fact struct {
	scheme  string
	code    catalog.Code
	status  int    // 0 if the document gives none
	name    string // "" if the document gives none
	message string
	line    int
}

func (f fact) String() string {
	return fmt.Sprintf("%s %s %d %q %q line %d", f.scheme, f.code, f.status, f.name, f.message, f.line)
}

// TestGolden compares the embedded catalog with the text of the providers' documents.
func TestGolden(t *testing.T) {
	tests := []struct {
		provider string
		parse    func([]string) []fact
		counts   map[string]int // by scheme
		// statuses of these schemes are not in the document but follow from it
		inferred []string
	}{
		{"pan123", parsePan123, map[string]int{"body": 25, "exception": 3}, nil},
		{"upyun", parseUpyun, map[string]int{"body": 254}, nil},
		{"secondme", parseSecondme, map[string]int{"code": 41, "system": 3}, nil},
		{"zgi", parseZGI, map[string]int{"body": 30, "http": 14, "symbol": 1, "status_message": 2}, nil},
		{"token360", parseToken360, map[string]int{"type": 9, "http": 9, "code": 4}, []string{"type"}},
	}
	for _, test := range tests {
		t.Run(test.provider, func(t *testing.T) {
			p := provider(t, test.provider)
			text, err := os.ReadFile(filepath.Join("..", "testdata", "seeds", test.provider+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256(text)
			if got, want := p.Sources[0].SHA256, hex.EncodeToString(sum[:]); got != want {
				t.Errorf("sha256 of the source is %s, of the document %s", got, want)
			}
			want := test.parse(strings.Split(string(text), "\n"))
			counts := make(map[string]int)
			for _, f := range want {
				counts[f.scheme]++
			}
			for scheme, n := range test.counts {
				if counts[scheme] != n {
					t.Errorf("document has %d codes of scheme %s, want %d", counts[scheme], scheme, n)
				}
			}
			var got []fact
			for e := range p.Entries() {
				if e.Observed {
					continue
				}
				f := fact{scheme: e.Scheme, code: e.Code, status: e.HTTP, name: e.Name, message: e.Message}
				if slices.Contains(test.inferred, e.Scheme) {
					f.status = 0
				}
				line, ok := strings.CutPrefix(e.Source, "seed:")
				if !ok {
					t.Errorf("source of %s is %s", e.Code, e.Source)
				}
				f.line, _ = strconv.Atoi(line)
				got = append(got, f)
			}
			compareFacts(t, got, want)
		})
	}
}

func compareFacts(t *testing.T, got, want []fact) {
	t.Helper()
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("not in the document: %s", f)
		}
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("not in the catalog:  %s", f)
		}
	}
	if len(got) != len(want) {
		t.Errorf("catalog has %d codes, document %d", len(got), len(want))
	}
}

func intCode(s string) catalog.Code {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		panic(err)
	}
	return catalog.Int(n)
}

var (
	panRow       = regexp.MustCompile(`^(\d+) (\S+) (\S+) \S+$`)
	panException = regexp.MustCompile(`^[A-Z]\w+Error$`)
)

// parsePan123 reads "code name meaning remedy" and, for exceptions, a heading and the line of its meaning.
func parsePan123(lines []string) (facts []fact) {
	for i, line := range lines {
		if m := panRow.FindStringSubmatch(line); m != nil {
			facts = append(facts, fact{"body", intCode(m[1]), 0, m[2], m[3], i + 1})
		}
		if panException.MatchString(line) && i+2 < len(lines) {
			if meaning, ok := strings.CutPrefix(lines[i+2], "含义: "); ok {
				facts = append(facts, fact{"exception", catalog.String(line), 0, "", meaning, i + 1})
			}
		}
	}
	return facts
}

var upyunRow = regexp.MustCompile(`^(\d{3}) \| (\d{8}) \| (.+?) \|`)

// parseUpyun reads "status | code | message | detail |"; the last row has no detail.
func parseUpyun(lines []string) (facts []fact) {
	for i, line := range lines {
		if m := upyunRow.FindStringSubmatch(line); m != nil {
			status, _ := strconv.Atoi(m[1])
			facts = append(facts, fact{"body", intCode(m[2]), status, "", m[3], i + 1})
		}
	}
	return facts
}

var secondmeRow = regexp.MustCompile(`^([a-z0-9_]+\.[a-z0-9_.]*[a-z])(\d{3})(.+)$`)

// parseSecondme reads cells that nothing separates: code, status, meaning.
func parseSecondme(lines []string) (facts []fact) {
	for i, line := range lines {
		if m := secondmeRow.FindStringSubmatch(line); m != nil {
			scheme := "code"
			if strings.Count(m[1], ".") == 1 {
				scheme = "system"
			}
			status, _ := strconv.Atoi(m[2])
			facts = append(facts, fact{scheme, catalog.String(m[1]), status, "", m[3], i + 1})
		}
	}
	return facts
}

var (
	zgiCell    = regexp.MustCompile(`^(\d{3}|\d{5}) \|$`)
	zgiStatus  = regexp.MustCompile(`^"status_code": (\d+),$`)
	zgiOutcome = regexp.MustCompile(`^"status_message": "(\w+)",$`)
	zgiSymbol  = regexp.MustCompile(`^"code": "(\w+)",$`)
	zgiMessage = regexp.MustCompile(`^"message": "(.+)",$`)
)

// parseZGI reads tables with one cell a line, and the two examples of answers.
func parseZGI(lines []string) (facts []fact) {
	var status int // of the example
	for i, line := range lines {
		if m := zgiCell.FindStringSubmatch(line); m != nil {
			f := fact{"body", intCode(m[1]), 0, "", strings.TrimSuffix(lines[i+1], " |"), i + 1}
			if len(m[1]) == 3 {
				f.scheme, f.status = "http", int(f.code.Int())
			}
			facts = append(facts, f)
		} else if m := zgiStatus.FindStringSubmatch(line); m != nil {
			status, _ = strconv.Atoi(m[1])
		} else if m := zgiOutcome.FindStringSubmatch(line); m != nil {
			facts = append(facts, fact{"status_message", catalog.String(m[1]), status, "", "", i + 1})
		} else if m := zgiSymbol.FindStringSubmatch(line); m != nil {
			message := zgiMessage.FindStringSubmatch(lines[i+1])[1]
			facts = append(facts, fact{"symbol", catalog.String(m[1]), status, "", message, i + 1})
		}
	}
	return facts
}

var (
	tokenStatus  = regexp.MustCompile(`^(\d{3}) \| ([^|]+) \| ([^|]+) \|$`)
	tokenType    = regexp.MustCompile(`^([a-z_]+) \| ([^|]+) \|$`)
	tokenMessage = regexp.MustCompile(`^\d "message": "(.+)",$`)
	tokenCode    = regexp.MustCompile(`^\d "code": "(\d+)"$`)
)

// parseToken360 reads both tables and the examples, whose error.code is the status as a string.
func parseToken360(lines []string) (facts []fact) {
	var message string // of the example
	for i, text := range lines {
		if m := tokenStatus.FindStringSubmatch(text); m != nil {
			code := intCode(m[1])
			facts = append(facts, fact{"http", code, int(code.Int()), m[2], m[3], i + 1})
		} else if m := tokenType.FindStringSubmatch(text); m != nil {
			facts = append(facts, fact{"type", catalog.String(m[1]), 0, "", m[2], i + 1})
		} else if m := tokenMessage.FindStringSubmatch(text); m != nil {
			message = m[1]
		} else if m := tokenCode.FindStringSubmatch(text); m != nil {
			status, _ := strconv.Atoi(m[1])
			facts = append(facts, fact{"code", catalog.String(m[1]), status, "", message, i + 1})
		}
	}
	return facts
}

// TestToken360Types checks the statuses of error types, which the document gives in its examples only.
func TestToken360Types(t *testing.T) {
	p := provider(t, "token360")
	for name, status := range map[string]int{"invalid_api_key": 401, "model_not_found": 404, "rate_limit_error": 429, "api_error": 500} {
		if e, ok := p.Lookup(catalog.String(name)); !ok || e.HTTP != status {
			t.Errorf("%s has status %d, want %d", name, e.HTTP, status)
		}
	}
}

// TestHouseRules checks what is expected of embedded rows but not of users' ones.
func TestHouseRules(t *testing.T) {
	total := 0
	for _, p := range catalog.Embedded().Providers() {
		if p.NameEN == "" || p.NameZH == "" || len(p.Sources) == 0 {
			t.Errorf("%s lacks a name or a source", p.ID)
		}
		for _, s := range p.Schemes {
			if s.AsOf == "" {
				t.Errorf("scheme %s of %s has no date", s.ID, p.ID)
			}
		}
		for e := range p.Entries() {
			if e.Provider == p.ID {
				total++
			}
			if e.EN == "" || e.ZH == "" || e.Source == "" || e.Retry == 0 || e.Confidence == 0 || e.Basis == "" {
				t.Errorf("%s %s is not complete: %+v", p.ID, e.Code, e)
			}
			if strings.ContainsAny(e.EN+e.ZH+e.Why+e.Message, "\t\n") {
				t.Errorf("%s %s: a text has a tab or a new line", p.ID, e.Code)
			}
			if e.Confidence == catalog.Low && e.Why == "" {
				t.Errorf("%s %s: confidence is low without a reason", p.ID, e.Code)
			}
			if !p.Fits(e.Code) {
				t.Errorf("%s %s does not fit its own provider", p.ID, e.Code)
			}
			if got, want := e.Layer(), "embedded"; got != want {
				t.Errorf("%s %s: layer is %s", p.ID, e.Code, got)
			}
		}
	}
	if want := 29 + 254 + 44 + 47 + 22 + 57 + /* databases and brokers */ 260 + 54 + 135 + /* sqlite, redis, mongodb */ 44 + 14 + 15 + /* kubernetes, grpc */ 19 + 34 + /* stripe, github, slack, oauth2, googleapi */ 84 + 9 + 39 + 15 + 52 +
		/* feishu, wecom, wechat, minimax, kimi, zhipu */ 99 + 41 + 41 + 9 + 9 + 39 + /* stores and clouds */ 66 + 36 + /* models */ 51 + 12 + /* certificates */ 26 + /* children of openai */ 7 + 22 + 11; total != want {
		t.Errorf("%d entries, want %d", total, want)
	}
}

func provider(t *testing.T, id string) *catalog.Provider {
	t.Helper()
	p, ok := catalog.Embedded().Provider(id)
	if !ok {
		t.Fatalf("no provider %s", id)
	}
	return p
}
