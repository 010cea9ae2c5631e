package catalog_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/catalog"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(filepath.Join("data", "catalog.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// instance returns a YAML text as the values JSON would have given.
func instance(t *testing.T, text string) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	dates(&n)
	var v any
	if err := n.Decode(&v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// dates makes strings of dates, as editors see them.
func dates(n *yaml.Node) {
	if n.ShortTag() == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, c := range n.Content {
		dates(c)
	}
}

func TestSchemaAcceptsEmbedded(t *testing.T) {
	s := schema(t)
	files, err := filepath.Glob(filepath.Join("data", "*.yaml"))
	if err != nil || len(files) != len(catalog.Embedded().IDs()) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(instance(t, string(data))); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if !strings.HasPrefix(string(data), "# yaml-language-server: $schema=catalog.schema.json\n") {
			t.Errorf("%s does not name its schema", file)
		}
	}
}

// The schema calls itself by the address at which it is, which users' files name.
func TestSchemaID(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("data", "catalog.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		ID string `json:"$id"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	guide, err := os.ReadFile(filepath.Join("..", "docs", "writing-a-catalog.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(guide), "# yaml-language-server: $schema="+schema.ID+"\n") {
		t.Errorf("the guide does not name the schema %s", schema.ID)
	}
	if !strings.HasPrefix(schema.ID, "https://raw.githubusercontent.com/retryvet/retryvet/") || !strings.HasSuffix(schema.ID, "/catalog/data/catalog.schema.json") {
		t.Errorf("$id is %s, which is not where the file is", schema.ID)
	}
}

// TestSchemaAgrees checks that the schema knows the fields the program knows: a file with every field passes both, and
// what the schema refuses the program refuses too.
func TestSchemaAgrees(t *testing.T) {
	s := schema(t)
	if err := s.Validate(instance(t, everyField)); err != nil {
		t.Error(err)
	}
	if _, err := catalog.Embedded().With(yamlInput(everyField)); err != nil {
		t.Error(err)
	}
	// What the program lists as known is what the schema lists.
	for _, test := range []struct{ text, path string }{
		{"zz: 1\n", "properties"},
		{acme + "sources: [{qqqq: 1}]\n", "$defs/source/properties"},
		{acme + "go: {types: [{qqqq: 1}]}\n", "$defs/type/properties"},
		{acme + "go: {predicates: [{qqqq: 1}]}\n", "$defs/predicate/properties"},
		{acme + "go: {sentinels: [{qqqq: 1}]}\n", "$defs/sentinel/properties"},
		{acme + "go: {funcs: [{qqqq: 1}]}\n", "$defs/func/properties"},
		{acme + "go: {exceptions: [{qqqq: 1}]}\n", "$defs/exceptions/properties"},
		{acme + "go: {qqqq: 1}\n", "properties/go/properties"},
		{acme + "shapes: [{qqqq: 1}]\n", "$defs/shape/properties"},
		{acme + "codes: [{qqqq: 1}]\n", "$defs/row/properties"},
		{"catalog: 1\nprovider: a\nschemes: [{qqqq: 1}]\n", "$defs/scheme/properties"},
	} {
		if s.Validate(instance(t, test.text)) == nil {
			t.Errorf("schema accepts %q", test.text)
		}
		_, err := catalog.Embedded().With(yamlInput(test.text))
		if err == nil {
			t.Errorf("program accepts %q", test.text)
			continue
		}
		_, known, _ := strings.Cut(strings.Split(err.Error(), "\n")[0], "known are ")
		if want := strings.Join(schemaFields(t, test.path), ", "); known != want {
			t.Errorf("%s\nprogram knows %s\nschema knows  %s", test.path, known, want)
		}
	}
	for _, text := range []string{
		"catalog: 2\nprovider: a\n",
		"catalog: 1\n",
		acme + "codes: [{code: 1.5}]\n",
		acme + "codes: [{code: \"\"}]\n",
		acme + "codes: [{code: 1000, retry: maybe}]\n",
		acme + "codes: [{code: 1000, http: 42}]\n",
		acme + "codes: [{code: 1000, min_delay: soon}]\n",
		acme + "codes: [{code: 1000, delay_step: soon}]\n",
		acme + "codes: [{code: 1000, max_tries: 0}]\n",
		acme + "codes: [{code: 1000, max_tries: few}]\n",
		acme + "codes: [{code: 1000, src: \"a b\"}]\n",
	} {
		if s.Validate(instance(t, text)) == nil {
			t.Errorf("schema accepts %q", text)
		}
		if _, err := catalog.Embedded().With(yamlInput(text)); err == nil {
			t.Errorf("program accepts %q", text)
		}
	}
}

func schemaFields(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("data", "catalog.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Split(path, "/") {
		v = v.(map[string]any)[name]
	}
	var names []string
	for name := range v.(map[string]any) {
		names = append(names, name)
	}
	return sorted(names)
}
