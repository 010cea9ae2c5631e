package plugin_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// pieces are the indented pieces of the package's documentation.
func pieces(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("plugin.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, piece := range regexp.MustCompile(`(?m)(?:^//\t.*\n)+`).FindAllString(string(data), -1) {
		all = append(all, strings.ReplaceAll(piece, "//\t", ""))
	}
	return all
}

// The files in the documentation are those of the README, and settings that the plugin takes.
func TestDocumentation(t *testing.T) {
	all := pieces(t)
	if len(all) != 2 {
		t.Fatalf("the documentation has the pieces %q", all)
	}
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```yaml\n(version: v.*?)```").FindSubmatch(readme)
	var here, there any
	if block == nil || yaml.Unmarshal([]byte(all[0]), &here) != nil || yaml.Unmarshal(block[1], &there) != nil || !reflect.DeepEqual(here, there) {
		t.Errorf("the documentation builds golangci-lint with %v, the README with %v", here, there)
	}

	file := filepath.Join(t.TempDir(), "acme.yaml")
	if err := os.WriteFile(file, []byte("catalog: 1\nprovider: acme\nhosts: [api.acme.example]\nschemes: [{id: code, kind: int}]\ncodes:\n  - {code: 1, retry: never, en: one}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	const placeholder = "/path/to/acme.yaml"
	if !strings.Contains(all[1], placeholder) {
		t.Fatalf("the settings name no catalog: %s", all[1])
	}
	var config struct {
		Linters struct {
			Enable   []string
			Settings struct {
				Custom map[string]struct {
					Type     string
					Settings map[string]any
				}
			}
		}
	}
	if err := yaml.Unmarshal([]byte(strings.Replace(all[1], placeholder, file, 1)), &config); err != nil {
		t.Fatal(err)
	}
	own, ok := config.Linters.Settings.Custom["retryvet"]
	if !ok || own.Type != "module" || !reflect.DeepEqual(config.Linters.Enable, []string{"retryvet"}) {
		t.Errorf("the settings are %+v", config)
	}
	rules, _ := split(build(t, own.Settings))
	if len(rules) != len(suiteNames())-1 {
		t.Errorf("with these settings the rules %q run", rules)
	}
}
