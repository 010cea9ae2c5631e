package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/catalog"
)

// The manual has all that the help has, and a formatter has nothing to complain of.
func TestManual(t *testing.T) {
	var page bytes.Buffer
	if _, err := help(t.Context(), &options{format: "man"}, nil, &page); err != nil {
		t.Fatal(err)
	}
	(&options{}).flags().VisitAll(func(f *flag.Flag) {
		if !slices.Contains(ruleNames(), f.Name) && !regexp.MustCompile(`(?m)^\.B .*\\-`+regexp.QuoteMeta(roff(f.Name))+`\b`).Match(page.Bytes()) {
			t.Errorf("the manual has no flag -%s", f.Name)
		}
	})
	for _, line := range strings.Split(helpText, "\n") {
		usage, ok := strings.CutPrefix(line, "  retryvet ")
		if command, about, _ := strings.Cut(usage, "  "); ok && !strings.Contains(page.String(), roff(strings.TrimSpace(about))) {
			t.Errorf("the manual does not say what %s does", command)
		}
	}
	for _, a := range analyzers.Suite(analyzers.Config{}) {
		if !strings.Contains(page.String(), ".B "+a.Name+"\n") {
			t.Errorf("the manual has no rule %s", a.Name)
		}
	}
	groff, err := exec.LookPath("groff")
	if err != nil {
		return // the formatter is not everywhere
	}
	cmd := exec.Command(groff, "-man", "-ww", "-z", "-Tutf8")
	cmd.Stdin = &page
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("groff: %v\n%s", err, out)
	}
}

// What the first version has is said to be all of it.
func TestChangelog(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, first, ok := strings.Cut(string(text), "\n## [0.1.0]")
	first, _, short := strings.Cut(first, "\n### Added")
	if !ok || !short {
		t.Fatal("the changelog has no version 0.1.0")
	}
	words := slices.Concat(ruleNames(), allFormats())
	(&options{}).flags().VisitAll(func(f *flag.Flag) {
		if !slices.Contains(ruleNames(), f.Name) {
			words = append(words, "-"+f.Name)
		}
	})
	for _, usage := range regexp.MustCompile(`(?m)^  retryvet ([a-z]+(?: [a-z]+\b)?)(\|?)`).FindAllStringSubmatch(helpText, -1) {
		command := usage[1]
		if usage[2] != "" { // the second word is one of several that can follow
			command, _, _ = strings.Cut(command, " ")
		}
		words = append(words, command)
	}
	var schema struct{ Properties map[string]any }
	if text, err = os.ReadFile(filepath.Join("..", "..", "analyzers", "config", "config.schema.json")); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	words = append(words, slices.Collect(maps.Keys(schema.Properties))...)
	for _, word := range words {
		if !strings.Contains(first, "`"+word+"`") {
			t.Errorf("the changelog does not say that the first version has %s", word)
		}
	}
	if want := fmt.Sprintf(" of %d providers", len(catalog.Embedded().Providers())); !strings.Contains(first, want) {
		t.Errorf("the changelog does not say%s", want)
	}
}

// The task for Visual Studio Code finds in what is printed where each finding is, and what it says.
func TestTask(t *testing.T) {
	checkout := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(checkout, "docs", "editors", "tasks.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Tasks []struct {
			Command        string
			Args           []string
			ProblemMatcher struct {
				Pattern struct {
					Regexp                            string
					File, Line, Column, Code, Message int
				}
			}
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	task := file.Tasks[0]
	if task.Command != "retryvet" || !slices.Equal(task.Args, []string{"-watch", "./..."}) {
		t.Errorf("the task runs %s %q", task.Command, task.Args)
	}
	pattern := task.ProblemMatcher.Pattern
	re := regexp.MustCompile(pattern.Regexp)
	cmd := exec.Command("retryvet", "./testdata/demo/...")
	cmd.Dir = checkout
	out, _ := cmd.Output()
	found := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(found) < 20 {
		t.Errorf("few findings: %q", found)
	}
	for _, line := range found {
		m := re.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("no problem in %s", line)
			continue
		}
		if again := fmt.Sprintf("%s:%s:%s: %s: %s", m[pattern.File], m[pattern.Line], m[pattern.Column], m[pattern.Code], m[pattern.Message]); again != line || !slices.Contains(ruleNames(), m[pattern.Code]) {
			t.Errorf("%s is read as %s", line, again)
		}
	}
}

// The step of the action that looks for findings, with a shell: what it hands on, and when it fails.
func TestAction(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Default string }
		Runs   struct {
			Steps []struct {
				ID, Run string
				Env     map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(action.Runs.Steps, func(s struct {
		ID, Run string
		Env     map[string]string
	}) bool {
		return s.ID == "run"
	})
	step := action.Runs.Steps[i]
	input := regexp.MustCompile(`\$\{\{ inputs\.([a-z-]+) \}\}`)
	for _, tt := range []struct {
		name     string
		given    map[string]string
		status   int
		findings string
	}{
		{"findings", nil, 0, "true"},
		{"failing", map[string]string{"fail-on-findings": "true"}, 1, "true"},
		{"clean", map[string]string{"packages": "./good ./good", "args": "-strict -q", "fail-on-findings": "true"}, 0, "false"},
		{"broken", map[string]string{"packages": "./missing"}, 2, "false"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, temp := t.TempDir(), t.TempDir()
			for name, text := range map[string]string{
				"mod/go.mod":       "module example.com/m\n\ngo 1.24\n",
				"mod/good/good.go": "package good\n",
				"mod/bad/bad.go":   "package bad\n\nimport \"net/http\"\n\nfunc Bad(r *http.Response) bool { return r.StatusCode == 4004 }\n",
			} {
				name = filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			tool, err := exec.LookPath("retryvet")
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(filepath.Join(temp, "retryvet-bin"), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(tool, filepath.Join(temp, "retryvet-bin", "retryvet")); err != nil {
				t.Skip(err)
			}
			cmd := exec.Command(bash, "-e", "-o", "pipefail", "-c", step.Run)
			cmd.Dir = dir
			output := filepath.Join(temp, "output")
			cmd.Env = append(os.Environ(), "RUNNER_TEMP="+temp, "GITHUB_OUTPUT="+output)
			for name, value := range step.Env {
				value = strings.ReplaceAll(value, "${{ runner.temp }}", temp)
				cmd.Env = append(cmd.Env, name+"="+input.ReplaceAllStringFunc(value, func(s string) string {
					key := input.FindStringSubmatch(s)[1]
					if given, ok := tt.given[key]; ok {
						return given
					}
					if key == "working-directory" {
						return "mod"
					}
					return action.Inputs[key].Default
				}))
			}
			out, _ := cmd.CombinedOutput()
			if got := cmd.ProcessState.ExitCode(); got != tt.status {
				t.Errorf("status %d, want %d:\n%s", got, tt.status, out)
			}
			told, _ := os.ReadFile(output)
			if !strings.Contains(string(told), "findings="+tt.findings+"\n") || !strings.Contains(string(told), "sarif="+filepath.Join(temp, "retryvet.sarif")+"\n") {
				t.Errorf("told %q", told)
			}
			log, err := os.ReadFile(filepath.Join(temp, "retryvet.sarif"))
			if err != nil || tt.findings == "true" && !strings.Contains(string(log), `"uri": "mod/bad/bad.go"`) {
				t.Errorf("%v: the log names no file from the root on:\n%s", err, log)
			}
		})
	}
}
