package catalog_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

// FuzzWith checks that no content of a user's file makes the package panic, and that errors are single lines that name
// the file.
func FuzzWith(f *testing.F) {
	for _, text := range []string{acme, everyField, "catalog: 1\nprovider: upyun\nremove: [40100005]\n", "{", "a: &a [*a]", "? [a]\n: b\n",
		"catalog: 1\nprovider: upyun\ndisabled: true\n", `{"catalog":1,"provider":"a","hosts":["a"],"codes":[{"code":"1"}]}`} {
		f.Add(text, false)
		f.Add(text, true)
	}
	files, err := filepath.Glob(filepath.Join("data", "*.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		text := strings.Join(strings.SplitAfterN(string(data), "\n", 40)[:30], "")
		f.Add(strings.Replace(text, "provider: ", "provider: my", 1), false)
	}
	f.Fuzz(func(t *testing.T, text string, json bool) {
		in := catalog.Input{Name: "a.yaml", Data: []byte(text)}
		if json {
			in.Name = "a.json"
		}
		c, err := catalog.Embedded().With(in)
		if err != nil {
			for _, line := range strings.Split(err.Error(), "\n") {
				if !strings.HasPrefix(line, in.Name+":") {
					t.Errorf("%q", line)
				}
			}
			var fault *catalog.Error
			if !errors.As(err, &fault) {
				t.Errorf("%T", err)
			}
			return
		}
		c.Digest()
		for _, p := range c.Providers() {
			for e := range p.Entries() {
				p.Nearest(e.Code)
				if !p.Fits(e.Code) {
					t.Errorf("%s %s does not fit its provider", p.ID, e.Code)
				}
				break
			}
		}
	})
}
