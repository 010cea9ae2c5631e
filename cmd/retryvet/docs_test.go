package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// A block is a piece of a document that is no prose: fenced, or indented.
type block struct {
	language string // of a fenced one
	text     string
}

// blocks are those of a document, in order.
func blocks(document string) []block {
	var all []block
	var open *block
	fenced := false
	for line := range strings.Lines(document) {
		code, indented := strings.CutPrefix(line, "    ")
		language, fence := strings.CutPrefix(line, "```")
		switch {
		case fence:
			if fenced = !fenced; fenced {
				all = append(all, block{language: strings.TrimSpace(language)})
				open = &all[len(all)-1]
			} else {
				open = nil
			}
		case fenced:
			open.text += line
		case indented && open == nil:
			all = append(all, block{text: code})
			open = &all[len(all)-1]
		case indented:
			open.text += code
		default:
			open = nil
		}
	}
	return all
}

func TestBlocks(t *testing.T) {
	got := blocks("text\n\n    a\n    b\n\ntext `x`\n```yaml\nc\n\nd\n```\n    e\n")
	want := []block{{"", "a\nb\n"}, {"yaml", "c\n\nd\n"}, {"", "e\n"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A reader follows a document in a module of theirs, or in a checkout of this one.
type reader struct {
	*testing.T
	checkout, module string
	env              []string
	said             string // by the last command
}

func newReader(t *testing.T) *reader {
	t.Helper()
	checkout, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	tool, err := exec.LookPath("retryvet") // installed by TestMain
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{T: t, checkout: checkout, module: t.TempDir()}
	r.env = append(os.Environ(), "PATH="+filepath.Dir(tool)+":"+os.Getenv("PATH"), "GOFLAGS=", "GOWORK=off")
	r.write("go.mod", "module example.com/shop\n\ngo 1.26\n")
	if err := os.CopyFS(filepath.Join(r.module, "upyun"), os.DirFS(filepath.Join(checkout, "testdata", "demo", "upyun"))); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *reader) write(name, text string) {
	r.Helper()
	if err := os.WriteFile(filepath.Join(r.module, name), []byte(text), 0o666); err != nil {
		r.Fatal(err)
	}
}

// does runs commands in a directory and wants an exit status and words in what they print.
func (r *reader) does(dir, commands string, status int, want string) {
	r.Helper()
	cmd := exec.Command("sh", "-c", commands)
	cmd.Dir, cmd.Env = dir, r.env
	out, _ := cmd.CombinedOutput()
	r.said = string(out)
	if got := cmd.ProcessState.ExitCode(); got != status || !regexp.MustCompile(`(?m)`+want).MatchString(r.said) {
		r.Errorf("%s: exit status %d, want %d, and %q in\n%s", commands, got, status, want, r.said)
	}
}

// A step is what becomes of a block. Those that write files come first.
type step struct {
	name string // of the file that the block is
	do   func(r *reader, b block)
}

// An outcome is what becomes of a command.
type outcome struct {
	status   int
	says     string // regular expression
	checkout bool   // it is for a checkout of this module
	ci       string // a file in .ci that runs it instead, since it takes long or wants a network
}

// file is a block that is written to a file, which is a catalog if nothing else is done with it.
func file(name, with string) step {
	return step{name, func(r *reader, _ block) {
		r.does(r.module, "retryvet catalog check "+with+name, 0, "^"+regexp.QuoteMeta(name)+": ok$")
	}}
}

// each is a block of commands, one a line.
func each(all ...outcome) step {
	return step{do: func(r *reader, b block) {
		lines := strings.Split(strings.TrimSpace(b.text), "\n")
		if len(lines) != len(all) {
			r.Fatalf("%d commands, %d outcomes: %q", len(lines), len(all), lines)
		}
		for i, line := range lines {
			all[i].of(r, line)
		}
	}}
}

func (o outcome) of(r *reader, command string) {
	r.Helper()
	switch {
	case o.ci != "":
		script, err := os.ReadFile(filepath.Join(r.checkout, ".ci", filepath.FromSlash(o.ci)))
		if err != nil || !strings.Contains(string(script), o.says) {
			r.Errorf("%s: .ci/%s has no %q: %v", command, o.ci, o.says, err)
		}
	case o.checkout:
		r.does(r.checkout, command, o.status, o.says)
	default:
		r.does(r.module, command, o.status, o.says)
	}
}

// script is a block of commands that belong together.
func script(status int, says string) step {
	return step{do: func(r *reader, b block) { r.does(r.module, b.text, status, says) }}
}

// output is a block of lines that a command prints, the last one or another.
func output(command string) step {
	return step{do: func(r *reader, b block) {
		if command != "" {
			cmd := exec.Command("sh", "-c", command)
			cmd.Dir, cmd.Env = r.checkout, r.env
			out, _ := cmd.CombinedOutput()
			r.said = string(out)
		}
		for line := range strings.Lines(b.text) {
			if !strings.Contains("\n"+r.said, "\n"+line) {
				r.Errorf("%s does not print\n%sbut\n%s", command, line, r.said)
			}
		}
	}}
}

// excerpt is a block that stands in a file of this module, deeper maybe.
func excerpt(name string) step {
	return step{do: func(r *reader, b block) {
		data, err := os.ReadFile(filepath.Join(r.checkout, filepath.FromSlash(name)))
		if err != nil {
			r.Fatal(err)
		}
		if !strings.Contains(string(data), "\n\t"+strings.TrimSuffix(strings.ReplaceAll(b.text, "\n", "\n\t"), "\t")) {
			r.Errorf("%s has no\n%s", name, b.text)
		}
	}}
}

// chart is a drawing of a line with a point for each name on its axis.
var chart = step{do: func(r *reader, b block) {
	m := regexp.MustCompile(`(?s)^xychart-beta\n.*x-axis .* \[(.*?)\]\n.*line \[(.*?)\]`).FindStringSubmatch(b.text)
	if b.language != "mermaid" || m == nil || strings.Count(m[1], ",") != strings.Count(m[2], ",") {
		r.Errorf("no chart with a point for each name:\n%s", b.text)
	}
}}

// checked is a block that another test, or a file in .ci, is about.
func checked(by string) step {
	return step{do: func(r *reader, b block) {
		name, words, _ := strings.Cut(by, ": ")
		data, err := os.ReadFile(filepath.Join(r.checkout, filepath.FromSlash(name)))
		if err != nil || !strings.Contains(string(data), words) {
			r.Errorf("%s has no %q: %v", name, words, err)
		}
	}}
}

// lookup is a block of statements that print what their comment says.
var lookup = step{do: func(r *reader, b block) {
	dir := filepath.Join(r.checkout, "catalog") // of a module that has the catalog
	tmp, err := os.MkdirTemp(dir, "_readme")
	if err != nil {
		r.Fatal(err)
	}
	defer os.RemoveAll(tmp)
	program := "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/retryvet/retryvet/catalog\"\n)\n\nfunc main() {\n" + b.text + "}\n"
	if err := os.WriteFile(filepath.Join(tmp, "main.go"), []byte(program), 0o666); err != nil {
		r.Fatal(err)
	}
	_, comment, ok := strings.Cut(b.text, " // ")
	if !ok {
		r.Fatal("the example does not say what it prints")
	}
	want, _, _ := strings.Cut(comment, "\n")
	r.does(r.checkout, "go run "+filepath.Join(tmp, "main.go"), 0, "^"+regexp.QuoteMeta(want)+"$")
}}

// places is a picture, in which every directory of this module that it names is one.
var places = step{do: func(r *reader, b block) {
	named := regexp.MustCompile(`\b(?:analyzers|catalog|cmd|plugin)(?:/[a-z]+)*`).FindAllString(b.text, -1)
	if len(named) < 2 {
		r.Errorf("the picture names %q", named)
	}
	for _, name := range named {
		if info, err := os.Stat(filepath.Join(r.checkout, filepath.FromSlash(name))); err != nil || !info.IsDir() {
			r.Errorf("the picture has %s, which is no directory", name)
		}
	}
}}

// toFill is a block that is left for whoever fills in a form.
var toFill = step{do: func(r *reader, b block) {
	if b.text != "" {
		r.Errorf("somebody has filled in %q", b.text)
	}
}}

// settings is a configuration that is right, beside a catalog.
var settings = step{do: func(r *reader, b block) {
	r.write("acme.yaml", "catalog: 1\nprovider: acme\nhosts: [api.acme.example]\nschemes: [{id: code, kind: int}]\ncodes: [{code: 1, retry: never, en: one}]\n")
	if base, ok := strings.CutPrefix(strings.TrimSpace(b.text), "extends: ../"); ok {
		r.write(base, "")
		b.text = "extends: " + base + "\n"
	}
	r.write("settings.yaml", b.text)
	r.does(r.module, "retryvet config check settings.yaml", 0, "^settings.yaml: ok$")
}}

// silenced is a file in which all findings are silenced, each for a reason.
var silenced = step{"upload.go", func(r *reader, b block) {
	r.does(r.module, "retryvet . && retryvet -suppressed .", 0, `^upload.go:12:\d+: nonretryable: .* \[silenced in line 11: `)
	r.write("upload.go", strings.ReplaceAll(b.text, "//retryvet:ignore", "//"))
	r.does(r.module, "retryvet .", 1, "^upload.go:12:.*nonretryable: ")
	r.write("upload.go", b.text)
}}

var documents = map[string][]step{
	".github/ISSUE_TEMPLATE/false-alarm.md": {toFill},
	".github/ISSUE_TEMPLATE/missed-bug.md":  {toFill},
	"CONTRIBUTING.md": {
		each(outcome{ci: "run", says: "go test ./..."}, outcome{ci: "run"}),
		each(outcome{ci: "run", says: "go run ./docs/oracle -base HEAD"}),
		each(outcome{ci: "run", says: "go generate ./catalog"}),
		each(outcome{ci: "run", says: "go run ./docs/oracle -base HEAD"}),
	},
	"SECURITY.md": {
		each(outcome{says: `^retryvet \S+ go1\.\S+ catalog `}),
		each(outcome{says: "^KEY +VALUE +ORIGIN"}),
	},
	"docs/architecture.md": {places},
	"README.md": {
		each(outcome{1, `upload.go:17:6: nonretryable: `, true, ""}, outcome{ci: "run", says: "go test ./..."}),
		excerpt("testdata/demo/upyun/upload.go"),
		output("retryvet ./testdata/demo/..."),
		output(""),
		output(""),
		each(
			outcome{says: `^upyun/upload.go:11 +\(\*Client\).Upload +loop `}, outcome{},
			outcome{says: `^  silent +unbounded: ended by 5 attempts \[bounded, fact\]$`},
			outcome{says: `^success-goes-round \(fact\): `}, outcome{says: `^no dependency of this module retries`},
		),
		each(outcome{}),
		each(
			outcome{1, `upyun/upload.go:17:6: nonretryable: `, false, ""},
			outcome{1, `upyun/upload.go:17:6: nonretryable: `, false, ""},
		),
		each(
			outcome{1, `^upyun/upload.go:17:6: nonretryable: `, false, ""},
			outcome{1, `^upyun/.*: unknowncode: `, false, ""},
			outcome{status: 1},
			outcome{0, `-format`, false, ""},
		),
		checked("cmd/retryvet/script_test.go: func TestReadme"),
		checked(".ci/corpus/run: # The settings of the README"),
		each(
			outcome{says: `^upyun `}, outcome{says: `^42900007 `}, outcome{says: `^upyun 42900007: retry with growing delays$`},
			outcome{says: `^http 429`}, outcome{says: `"429"`},
		),
		file("acme.yaml", ""),
		each(outcome{says: "^acme.yaml: ok$"}, outcome{status: 1, says: `nonretryable: `}),
		lookup,
	},
	"docs/ci/README.md": {
		each(outcome{ci: "corpus/run", says: `documented" docs/ci/README.md`}, outcome{ci: "corpus/run", says: `documented" docs/ci/README.md`}),
		each(outcome{ci: "corpus/run", says: `documented" docs/ci/README.md`}),
	},
	"docs/bench/README.md": {
		each(outcome{ci: "bench/run", says: `documented docs/bench/README.md`}, outcome{ci: "bench/run", says: `documented docs/bench/README.md`}),
		each(outcome{ci: "bench/run", says: `/-empty/s,DIR`}),
		each(outcome{ci: "bench/run", says: `documented docs/bench/README.md`}),
		chart,
	},
	"docs/oracle/README.md": {
		each(outcome{ci: "run", says: "go run ./docs/oracle -base HEAD"}, outcome{ci: "run", says: "go run ./docs/oracle -base HEAD"}),
		each(outcome{checkout: true, says: "^demo$"}),
	},
	"docs/editors.md": {checked("docs/editors/tasks.json: \"args\": [\"-watch\", \"./...\"]")},
	"docs/writing-a-catalog.md": {
		each(outcome{says: "^acme.yaml: ok$"}, outcome{status: 1, says: `nonretryable: `}),
		file("acme.yaml", ""),
		file("families.yaml", ""),
		file("upyun.yaml", ""),
		file("http.yaml", ""),
		file("zgi.yaml", ""),
		file("acme-eu.yaml", "acme.yaml "),
		each(outcome{says: `^2001 .*backoff`}),
		{"bad.yaml", func(r *reader, _ block) { r.does(r.module, "retryvet catalog check bad.yaml", 2, "^bad.yaml:8: ") }},
		output(""),
		checked("catalog/schema_test.go: func TestSchemaID"),
		{do: func(r *reader, b block) {
			r.write(".retryvet.yaml", b.text)
			r.does(r.module, "retryvet explain 1002", 0, "^acme 1002: ")
			r.does(r.module, `go vet -vettool="$(which retryvet)" ./...`, 1, `upyun/upload.go:17:6: nonretryable: `)
			if err := os.Remove(filepath.Join(r.module, ".retryvet.yaml")); err != nil {
				r.Fatal(err)
			}
		}},
		script(1, `upyun/upload.go:17:6: nonretryable: `),
		{do: func(r *reader, b block) {
			r.does(filepath.Join(r.checkout, "testdata", "real"), b.text, 0, `code: 50013, name: "ErrCodeMissingPermissions", retry: never, confidence: low`)
		}},
		{do: func(r *reader, b block) {
			r.does(filepath.Join(r.checkout, "testdata", "real"), b.text, 0, `code: 42001, retry: never, confidence: low, en: "SDK access token expired", zh: "AccessToken 已过期"`)
		}},
		file("discord.yaml", ""),
	},
	"docs/catalog.md": {},
	"docs/configuration.md": {
		settings,
		each(outcome{says: "written, with every key in a comment$"}, outcome{says: "^.retryvet.yaml: ok$"}, outcome{says: "^KEY +VALUE +ORIGIN"}),
		settings, settings, settings, settings, settings, settings, settings, settings, settings, settings,
	},
	"docs/zh/configuration.md": {
		settings,
		each(outcome{says: "written, with every key in a comment$"}, outcome{says: "^.retryvet.yaml: ok$"}, outcome{says: "^KEY +VALUE +ORIGIN"}),
		settings, settings, settings, settings, settings, settings, settings, settings, settings, settings,
	},
	"README.zh.md": {
		each(outcome{1, `upload.go:17:6: nonretryable: `, true, ""}, outcome{ci: "run", says: "go test ./..."}),
		excerpt("testdata/demo/upyun/upload.go"),
		output("retryvet -lang zh ./testdata/demo/..."),
		output(""),
		output(""),
		each(outcome{1, `upyun/upload.go:17:6: nonretryable: 重试 400`, false, ""}, outcome{1, `upyun/upload.go:17:6: nonretryable: 重试 400`, false, ""}),
		settings,
		each(
			outcome{says: `^upyun/upload.go:11 +\(\*Client\).Upload +loop `}, outcome{says: `^  silent +unbounded: `},
			outcome{says: `^success-goes-round \(fact\): 成功时也会再次循环`},
		),
		each(
			outcome{status: 1}, outcome{1, `^upyun/.*: unknowncode: `, false, ""}, outcome{status: 1},
		),
		each(outcome{says: `^upyun 42900007: `}, outcome{says: `同一文件并发写入或删除`}, outcome{says: `^http 429`}),
	},
	"docs/output.md": {each(outcome{status: 1, says: `"findings": \[`}, outcome{status: 1, says: `upyun/upload.go:17:6: nonretryable: `})},
	"docs/suppression.md": {
		silenced,
		each(outcome{status: 1, says: `(?s)\+\t+//retryvet:ignore [a-z,]+ TODO: say why this may stay`}),
		each(outcome{says: `\[silenced in line 11: the test server`}),
		each(outcome{status: 1}, outcome{says: "^$"}),
		each(outcome{ci: "../testdata/script/settings/newlines.txtar", says: "retryvet -new-from-rev HEAD ./..."}),
	},
	"docs/comparison.md":        {},
	"docs/go-versions.md":       {},
	"docs/upgrading.md":         {},
	"docs/evaluation.md":        {},
	"docs/evaluation/README.md": {},
}

// inline are the commands within the text of documents.
var inline = map[string]outcome{
	"retryvet explain nonretryable":                   {says: "^nonretryable: report retries"},
	"go install ./cmd/retryvet":                       {ci: "run", says: "go install ./cmd/retryvet"},
	"golangci-lint custom":                            {ci: "golangci/build", says: `golangci-lint" custom`},
	"./custom-gcl":                                    {ci: "golangci/build", says: `golangci-lint" custom`},
	"./custom-gcl run":                                {ci: "corpus/run", says: `"$lint" run`},
	"go doc ./catalog":                                {checkout: true, says: "^package catalog"},
	"go generate ./analyzers":                         {ci: "run", says: "go generate ./analyzers"},
	"go generate ./catalog":                           {ci: "run", says: "go generate ./catalog"},
	".ci/run":                                         {ci: "run"},
	".ci/toolchains/run":                              {ci: "toolchains/run"},
	"retryvet config init":                            {ci: "../testdata/script/settings/config.txtar", says: "retryvet config init"},
	"retryvet -format json ./... >retryvet.json":      {status: 1},
	"retryvet -new-from retryvet.json ./...":          {says: "^$"},
	"retryvet catalog check FILE...":                  {ci: "../testdata/script/settings/catalogs.txtar", says: "retryvet catalog check"},
	"retryvet -catalogs acme.yaml,acme-eu.yaml ./...": {status: 1, says: "nonretryable: "},
	"go vet":                                       {ci: "run", says: "go vet -vettool="},
	"go vet -vettool":                              {ci: "run", says: "go vet -vettool="},
	"go test ./analyzers/nobackoff":                {ci: "run", says: "go test ./..."},
	"go test ./analyzers/internal/library":         {ci: "run", says: "go test ./..."},
	"go test ./cmd/retryvet":                       {ci: "run", says: "go test ./..."},
	"go version":                                   {says: "^go version go1"},
	"retryvet version":                             {says: "^retryvet "},
	"retryvet sites":                               {status: 2, says: "no Go files"}, // of a module without a package in its root
	"retryvet sites -format json":                  {ci: "../testdata/script/sites.txtar", says: "retryvet sites -format json"},
	"retryvet explain success-goes-round":          {says: `^success-goes-round \(fact\): `},
	"retryvet config print":                        {says: "^KEY +VALUE +ORIGIN"},
	".ci/nogo/run":                                 {ci: "run", says: ".ci/nogo/run"},
	".ci/bazel/run":                                {ci: "long/run", says: ".ci/bazel/run"},
	".ci/golangci/newest":                          {ci: "long/run", says: ".ci/golangci/newest"},
	".ci/image/run":                                {ci: "long/run", says: ".ci/image/run"},
	".ci/long/run":                                 {ci: "long/run"},
	".ci/long/run image":                           {ci: "long/run", says: "step image"},
	"retryvet lsp":                                 {ci: "../testdata/script/editors.txtar", says: "$DOCS/editors/nvim.lua"},
	"retryvet explain RULE":                        {ci: "../testdata/script/commands.txtar", says: "retryvet explain nobackoff"},
	"retryvet why FUNCTION":                        {ci: "../testdata/script/sites.txtar", says: "retryvet why"},
	"retryvet explain CODE":                        {ci: "../testdata/script/commands.txtar", says: "retryvet explain 429"},
	"go env GOCACHE":                               {says: "^/"},
	"retryvet explain -lang zh nonretryable":       {says: "^nonretryable: 报告"},
	"retryvet explain -lang zh success-goes-round": {says: `^success-goes-round \(fact\): 成功`},
	"go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0": {ci: "golangci/build", says: "go install \"github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$version\""},
}

var (
	spans        = regexp.MustCompile("`([^`\n]+)`")
	likeACommand = regexp.MustCompile(`^(?:(?:retryvet|go|golangci-lint|make|reviewdog|bazel|npm|git) [a-z-]|\./|\.ci/)`)
	links        = regexp.MustCompile(`\]\(([^)#]*)(?:#([^)]*))?\)`)
	titles       = regexp.MustCompile(`(?m)^#+ +(.+)$`)
)

// Every command in the documents does what they say of it, here or in .ci/run; so do the files in them. Links lead somewhere.
func TestDocuments(t *testing.T) {
	checkout := filepath.Join("..", "..")
	var found []string
	err := filepath.WalkDir(checkout, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git") {
			return errorOr(err, filepath.SkipDir)
		}
		name, err := filepath.Rel(checkout, path)
		if filepath.Ext(name) == ".md" && name != "CHANGELOG.md" {
			found = append(found, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range found {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(checkout, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			all, steps := blocks(string(data)), documents[name]
			if rule, ok := strings.CutPrefix(strings.Replace(name, "/zh/", "/", 1), "docs/rules/"); ok && slices.Contains(ruleNames(), strings.TrimSuffix(rule, ".md")) {
				steps = slices.Repeat([]step{checked("analyzers/examples_test.go: func TestExamples")}, len(all))
			}
			if len(all) != len(steps) {
				t.Fatalf("%d blocks, of which %d are known: %q", len(all), len(steps), all)
			}
			r := newReader(t)
			for i, s := range steps {
				if s.name != "" {
					r.write(s.name, all[i].text)
				}
			}
			for i, s := range steps {
				s.do(r, all[i])
			}
			for _, span := range spans.FindAllStringSubmatch(string(data), -1) {
				if o, known := inline[span[1]]; known {
					o.of(r, span[1])
				} else if likeACommand.MatchString(span[1]) {
					t.Errorf("nobody has tried %s", span[1])
				}
			}
			for _, link := range links.FindAllStringSubmatch(string(data), -1) {
				if strings.Contains(link[1], "://") {
					continue
				}
				target := filepath.Join(checkout, filepath.FromSlash(name))
				if link[1] != "" {
					target = filepath.Join(filepath.Dir(target), filepath.FromSlash(link[1]))
				}
				if _, err := os.Stat(target); err != nil {
					t.Error(err)
				} else if link[2] != "" && !slices.Contains(anchors(t, target), link[2]) {
					t.Errorf("%s has no heading %s", target, link[2])
				}
			}
		})
	}
	for name := range documents {
		if !slices.Contains(found, name) {
			t.Errorf("there is no document %s", name)
		}
	}
}

// anchors are what links can lead to in a document, as GitHub makes it of the headings.
func anchors(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, heading := range titles.FindAllStringSubmatch(string(data), -1) {
		all = append(all, strings.ReplaceAll(strings.Map(func(r rune) rune {
			if r == '-' || r == '_' || r == ' ' || unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, heading[1]), " ", "-"))
	}
	return all
}

// Every file that the documents offer is used by a transcript or by .ci/run.
func TestDocumentedFiles(t *testing.T) {
	checkout := filepath.Join("..", "..")
	var users strings.Builder
	for _, dir := range []string{".ci", filepath.Join("testdata", "script")} {
		err := filepath.WalkDir(filepath.Join(checkout, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			users.Write(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	docs := filepath.Join(checkout, "docs")
	err := filepath.WalkDir(docs, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(docs, path)
		name = filepath.ToSlash(name)
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".md") || strings.HasPrefix(name, "bench/") || strings.HasPrefix(name, "oracle/") || strings.HasPrefix(name, "evaluation/") || name == "sites.schema.json" { // programs, and see TestCases and TestSitesSchema
			return err
		}
		if !strings.Contains(users.String(), "docs/"+name) && !strings.Contains(users.String(), "$DOCS/"+name) {
			t.Errorf("nobody uses docs/%s", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func errorOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
