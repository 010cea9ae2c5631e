package notimeout

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/index"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/site"
)

// A finder looks for unlimited requests in one package.
type finder struct {
	*site.Package
	*settings
}

// An unlimited is a client that may wait for ever, or what the default client sends.
type unlimited struct {
	Made ast.Node        // where the client is made; nil of the default client, and of one that is a zero value
	Sent []*ast.CallExpr // what is sent by it, and has no limit either
	Name string          // of the function that sends the first, as the program writes it
	Why  retry.Silence   // why it is left alone; None as a rule
}

// maxDepth bounds how far a client, a request or an answer is followed.
const maxDepth = 5

// asideElements are elements of import paths of what a person runs, and of what only tests and examples use.
var asideElements = []string{
	"cmd", "cli", "command", "commands", "script", "scripts", "tool", "tools", "hack", "ci",
	"test", "tests", "testing", "testutil", "testutils", "testhelpers", "mock", "mocks", "fake", "fakes", "example", "examples",
	"sample", "samples", "e2e", "benchmark", "benchmarks",
}

// commandLines are packages that read a command line, or belong to tests.
var commandLines = []string{
	"github.com/spf13/cobra", "github.com/urfave/cli", "github.com/alecthomas/kong", "github.com/alecthomas/kingpin", "gopkg.in/alecthomas/kingpin",
	"github.com/jessevdk/go-flags", "github.com/mitchellh/cli", "github.com/hashicorp/cli", "github.com/google/subcommands", "testing", "net/http/httptest",
}

// find finds the requests that nothing limits in time.
func find(p *site.Package) []*unlimited {
	x := &finder{Package: p}
	sent := x.sent()
	if len(sent) == 0 {
		return nil
	}
	aside := x.aside()
	x.settings = x.collect()
	var out, left []*unlimited
	for _, s := range sent {
		made, isDefault, ok := x.clientOf(s)
		if !ok || !x.requestEndless(s) {
			continue
		}
		why := aside
		if why.Reason == reasons.None {
			why = x.takesTime(s)
		}
		if why.Reason != reasons.None {
			why.At = s.Call
			left = append(left, &unlimited{Made: made, Sent: []*ast.CallExpr{s.Call}, Name: x.NameOfCallee(s.Call), Why: why})
			continue
		}
		if made != nil && !isDefault {
			if i := slices.IndexFunc(out, func(u *unlimited) bool { return u.Made == made }); i >= 0 {
				out[i].Sent = append(out[i].Sent, s.Call)
				continue
			}
		}
		out = append(out, &unlimited{Made: made, Sent: []*ast.CallExpr{s.Call}, Name: x.NameOfCallee(s.Call)})
	}
	return append(out, left...)
}

// sent are the calls by which the functions of the package send requests. Whoever runs a test sees that it hangs.
func (x *finder) sent() []index.Caller {
	return slices.DeleteFunc(x.CallsOf(sends), func(c index.Caller) bool { return c.Decl == nil || gotypes.InTest(x.Fset, c.Call.Pos()) })
}

// sends reports whether a function of net/http sends a request. That of Head has no body to read, but as long a wait.
func sends(fn *types.Func) bool {
	if fn.Pkg() == nil || fn.Pkg().Path() != "net/http" {
		return false
	}
	return api.Sends(fn) || fn.FullName() == "net/http.Head" || fn.FullName() == "(*net/http.Client).Head"
}

// aside says whether somebody sits before the package and can end it, or it belongs to tests.
func (x *finder) aside() retry.Silence {
	silence := func(format string, args ...any) retry.Silence {
		return retry.Silence{Reason: reasons.Aside, Text: fmt.Sprintf(format, args...)}
	}
	for _, part := range strings.Split(x.Pkg.Path(), "/") {
		if slices.Contains(asideElements, part) {
			return silence("%q in the package's path: somebody sits before it and can end it, or it belongs to tests", part)
		}
	}
	for _, f := range x.Files {
		if i := slices.IndexFunc(f.Imports, ofCommandLine); i >= 0 && !gotypes.InTest(x.Fset, f.Pos()) {
			return silence("the package imports %s: somebody sits before it and can end it, or it belongs to tests", f.Imports[i].Path.Value)
		}
	}
	if x.Pkg.Name() == "main" && !x.serves() {
		return silence("a program that serves nobody: somebody sits before it and can end it")
	}
	return retry.Silence{}
}

func ofCommandLine(spec *ast.ImportSpec) bool {
	path, err := strconv.Unquote(spec.Path.Value)
	return err == nil && slices.ContainsFunc(commandLines, func(c string) bool {
		return path == c || strings.HasPrefix(path, c+"/") || strings.HasPrefix(path, c+".v")
	})
}

// serves reports whether a program goes on until it is stopped: it listens, or has a loop without an end.
func (x *finder) serves() bool {
	found := false
	for root := range x.Roots() {
		ast.Inspect(root.Node, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				fn := x.CalledFunc(n)
				found = found || fn != nil && (fn.Name() == "ListenAndServe" || fn.Name() == "ListenAndServeTLS" || fn.Name() == "Serve")
			case *ast.SelectStmt:
				found = found || len(n.Body.List) == 0
			}
			return !found
		})
	}
	return found
}

// takesTime says whether an attempt may last as long as it likes, or something else ends the wait for it.
func (x *finder) takesTime(s index.Caller) retry.Silence {
	silence := func(why reasons.Reason, format string, args ...any) retry.Silence {
		return retry.Silence{Reason: why, Text: fmt.Sprintf(format, args...)}
	}
	if n := s.Decl.Name.Name; n != "main" && n != "init" && x.Says(lexicon.Forever, n) && !x.handles(s.Decl) && !x.ticked(s) {
		return silence(reasons.NamedForever, "%s is meant to go on for ever, by its name", n)
	}
	if text := x.speaksOfStreams(s); text != "" {
		return silence(reasons.StreamsByText, "%s in %s names a stream, or what is waited for: an answer may take its time", text, s.Decl.Name.Name)
	}
	switch {
	case x.leftBehind(s):
		return silence(reasons.LeftBehind, "")
	case x.atTerminal(s.Decl):
		return silence(reasons.Aside, "%s hands on os.Stdin: somebody sits before it and can end it", s.Decl.Name.Name)
	case !x.callRead(s.Call, 0, s.Root, s.Decl, 0):
		return silence(reasons.HandedOn, "")
	}
	return retry.Silence{}
}

// atTerminal reports whether a function has to do with what somebody types.
func (x *finder) atTerminal(d *ast.FuncDecl) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		v, isVar := x.Info.Uses[id].(*types.Var)
		found = found || ok && isVar && v.Name() == "Stdin" && v.Pkg() != nil && v.Pkg().Path() == "os"
		return !found
	})
	return found
}

// handles reports whether a function answers a request of somebody else, who waits for it, whatever it is called.
func (x *finder) handles(d *ast.FuncDecl) bool {
	return slices.ContainsFunc(d.Type.Params.List, func(f *ast.Field) bool {
		return gotypes.TypeIs(x.Info.TypeOf(f.Type), "net/http.ResponseWriter")
	})
}

// ticked reports whether a request is sent each time that a ticker says: what goes on for ever are the rounds, and not an answer.
func (x *finder) ticked(s index.Caller) bool {
	p := x.PlacesIn(s.Root)
	for n := ast.Node(s.Call); n != nil; n = p.Parent[n] {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.RangeStmt:
			if x.Ticks(s.Root, n.X) {
				return true
			}
		case *ast.ForStmt:
			found := false
			ast.Inspect(n.Body, func(in ast.Node) bool {
				u, ok := in.(*ast.UnaryExpr)
				found = found || ok && u.Op == token.ARROW && x.Ticks(s.Root, u.X)
				return !found
			})
			if found {
				return true
			}
		}
	}
	return false
}

// streamWords are in texts of requests for answers that do not end, or not soon.
var streamWords = []string{"event-stream", "stream", "websocket", "upgrade", "long-poll", "longpoll", "long_poll", "/watch", "watch=", "wait=", "/events", "getupdates", "follow="}

// speaksOfStreams is a text in which a function names a stream, or what it is to wait for; "" if there is none.
func (x *finder) speaksOfStreams(s index.Caller) string {
	found := ""
	ast.Inspect(s.Decl, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if ok && lit.Kind == token.STRING {
			text := strings.ToLower(lit.Value)
			if found == "" && slices.ContainsFunc(streamWords, func(w string) bool { return strings.Contains(text, w) }) {
				found = lit.Value
			}
		}
		return found == ""
	})
	return found
}

// leftBehind reports whether a request is sent in a function literal whose declaration has a select: it may stop waiting.
func (x *finder) leftBehind(s index.Caller) bool {
	p, inside := x.PlacesIn(s.Root), false
	for n := ast.Node(s.Call); n != nil; n = p.Parent[n] {
		_, lit := n.(*ast.FuncLit)
		inside = inside || lit
	}
	found := false
	if inside {
		ast.Inspect(s.Root, func(n ast.Node) bool {
			_, ok := n.(*ast.SelectStmt)
			found = found || ok
			return !found
		})
	}
	return found
}
