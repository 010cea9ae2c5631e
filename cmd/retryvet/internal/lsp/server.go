package lsp

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	protocol "github.com/tliron/glsp/protocol_3_16"
)

// pause is how long nobody must have typed before what was typed is analyzed.
const pause = 150 * time.Millisecond

// A server serves one editor.
type server struct {
	name, version string
	backend       Backend
	conn          *jsonrpc2.Conn
	kick          chan time.Duration // analyze, after a pause
	backendFree   chan struct{}      // of one place: who has put something into it uses the backend

	mu        sync.Mutex
	started   bool
	down      bool // by the editor's wish
	docs      map[string]*document
	shown     map[string]shown // by file
	faults    []string         // that were told last
	stop      context.CancelFunc
	cancelled map[jsonrpc2.ID]context.CancelFunc
}

// A document is a file that is open in the editor.
type document struct {
	uri, text string
	version   protocol.Integer
}

// What is shown of a file: findings, in a text.
type shown struct {
	uri      string
	text     string
	findings []Finding
}

// Serve speaks to an editor until that says so or goes away. It reports whether the editor had asked to shut down before.
func Serve(ctx context.Context, in io.ReadCloser, out io.Writer, name, version string, b Backend) (orderly bool) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{
		name: name, version: version, backend: b, kick: make(chan time.Duration, 1), backendFree: make(chan struct{}, 1),
		docs: map[string]*document{}, shown: map[string]shown{}, cancelled: map[jsonrpc2.ID]context.CancelFunc{},
	}
	stream := jsonrpc2.NewBufferedStream(pipe{in, out}, jsonrpc2.VSCodeObjectCodec{})
	ready := make(chan struct{})
	handler := handlerFunc(func(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
		<-ready
		s.handle(ctx, req)
	})
	s.conn = jsonrpc2.NewConn(ctx, stream, handler, jsonrpc2.SetLogger(log.New(os.Stderr, name+": ", 0)))
	close(ready)
	var working sync.WaitGroup
	working.Go(func() { s.work(ctx) })
	<-s.conn.DisconnectNotify()
	cancel()
	working.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.down
}

// A pipe is what comes in and what goes out.
type pipe struct {
	io.ReadCloser
	out io.Writer
}

func (p pipe) Write(b []byte) (int, error) { return p.out.Write(b) }

type handlerFunc func(context.Context, *jsonrpc2.Conn, *jsonrpc2.Request)

func (f handlerFunc) Handle(ctx context.Context, c *jsonrpc2.Conn, r *jsonrpc2.Request) { f(ctx, c, r) }

// Codes of errors that the protocol adds to those of JSON-RPC.
const (
	codeNotInitialized = -32002
	codeCancelled      = -32800
)

// handle takes what the editor says, in order. What takes time is answered later.
func (s *server) handle(ctx context.Context, req *jsonrpc2.Request) {
	if req.Method == "exit" {
		_ = s.conn.Close()
		return
	}
	s.mu.Lock()
	started, down := s.started, s.down
	s.mu.Unlock()
	switch {
	case req.Notif && started && !down:
		s.notified(req)
	case req.Notif:
	case req.Method == protocol.MethodInitialize && !started:
		s.mu.Lock()
		s.started = true
		s.mu.Unlock()
		s.answer(ctx, req.ID, s.initialized(), nil)
	case !started:
		s.answer(ctx, req.ID, nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: "not initialized"})
	case down || req.Method == protocol.MethodInitialize:
		s.answer(ctx, req.ID, nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: req.Method + " at the wrong time"})
	case req.Method == protocol.MethodShutdown:
		s.mu.Lock()
		s.down = true
		if s.stop != nil {
			s.stop()
		}
		s.mu.Unlock()
		s.answer(ctx, req.ID, nil, nil)
	case req.Method == protocol.MethodTextDocumentHover:
		s.later(ctx, req, s.hover)
	case req.Method == protocol.MethodTextDocumentCodeAction:
		s.later(ctx, req, s.codeAction)
	default:
		s.answer(ctx, req.ID, nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: req.Method + " is not known"})
	}
}

func (s *server) answer(ctx context.Context, id jsonrpc2.ID, result any, fault *jsonrpc2.Error) {
	if fault != nil {
		_ = s.conn.ReplyWithError(ctx, id, fault)
		return
	}
	_ = s.conn.Reply(ctx, id, result)
}

// later answers a request beside others. The editor may cancel it.
func (s *server) later(ctx context.Context, req *jsonrpc2.Request, f func(context.Context, json.RawMessage) (any, error)) {
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	s.cancelled[req.ID] = cancel
	s.mu.Unlock()
	go func() {
		defer cancel()
		var params json.RawMessage
		if req.Params != nil {
			params = *req.Params
		}
		result, err := f(ctx, params)
		stopped := ctx.Err() != nil
		s.mu.Lock()
		delete(s.cancelled, req.ID)
		s.mu.Unlock()
		switch {
		case stopped:
			s.answer(context.WithoutCancel(ctx), req.ID, nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"})
		case err != nil:
			s.answer(ctx, req.ID, nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: err.Error()})
		default:
			s.answer(ctx, req.ID, result, nil)
		}
	}()
}

func (s *server) initialized() protocol.InitializeResult {
	return protocol.InitializeResult{
		ServerInfo: &protocol.InitializeResultServerInfo{Name: s.name, Version: &s.version},
		Capabilities: protocol.ServerCapabilities{
			TextDocumentSync: map[string]any{"openClose": true, "change": protocol.TextDocumentSyncKindFull, "save": true},
			HoverProvider:    true,
			CodeActionProvider: protocol.CodeActionOptions{
				CodeActionKinds: []protocol.CodeActionKind{protocol.CodeActionKindQuickFix},
			},
		},
	}
}

// notified takes what the editor tells of its documents. What is no file is none of ours.
func (s *server) notified(req *jsonrpc2.Request) {
	var p struct {
		ID           jsonrpc2.ID `json:"id"`
		TextDocument struct {
			URI     string           `json:"uri"`
			Version protocol.Integer `json:"version"`
			Text    string           `json:"text"`
		} `json:"textDocument"`
		ContentChanges []struct {
			Text string `json:"text"`
		} `json:"contentChanges"`
	}
	if req.Params == nil || json.Unmarshal(*req.Params, &p) != nil {
		return
	}
	if req.Method == "$/cancelRequest" {
		s.mu.Lock()
		defer s.mu.Unlock()
		if cancel := s.cancelled[p.ID]; cancel != nil {
			cancel()
		}
		return
	}
	name, err := fileOf(p.TextDocument.URI)
	if req.Method == "workspace/didChangeWatchedFiles" {
		s.again(pause)
		return
	}
	if err != nil || filepath.Ext(name) != ".go" {
		return
	}
	s.mu.Lock()
	doc := s.docs[name]
	s.mu.Unlock()
	after := time.Duration(0)
	switch {
	case req.Method == protocol.MethodTextDocumentDidOpen:
		doc = &document{p.TextDocument.URI, p.TextDocument.Text, p.TextDocument.Version}
	case req.Method == protocol.MethodTextDocumentDidChange && doc != nil && len(p.ContentChanges) > 0:
		doc = &document{doc.uri, p.ContentChanges[len(p.ContentChanges)-1].Text, p.TextDocument.Version}
		after = pause
	case req.Method == protocol.MethodTextDocumentDidSave && doc != nil:
	case req.Method == protocol.MethodTextDocumentDidClose && doc != nil:
		doc = nil
	default:
		return
	}
	s.mu.Lock()
	if doc == nil {
		delete(s.docs, name)
	} else {
		s.docs[name] = doc
	}
	s.mu.Unlock()
	s.again(after)
}

// again has everything analyzed again. What is being analyzed now is of no use any more.
func (s *server) again(after time.Duration) {
	s.mu.Lock()
	if s.stop != nil {
		s.stop()
	}
	s.mu.Unlock()
	select {
	case s.kick <- after:
	default: // it will be
	}
}

// work analyzes whenever that is wanted.
func (s *server) work(ctx context.Context) {
	for {
		var after time.Duration
		select {
		case <-ctx.Done():
			return
		case after = <-s.kick:
		}
		for after > 0 { // until nobody types
			select {
			case <-ctx.Done():
				return
			case after = <-s.kick:
			case <-time.After(after):
				after = 0
			}
		}
		running, stop := context.WithCancel(ctx)
		s.mu.Lock()
		s.stop = stop
		s.mu.Unlock()
		s.analyze(running)
		stop()
	}
}

// use waits until nobody else uses the backend; false if the context is done before.
func (s *server) use(ctx context.Context) bool {
	select {
	case s.backendFree <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *server) unuse() { <-s.backendFree }

// open are the documents that are open, and the texts of those that are not saved.
func (s *server) open() (docs map[string]*document, unsaved map[string]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	docs, unsaved = map[string]*document{}, map[string]string{}
	for name, d := range s.docs {
		docs[name] = d
		if data, err := os.ReadFile(name); err != nil || string(data) != d.text {
			unsaved[name] = d.text
		}
	}
	return docs, unsaved
}

// analyze analyzes the packages of the documents that are open, and shows what is found.
func (s *server) analyze(ctx context.Context) {
	docs, unsaved := s.open()
	var dirs []string
	for name := range docs {
		dirs = append(dirs, filepath.Dir(name))
	}
	slices.Sort(dirs)
	dirs = slices.Compact(dirs)
	var found []Finding
	var faults []string
	if len(dirs) > 0 {
		if !s.use(ctx) {
			return
		}
		var err error
		found, faults, err = s.backend.Analyze(ctx, dirs, unsaved)
		s.unuse()
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			faults = append(faults, err.Error())
		}
	}
	s.show(ctx, docs, found, len(faults) > 0)
	s.mu.Lock()
	news := !slices.Equal(faults, s.faults)
	s.faults = faults
	s.mu.Unlock()
	if news && len(faults) > 0 {
		_ = s.conn.Notify(ctx, "window/logMessage", protocol.LogMessageParams{Type: protocol.MessageTypeWarning, Message: strings.Join(faults, "\n")})
	}
}

// show tells the editor the findings in each file, and that there are none any more in others. Of packages that do not compile at the
// moment, the findings stay that were there.
func (s *server) show(ctx context.Context, docs map[string]*document, found []Finding, partly bool) {
	next := map[string]shown{}
	for _, f := range found {
		n := next[f.File]
		n.findings = append(n.findings, f)
		next[f.File] = n
	}
	for name, n := range next {
		n.uri = uriOf(name)
		if d := docs[name]; d != nil {
			n.uri, n.text = d.uri, d.text
		} else if data, err := os.ReadFile(name); err == nil {
			n.text = string(data)
		}
		next[name] = n
	}
	s.mu.Lock()
	var gone []string
	for name, old := range s.shown {
		switch _, is := next[name]; {
		case is:
		case partly && docs[name] != nil:
			next[name] = old
		default:
			gone = append(gone, old.uri)
		}
	}
	for name, d := range docs {
		if _, is := next[name]; !is {
			gone = append(gone, d.uri)
		}
	}
	s.shown = next
	s.mu.Unlock()
	slices.Sort(gone)
	for _, uri := range slices.Compact(gone) {
		_ = s.conn.Notify(ctx, "textDocument/publishDiagnostics", protocol.PublishDiagnosticsParams{URI: uri, Diagnostics: []protocol.Diagnostic{}})
	}
	for _, name := range slices.Sorted(maps.Keys(next)) {
		n := next[name]
		p := protocol.PublishDiagnosticsParams{URI: n.uri, Diagnostics: []protocol.Diagnostic{}}
		if d := docs[name]; d != nil && d.text == n.text && d.version >= 0 {
			v := protocol.UInteger(d.version)
			p.Version = &v
		}
		for _, f := range n.findings {
			p.Diagnostics = append(p.Diagnostics, s.diagnostic(n.text, f))
		}
		_ = s.conn.Notify(ctx, "textDocument/publishDiagnostics", p)
	}
}

func (s *server) diagnostic(text string, f Finding) protocol.Diagnostic {
	severity := protocol.DiagnosticSeverityError
	switch f.Level {
	case "warning":
		severity = protocol.DiagnosticSeverityWarning
	case "note":
		severity = protocol.DiagnosticSeverityInformation
	}
	d := protocol.Diagnostic{
		Range: rangeOf(text, f), Severity: &severity, Source: &s.name, Message: f.Message,
		Code: &protocol.IntegerOrString{Value: f.Rule},
	}
	if f.URL != "" {
		d.CodeDescription = &protocol.CodeDescription{HRef: f.URL}
	}
	return d
}
