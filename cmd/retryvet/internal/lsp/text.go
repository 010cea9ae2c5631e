package lsp

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf16"

	protocol "github.com/tliron/glsp/protocol_3_16"
	"golang.org/x/tools/go/ast/astutil"
)

// position is where a byte of a text is: lines count from 0, columns in UTF-16 code units, as the protocol has it.
func position(text string, offset int) protocol.Position {
	offset = min(max(offset, 0), len(text))
	before := text[:offset]
	line := strings.Count(before, "\n")
	n := 0
	for _, r := range before[strings.LastIndexByte(before, '\n')+1:] {
		n += max(utf16.RuneLen(r), 1)
	}
	return protocol.Position{Line: protocol.UInteger(line), Character: protocol.UInteger(n)}
}

// offset is the byte at a line and column, which count from 1, the column in bytes. What is outside of the text is its nearest byte.
func offset(text string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		at += i + 1
	}
	end := strings.IndexByte(text[at:], '\n')
	if end < 0 {
		end = len(text) - at
	}
	return at + min(max(column-1, 0), end)
}

// rangeOf is where a finding is.
func rangeOf(text string, f Finding) protocol.Range {
	start := offset(text, f.Line, f.Column)
	end := start
	if f.EndLine > 0 {
		end = max(start, offset(text, f.EndLine, f.EndColumn))
	}
	if end == start {
		end = offset(text, f.Line, 1<<30) // to the end of the line
	}
	return protocol.Range{Start: position(text, start), End: position(text, end)}
}

// above is where a comment on the statement at a byte belongs, and the blanks before it: on a line of its own, before the innermost
// statement or declaration that begins a line.
func above(text string, at int) (offset int, indent string) {
	fset := token.NewFileSet()
	f, _ := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	start := at
	if f != nil && f.FileStart.IsValid() {
		pos := f.FileStart + token.Pos(at)
		path, _ := astutil.PathEnclosingInterval(f, pos, pos)
		for i, n := range path {
			if i+1 < len(path) && isListed(n, path[i+1]) {
				start = int(n.Pos() - f.FileStart)
				break
			}
		}
	}
	start = strings.LastIndexByte(text[:start], '\n') + 1
	line := text[start:]
	return start, line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// isListed reports whether a node is one of a list of statements, or of declarations.
func isListed(n, parent ast.Node) bool {
	switch parent.(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		_, is := n.(ast.Stmt)
		return is
	case *ast.File:
		_, is := n.(ast.Decl)
		return is
	}
	return false
}

var drive = regexp.MustCompile(`^/[A-Za-z]:`)

var errNoFile = errors.New("not the URI of a file")

// fileOf is the absolute name of the file of a URI.
func fileOf(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" || u.Host != "" && u.Host != "localhost" {
		return "", errNoFile
	}
	name := u.Path
	if drive.MatchString(name) {
		name = name[1:]
	}
	name = filepath.Clean(filepath.FromSlash(name))
	if !filepath.IsAbs(name) {
		return "", errNoFile
	}
	return name, nil
}

// uriOf is the URI of a file.
func uriOf(name string) string {
	name = filepath.ToSlash(name)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}
