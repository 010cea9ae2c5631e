package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/retryvet/retryvet/analyzers"
)

// demoInventory is what the command sites prints of the demo as JSON.
func demoInventory(t *testing.T) []byte {
	t.Helper()
	cmd := exec.Command("retryvet", "sites", "-format", "json", "./testdata/demo/...")
	cmd.Dir = filepath.Join("..", "..")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	data, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	return data
}

// What the command prints is what its schema says, and the schema has nothing that is never printed but what the demo has no case of.
func TestSitesSchema(t *testing.T) {
	file, err := os.Open(filepath.Join("..", "..", "docs", "sites.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("sites.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sites.json")
	if err != nil {
		t.Fatal(err)
	}
	data := demoInventory(t)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("the demo's retries are not as docs/sites.schema.json says: %v", err)
	}
	text, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Defs map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for key := range all.Defs["retry"].Properties {
		if !bytes.Contains(data, []byte(`"`+key+`":`)) && !slices.Contains([]string{"library", "timeLimit"}, key) {
			t.Errorf("no retry of the demo has %q", key)
		}
	}
	for _, how := range []string{`"library"`, `"timeLimit"`} { // of the demo none has them; the field is there
		if fields, err := json.Marshal(analyzers.Retry{Library: "l", TimeLimit: "1s"}); err != nil || !strings.Contains(string(fields), how) {
			t.Errorf("a retry has no field %s: %v", how, err)
		}
	}
}

// Every retry of the demo is listed, with what the rules report of it.
func TestSitesOfDemo(t *testing.T) {
	var inv struct{ Retries []analyzers.Retry }
	if err := json.Unmarshal(demoInventory(t), &inv); err != nil {
		t.Fatal(err)
	}
	found := map[string]analyzers.Retry{}
	for _, r := range inv.Retries {
		found[r.Function] = r
	}
	for _, c := range []struct{ function, rules, bound string }{
		{"(*Client).Upload", "nobackoff nonretryable", "3 attempts"},
		{"(*Client).Delete", "", "5 attempts"},
		{"(*Client).UploadFrom", "replaybody", "a context, 5 attempts"},
		{"announce", "unbounded", "none"},
		{"thumbnail", "nestedretry nonretryable", "3 attempts"},
		{"(*Client).WaitTranscoded", "", "a context"},
	} {
		r, ok := found[c.function]
		var rules []string
		for _, f := range r.Findings {
			rules = append(rules, f.Rule)
		}
		slices.Sort(rules)
		if got := strings.Join(slices.Compact(rules), " "); !ok || got != c.rules || r.Bound != c.bound {
			t.Errorf("%s: found %v, rules %q, bound %q; want %q and %q", c.function, ok, got, r.Bound, c.rules, c.bound)
		}
		if ok && c.rules == "" && len(r.Reasons) == 0 {
			t.Errorf("%s: nobody says why nothing is reported", c.function)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"short", 10, "short"}, {"0123456789", 10, "0123456789"}, {"0123456789a", 10, "0123…6789a"}, {"a\n\tb", 10, "a b"}, {"äöüßäöüßäöü", 5, "äö…öü"},
	} {
		if got := shorten(c.text, c.most); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

// A narrow terminal gets paragraphs, in which no line is too long.
func TestParagraphs(t *testing.T) {
	var inv inventory
	if err := json.Unmarshal(demoInventory(t), &inv); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{40, 80} {
		var out strings.Builder
		if err := inv.table(&out, width); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
				t.Errorf("of width %d: %d characters in %q", width, n, line)
			}
		}
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{"": "", "a=b": "a=b", "=1+1": "'=1+1", "@x": "'@x", "-": "'-"} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q", in, got)
		}
	}
}
