package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sourcegraph/jsonrpc2"
)

// An editor speaks to the server over its standard input and output.
type editor struct {
	t      *testing.T
	conn   *jsonrpc2.Conn
	cmd    *exec.Cmd
	dir    string
	showed chan published
}

type published struct {
	URI         string
	Version     *int
	Diagnostics []struct {
		Code     string
		Severity int
		Message  string
		Range    lspRange
	}
}

type lspRange struct{ Start, End struct{ Line, Character int } }

type lspAction struct {
	Title string
	Kind  string
	Edit  struct {
		Changes map[string][]struct {
			Range   lspRange
			NewText string
		}
	}
}

type stdio struct {
	io.ReadCloser
	in io.WriteCloser
}

func (s stdio) Write(b []byte) (int, error) { return s.in.Write(b) }

func (s stdio) Close() error {
	_ = s.in.Close()
	return s.ReadCloser.Close()
}

func newEditor(t *testing.T, files map[string]string) *editor {
	t.Helper()
	e := &editor{t: t, dir: t.TempDir(), showed: make(chan published, 100)}
	for name, text := range files {
		e.save(name, text)
	}
	e.cmd = exec.Command("retryvet", "lsp")
	e.cmd.Dir, e.cmd.Env = t.TempDir(), append(os.Environ(), "GOFLAGS=", "GOWORK=off", "RETRYVETCACHE="+t.TempDir())
	in, err := e.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := e.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := e.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.cmd.Process.Kill() })
	e.conn = jsonrpc2.NewConn(t.Context(), jsonrpc2.NewBufferedStream(stdio{out, in}, jsonrpc2.VSCodeObjectCodec{}), e)
	return e
}

// Handle takes what the server says.
func (e *editor) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	if req.Method == "textDocument/publishDiagnostics" {
		var p published
		if err := json.Unmarshal(*req.Params, &p); err == nil {
			e.showed <- p
		}
	}
}

// theFile is the one that is changed.
const theFile = "a/a.go"

func (e *editor) uri(name string) string { return "file://" + filepath.Join(e.dir, name) }

func (e *editor) save(name, text string) {
	e.t.Helper()
	file := filepath.Join(e.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) call(method string, params, result any) error {
	return e.conn.Call(e.t.Context(), method, params, result)
}

func (e *editor) tell(method string, params any) {
	e.t.Helper()
	if err := e.conn.Notify(e.t.Context(), method, params); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) start() {
	e.t.Helper()
	if err := e.call("initialize", map[string]any{"processId": nil, "rootUri": "file://" + e.dir, "capabilities": map[string]any{}}, nil); err != nil {
		e.t.Fatal(err)
	}
	e.tell("initialized", map[string]any{})
}

func (e *editor) open(name, text string, version int) {
	e.t.Helper()
	e.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "languageId": "go", "version": version, "text": text}})
}

func (e *editor) change(text string, version int) {
	e.t.Helper()
	e.tell("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": e.uri(theFile), "version": version}, "contentChanges": []any{map[string]any{"text": text}},
	})
}

// wait waits until the file is shown with certain findings, "RULE:LINE RULE:LINE".
func (e *editor) wait(want string) published {
	e.t.Helper()
	for p := range e.showed {
		var got []string
		for _, d := range p.Diagnostics {
			got = append(got, fmt.Sprintf("%s:%d", d.Code, d.Range.Start.Line+1))
		}
		if p.URI == e.uri(theFile) && strings.Join(got, " ") == want {
			return p
		}
		e.t.Logf("waiting for %q: %s %q", want, p.URI, got)
	}
	e.t.Fatal("the server is gone")
	return published{}
}

// quit ends the server, in order or not, and wants an exit status.
func (e *editor) quit(orderly bool, status int) {
	e.t.Helper()
	if orderly {
		if err := e.call("shutdown", nil, nil); err != nil {
			e.t.Error(err)
		}
		if err := e.call("textDocument/hover", map[string]any{}, nil); err == nil {
			e.t.Error("it answers after shutdown")
		}
	}
	e.tell("exit", nil)
	_ = e.cmd.Wait()
	if got := e.cmd.ProcessState.ExitCode(); got != status {
		e.t.Errorf("exit status %d, want %d", got, status)
	}
}

const (
	lspModule = "module example.com/m\n\ngo 1.26\n"
	lspHead   = "package a\n\nimport (\n\t\"errors\"\n\t\"net/http\"\n\t\"time\"\n)\n\n"
	// The wait is a string of more than one byte a character away from the beginning of its line.
	lspLoop = lspHead + "func Get(c *http.Client) error {\n\tfor range 5 {\n\t\tr, err := c.Get(\"https://example.com/ä𝄞\")\n\t\tif err != nil {\n\t\t\treturn err\n\t\t}\n\t\tr.Body.Close()\n\t\tif r.StatusCode == http.StatusBadRequest {\n\t\t\ttime.Sleep(time.Second)\n\t\t\tcontinue\n\t\t}\n\t\treturn nil\n\t}\n\treturn errors.New(\"gone\")\n}\n"
)

func TestLSP(t *testing.T) {
	good := lspHead + "var X = errors.New(\"x\")\n\nvar C http.Client\n\nvar T time.Time\n"
	e := newEditor(t, map[string]string{"go.mod": lspModule, "a/a.go": good, "a/b.go": "package a\n", "low/low.go": "package low\n"})
	if err := e.call("textDocument/hover", map[string]any{}, nil); err == nil || !strings.Contains(err.Error(), "not initialized") {
		t.Errorf("before initialize: %v", err)
	}
	e.start()
	if err := e.call("textDocument/definition", map[string]any{}, nil); err == nil || !strings.Contains(err.Error(), "not known") {
		t.Errorf("what it cannot do: %v", err)
	}
	e.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "untitled:new.go", "version": 1, "text": lspLoop}})
	e.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "file:///nowhere/x.go", "version": 1, "text": lspLoop}})
	e.tell("textDocument/didChange", 1)
	e.tell("$/setTrace", map[string]any{"value": "off"})
	e.open("a/a.go", good, 1)
	e.wait("")

	e.change(lspLoop, 2)
	p := e.wait("nonretryable:16")
	if p.Version == nil || *p.Version != 2 || p.Diagnostics[0].Severity == 0 || p.Diagnostics[0].Message == "" {
		t.Errorf("%+v", p)
	}
	e.change(strings.Replace(lspLoop, "return nil\n", "return nil +\n", 1), 3) // while somebody types
	e.change("package a\n\nfunc Get() {\n", 4)
	e.change(lspHead+"\n"+lspLoop[len(lspHead):], 5)
	e.wait("nonretryable:17")
	e.change(lspLoop, 6)
	where := e.wait("nonretryable:16").Diagnostics[0].Range

	var hover struct{ Contents struct{ Kind, Value string } }
	at := map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}, "position": where.Start}
	if err := e.call("textDocument/hover", at, &hover); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"**nonretryable**: ", "\n\n", "Get, a/a.go:9-", "way round"} {
		if !strings.Contains(hover.Contents.Value, want) || hover.Contents.Kind != "markdown" {
			t.Errorf("hover has no %q: %s", want, hover.Contents.Value)
		}
	}
	var actions []lspAction
	if err := e.call("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}, "range": where, "context": map[string]any{"diagnostics": []any{}}}, &actions); err != nil {
		t.Error(err)
	}
	text := lspLoop
	for _, a := range actions {
		if edits := a.Edit.Changes[e.uri("a/a.go")]; strings.HasPrefix(a.Title, "Silence nonretryable ") && len(edits) == 1 && a.Kind == "quickfix" {
			at := strings.Split(lspLoop, "\n")
			line := edits[0].Range.Start.Line
			text = strings.Join(at[:line], "\n") + "\n" + edits[0].NewText + strings.Join(at[line:], "\n")
		}
	}
	e.change(text, 7)
	e.wait("directive:16 nonretryable:17") // there is no reason
	e.change(strings.Replace(text, "ignore nonretryable ", "ignore nonretryable it is a test", 1), 8)
	e.wait("")

	// What another one cancels, or what is closed, is forgotten.
	e.change(lspLoop, 9)
	e.wait("nonretryable:16")
	waiter, err := e.conn.DispatchCall(t.Context(), "textDocument/hover", at, jsonrpc2.PickID(jsonrpc2.ID{Num: 4711}))
	if err != nil {
		t.Fatal(err)
	}
	e.tell("$/cancelRequest", map[string]any{"id": 4711})
	if err := waiter.Wait(t.Context(), nil); err != nil && !strings.Contains(err.Error(), "cancelled") {
		t.Error(err)
	}
	e.tell("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}})
	e.wait("")
	e.save("a/a.go", lspLoop)
	e.open("a/b.go", "package a\n", 1)
	e.wait("nonretryable:16")
	e.save("a/a.go", good)
	e.tell("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/b.go")}})
	e.wait("")
	e.quit(true, exitClean)
}

// An editor that does not say that it is about to go leaves no server behind.
func TestLSPGone(t *testing.T) {
	e := newEditor(t, map[string]string{"go.mod": lspModule})
	e.start()
	e.quit(false, exitFailure)
	e = newEditor(t, nil)
	e.start()
	_ = e.conn.Close()
	_ = e.cmd.Wait()
	if got := e.cmd.ProcessState.ExitCode(); got != exitFailure {
		t.Errorf("exit status %d", got)
	}
}
