package lsp

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	protocol "github.com/tliron/glsp/protocol_3_16"
)

// hover says what the rules report on a line, and what is known of the function there.
func (s *server) hover(ctx context.Context, params json.RawMessage) (any, error) {
	var p protocol.TextDocumentPositionParams
	if err := json.Unmarshal(params, &p); err != nil {
		return nil, err
	}
	name, err := fileOf(p.TextDocument.URI)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // there is nothing to be said of it
	}
	docs, unsaved := s.open()
	if docs[name] == nil {
		return nil, nil //nolint:nilnil // as before
	}
	var parts []string
	for _, f := range s.at(name, docs[name].text, protocol.Range{Start: p.Position, End: p.Position}) {
		part := "**" + f.Rule + "**: " + f.Message + "\n\n" + s.backend.Explain(f.Rule)
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if !s.use(ctx) {
		return nil, ctx.Err()
	}
	why, err := s.backend.Why(ctx, name, int(p.Position.Line)+1, unsaved)
	s.unuse()
	if err == nil && why != "" {
		parts = append(parts, "```text\n"+strings.TrimSpace(why)+"\n```")
	}
	if len(parts) == 0 {
		return nil, nil //nolint:nilnil // nothing is known of it
	}
	return protocol.Hover{Contents: protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: strings.Join(parts, "\n\n---\n\n")}}, nil
}

// at are the findings that are shown on the lines of a range, as long as the text is the one that they were found in.
func (s *server) at(name, text string, r protocol.Range) []Finding {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.shown[name]
	if n.text != text {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.findings), func(f Finding) bool {
		is := rangeOf(text, f)
		return is.End.Line < r.Start.Line || r.End.Line < is.Start.Line
	})
}

// codeAction offers what mends findings, and comments that silence them. A reason is for the person to write: without one, the
// comment silences nothing, and is reported.
func (s *server) codeAction(_ context.Context, params json.RawMessage) (any, error) {
	var p struct {
		TextDocument protocol.TextDocumentIdentifier `json:"textDocument"`
		Range        protocol.Range                  `json:"range"`
		Context      struct {
			Only []string `json:"only"`
		} `json:"context"`
	}
	if err := json.Unmarshal(params, &p); err != nil {
		return nil, err
	}
	actions := []protocol.CodeAction{}
	name, notOne := fileOf(p.TextDocument.URI)
	wanted := len(p.Context.Only) == 0 || slices.ContainsFunc(p.Context.Only, func(k string) bool { return k == protocol.CodeActionKindQuickFix || k == "" })
	docs, _ := s.open()
	if notOne != nil || docs[name] == nil || !wanted {
		return actions, nil //nolint:nilerr // of what is no file there is nothing to be said
	}
	text := docs[name].text
	for _, f := range s.at(name, text, p.Range) {
		kind := protocol.CodeActionKindQuickFix
		of := []protocol.Diagnostic{s.diagnostic(text, f)}
		for _, x := range f.Fixes {
			if changes, ok := s.changes(docs, x); ok {
				actions = append(actions, protocol.CodeAction{Title: x.Message, Kind: &kind, Diagnostics: of, Edit: &protocol.WorkspaceEdit{Changes: changes}})
			}
		}
		if f.Rule == "directive" {
			continue
		}
		start, indent := above(text, offset(text, f.Line, f.Column))
		where := position(text, start)
		actions = append(actions, protocol.CodeAction{
			Title: "Silence " + f.Rule + " here (add the reason to the comment)", Kind: &kind, Diagnostics: of,
			Edit: &protocol.WorkspaceEdit{Changes: map[string][]protocol.TextEdit{
				docs[name].uri: {{Range: protocol.Range{Start: where, End: where}, NewText: indent + "//retryvet:ignore " + f.Rule + " \n"}},
			}},
		})
	}
	return actions, nil
}

// changes are what a fix does, if the texts of all files are those that it was made for.
func (s *server) changes(docs map[string]*document, x Fix) (map[string][]protocol.TextEdit, bool) {
	changes := map[string][]protocol.TextEdit{}
	for _, e := range x.Edits {
		s.mu.Lock()
		n, is := s.shown[e.File]
		s.mu.Unlock()
		if d := docs[e.File]; !is || d != nil && d.text != n.text || e.End > len(n.text) || e.Start > e.End {
			return nil, false
		}
		changes[n.uri] = append(changes[n.uri], protocol.TextEdit{
			Range: protocol.Range{Start: position(n.text, e.Start), End: position(n.text, e.End)}, NewText: e.New,
		})
	}
	return changes, len(changes) > 0
}
