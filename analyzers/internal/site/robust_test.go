package site_test

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/site"
	"github.com/retryvet/retryvet/catalog"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Whatever compiles is analysed, and nothing in it stops the engine. (V6)
func TestOddCode(t *testing.T) {
	results := analysistest.Run(t, testdata(t), site.Analyzer, "site/odd")
	if len(results) != 1 {
		t.Fatalf("%d results, want one package", len(results))
	}
	res := results[0].Result.(*site.Result)
	if res.Panic != nil {
		t.Errorf("the engine failed in %s: %s", res.Panic.Func, res.Panic.Message)
	}
	if res.Catalog == nil {
		t.Error("the package was not looked at")
	}
}

// A failure of the engine is a finding's matter, not a crash: it is caught where it happens, and what it is.
func TestPanic(t *testing.T) {
	broken := site.New(api.Options{Catalog: func() *catalog.Catalog { return nil }})
	for _, r := range analysistest.Run(t, testdata(t), broken, "site/odd") {
		res := r.Result.(*site.Result)
		if res.Panic == nil {
			t.Fatal("no failure without a catalog")
		}
		if res.Panic.Node == nil || !res.Panic.Node.Pos().IsValid() || res.Panic.Func == "" || !strings.Contains(res.Panic.Message, "nil pointer") {
			t.Errorf("the failure is %+v, want what failed and where", res.Panic)
		}
	}
}

// A package that can reach no network, and mentions nothing that the rules judge, is none of ours.
func TestOffline(t *testing.T) {
	dir, cleanup, err := analysistest.WriteFiles(map[string]string{"offline/offline.go": `package offline

type token struct{ kind, at int }

func keyword(t token) bool { return t.kind == 40 || t.at > 4000 }

func again(f func() error) (err error) {
	for range 3 {
		if err = f(); err == nil {
			return nil
		}
	}
	return err
}
`})
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	for _, r := range analysistest.Run(t, dir, site.Analyzer, "offline") {
		if res := r.Result.(*site.Result); len(res.Sites) > 0 {
			t.Errorf("found %+v", res)
		}
	}
}

// Large functions take bounded time; what is found until then stays.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var b strings.Builder
	b.WriteString("package large\n\nimport (\n\t\"net/http\"\n\t\"time\"\n)\n\n")
	b.WriteString("func branches(hc *http.Client, url string, flags []bool) int {\n\tn := 0\n\tfor i := 0; ; i++ {\n\t\tresp, err := hc.Get(url)\n")
	b.WriteString("\t\tif err == nil && resp.StatusCode == 200 {\n\t\t\treturn n\n\t\t}\n")
	for i := range 400 {
		fmt.Fprintf(&b, "\t\tif flags[%d] {\n\t\t\tn += %d\n\t\t} else if resp.StatusCode == %d {\n\t\t\tn *= 2\n\t\t}\n", i, i, 400+i%100)
	}
	b.WriteString("\t}\n}\n\nfunc nested(hc *http.Client, url string) (n int) {\n")
	for i := range 12 {
		fmt.Fprintf(&b, "\tfor i%d := 0; ; i%d++ {\n\t\tr%d, err := hc.Get(url)\n\t\tif err != nil || r%d.StatusCode == %d {\n\t\t\tcontinue\n\t\t}\n", i, i, i, i, 400+i)
	}
	b.WriteString("\ttime.Sleep(1)\n")
	b.WriteString(strings.Repeat("\t}\n", 12))
	b.WriteString("\treturn n\n}\n\nfunc cases(resp *http.Response) int {\n\tfor {\n\t\tswitch resp.StatusCode {\n")
	for i := range 900 {
		fmt.Fprintf(&b, "\t\tcase %d:\n\t\t\treturn %d\n", 100+i, i)
	}
	b.WriteString("\t\t}\n\t}\n}\n\n")
	for i := range 12 {
		fmt.Fprintf(&b, "func f%d(hc *http.Client, url string, n int) error {\n\tif n%%2 == 0 {\n\t\tif _, err := hc.Get(url); err != nil {\n\t\t\treturn f%d(hc, url, n-1)\n\t\t}\n\t}\n\treturn f%d(hc, url, n+1)\n}\n\n", i, (i+1)%12, (i+7)%12)
	}
	b.WriteString("var list = []int{" + strings.Repeat("400, ", 20000) + "}\n\n")
	b.WriteString("func sum(hc *http.Client) int {\n\treturn " + strings.Repeat("1 + ", 5000) + "len(list)\n}\n")

	dir, cleanup, err := analysistest.WriteFiles(map[string]string{"large/large.go": b.String()})
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	start := time.Now()
	for _, r := range analysistest.Run(t, dir, site.Analyzer, "large") {
		if res := r.Result.(*site.Result); res.Panic != nil {
			t.Errorf("the engine failed in %s: %s", res.Panic.Func, res.Panic.Message)
		}
	}
	if took := time.Since(start); took > slower*2*time.Minute {
		t.Errorf("took %s", took)
	} else {
		t.Logf("took %s", took)
	}
}

// A generated descriptor is a sum of thousands of texts, each part of which is a constant as well: none of them is put together. A package
// of an SDK has a loop over pages for each of its calls: what their syntax is looked up in is made once for all of them.
func TestGenerated(t *testing.T) {
	few, many := generated(t, 10, 10), generated(t, 4000, 1000)
	if took := many - few; took > 500 {
		t.Errorf("took %d MB more", took)
	} else {
		t.Logf("took %d MB more", took)
	}
}

// generated is how many MB are allocated in all for a package with a descriptor of so many parts and so many loops over pages.
func generated(t *testing.T, parts, loops int) uint64 {
	t.Helper()
	var b strings.Builder
	b.WriteString("package generated\n\nimport (\n\t\"encoding/json\"\n\t\"net/http\"\n)\n\n")
	b.WriteString("const raw = \"\" +\n" + strings.Repeat("\t\"a line of a descriptor\" +\n", parts) + "\t\"the end\"\n\n")
	b.WriteString(`type page struct{ Next string }

type Call struct {
	hc    *http.Client
	token string
}

func (c *Call) Do() (*page, error) {
	resp, err := c.hc.Get("https://example.com/?token=" + c.token)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	p := &page{}
	return p, json.NewDecoder(resp.Body).Decode(p)
}

`)
	for i := range loops {
		fmt.Fprintf(&b, `func (c *Call) Pages%d(f func(*page) error) error {
	for {
		x, err := c.Do()
		if err != nil {
			return err
		}
		if err := f(x); err != nil {
			return err
		}
		if x.Next == "" {
			return nil
		}
		c.token = x.Next
	}
}

`, i)
	}
	dir, cleanup, err := analysistest.WriteFiles(map[string]string{"generated/generated.go": b.String()})
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	analysistest.Run(t, dir, site.Analyzer, "generated")
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20
}

// long is a function with more paths than anybody follows, none of which makes a request again.
func long(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "func %s(hc *http.Client, urls []string, flags []bool) (n int, err error) {\n\tfor _, u := range urls {\n\t\tresp, err := hc.Get(u)\n\t\tif err != nil {\n\t\t\treturn n, err\n\t\t}\n", name)
	for i := range 200 {
		fmt.Fprintf(&b, "\t\tif flags[%d] {\n\t\t\tn += %d * resp.StatusCode\n\t\t}\n", i, i)
	}
	b.WriteString("\t}\n\treturn n, nil\n}\n\n")
	return b.String()
}

// Functions that are too long do not use up what the others of their package need: their retries are found, and their facts
// are exported.
func TestAfterLong(t *testing.T) {
	dir, cleanup, err := analysistest.WriteFiles(map[string]string{
		"after/after.go": "package after\n\nimport (\n\t\"fmt\"\n\t\"net/http\"\n)\n\n" + long("First") + long("Second") + long("Third") + long("Fourth") + `
func Fetch(hc *http.Client, url string) error {
	resp, err := hc.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func again(hc *http.Client, url string) error {
	for {
		if err := Fetch(hc, url); err == nil {
			return nil
		}
	}
}
`,
		"user/user.go": `package user

import (
	"net/http"

	"after"
)

func again(hc *http.Client, url string) error {
	for {
		if err := after.Fetch(hc, url); err == nil {
			return nil
		}
	}
}
`})
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	for _, r := range analysistest.Run(t, dir, site.Analyzer, "after", "user") {
		res := r.Result.(*site.Result)
		if len(res.Sites) != 1 || !res.Sites[0].Retries().Contains(400) {
			t.Errorf("%s has the sites %v, want one that retries 400", r.Action.Package, res.Sites)
		}
	}
}
