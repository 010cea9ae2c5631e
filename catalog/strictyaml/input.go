// Package strictyaml reads the files in which users write down what retryvet should know: YAML or JSON, of which nothing
// is guessed. Unknown and repeated fields and values of another type are faults, and every fault has its line.
package strictyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

const (
	maxSize   = 4 << 20 // of an input; the largest embedded catalog has 50 KB
	maxErrors = 20      // reported for one input
	maxDepth  = 32      // of nested JSON values; catalogs have five
)

// Input is the content of a file. Its name is what errors call it; the extension tells YAML (.yaml, .yml) from
// JSON (.json).
type Input struct {
	Name string
	Data []byte
}

// Error is one fault of a file.
type Error struct {
	File string
	Line int // first line is 1; 0 if the fault is in no particular line
	Msg  string
}

// Error returns "file:line: what is wrong", or "file: what is wrong".
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// Report collects the faults of one input.
type Report struct {
	File string
	Kind string // what the file is, for messages: "catalog"

	MayBeEmpty bool // a file that says nothing is no fault

	errs []error
	more int
}

// Failed reports whether there are faults.
func (r *Report) Failed() bool { return len(r.errs) > 0 }

// Errorf adds a fault in a line, or in no particular one if it is 0. What exceeds a screenful is only counted.
func (r *Report) Errorf(line int, format string, args ...any) {
	if len(r.errs) >= maxErrors {
		r.more++
		return
	}
	msg := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ") // one line, whatever the input holds
	r.errs = append(r.errs, &Error{r.File, line, msg})
}

func (r *Report) empty() {
	if !r.MayBeEmpty {
		r.Errorf(1, "is empty")
	}
}

// List returns the faults, each an [*Error].
func (r *Report) List() []error {
	if r.more > 0 {
		return append(r.errs, &Error{r.File, 0, fmt.Sprintf("%d more faults", r.more)})
	}
	return r.errs
}

// ReadFile reads a user's file. The errors are worded for one line; that of the os package names the file once more.
func ReadFile(name string) (Input, error) {
	fail := func(format string, args ...any) (Input, error) {
		return Input{}, &Error{name, 0, fmt.Sprintf(format, args...)}
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fail("no such file")
	case err != nil:
		return fail("cannot read: %v", cause(err))
	case info.IsDir():
		return fail("is a directory; name the files in it")
	case !info.Mode().IsRegular():
		return fail("is not a regular file") // reading a pipe could wait for ever
	}
	f, err := os.Open(name)
	if err != nil {
		return fail("cannot read: %v", cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return fail("cannot read: %v", cause(err))
	}
	return Input{name, data}, nil
}

// Names reports whether a file is one of some, under whatever name.
func Names(files []string, file string) bool {
	is, err := os.Stat(file)
	return slices.ContainsFunc(files, func(f string) bool {
		if f == file {
			return true
		}
		other, otherErr := os.Stat(f)
		return err == nil && otherErr == nil && os.SameFile(is, other)
	})
}

func cause(err error) error {
	if pathErr := (*os.PathError)(nil); errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// Parse returns the root node of the input, or nil after reporting why there is none.
func Parse(in Input, r *Report) *yaml.Node {
	switch {
	case len(in.Data) > maxSize:
		r.Errorf(0, "is larger than %d MB", maxSize>>20)
		return nil
	case bytes.IndexByte(in.Data, 0) >= 0:
		r.Errorf(0, "is a binary file, not text")
		return nil
	}
	var root *yaml.Node
	switch ext := strings.ToLower(filepath.Ext(in.Name)); ext {
	case ".json":
		root = parseJSON(in.Data, r)
	case ".yaml", ".yml":
		root = parseYAML(in.Data, r)
	default:
		r.Errorf(0, "unknown kind of file %q; a %s is .yaml, .yml or .json", ext, r.Kind)
	}
	return root
}

var yamlLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^yaml: (?:line (\d+): )?`) })

func parseYAML(data []byte, r *Report) *yaml.Node {
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc, next yaml.Node
	err := d.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		r.empty()
		return nil
	}
	if err == nil {
		if err = d.Decode(&next); err == nil {
			r.Errorf(next.Line, "a second YAML document; write one %s a file", r.Kind)
			return nil
		}
	}
	if !errors.Is(err, io.EOF) {
		m := yamlLine().FindStringSubmatch(err.Error())
		line := 1
		if m != nil && m[1] != "" {
			line, _ = strconv.Atoi(m[1])
		}
		r.Errorf(line, "not YAML: %s", yamlLine().ReplaceAllString(err.Error(), ""))
		return nil
	}
	// Aliases could blow a small file up to gigabytes, and no such file has any use for them.
	if n := findAlias(&doc); n != nil {
		r.Errorf(n.Line, "anchors and aliases are not allowed")
		return nil
	}
	return doc.Content[0]
}

func findAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n
	}
	for _, c := range n.Content {
		if found := findAlias(c); found != nil {
			return found
		}
	}
	return nil
}

// parseJSON builds the nodes that YAML would have given. YAML's own parser refuses some JSON, such as indentation by
// tabs.
func parseJSON(data []byte, r *Report) *yaml.Node {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	p := jsonParser{data: data, d: json.NewDecoder(bytes.NewReader(data)), line: 1}
	p.d.UseNumber()
	n, err := p.value(0)
	if err == nil {
		if _, err = p.d.Token(); err == nil {
			err = fmt.Errorf("more than one JSON value; write one %s a file", r.Kind)
		} else if errors.Is(err, io.EOF) {
			return n
		}
	}
	switch syntax := (*json.SyntaxError)(nil); {
	case errors.As(err, &syntax):
		r.Errorf(p.lineAt(syntax.Offset), "not JSON: %v", err)
	case errors.Is(err, io.EOF) && len(bytes.TrimSpace(data)) == 0:
		r.empty()
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		r.Errorf(p.lineAt(int64(len(data))), "not JSON: ends in the middle of a value")
	default:
		r.Errorf(p.lineAt(p.d.InputOffset()), "not JSON: %v", err)
	}
	return nil
}

type jsonParser struct {
	data   []byte
	d      *json.Decoder
	offset int64 // up to which lines are counted
	line   int
}

// lineAt returns the line of an offset. Offsets never shrink, so that the count goes on from the last one.
func (p *jsonParser) lineAt(offset int64) int {
	offset = max(p.offset, min(offset, int64(len(p.data))))
	p.line += bytes.Count(p.data[p.offset:offset], []byte("\n"))
	p.offset = offset
	return p.line
}

func (p *jsonParser) value(depth int) (*yaml.Node, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("values nested more than %d deep", maxDepth)
	}
	tok, err := p.d.Token()
	if err != nil {
		return nil, err
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: p.lineAt(p.d.InputOffset())}
	switch tok := tok.(type) {
	case json.Delim:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		if tok == '{' {
			n.Kind, n.Tag = yaml.MappingNode, "!!map"
		}
		for p.d.More() {
			c, err := p.value(depth + 1) // of an object, keys and values in turn
			if err != nil {
				return nil, err
			}
			n.Content = append(n.Content, c)
		}
		_, err = p.d.Token() // the closing bracket
		return n, err
	case string:
		n.Tag, n.Style, n.Value = "!!str", yaml.DoubleQuotedStyle, tok
	case json.Number:
		n.Tag, n.Value = "!!int", tok.String()
		if strings.ContainsAny(n.Value, ".eE") {
			n.Tag = "!!float"
		}
	case bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(tok)
	case nil:
		n.Tag, n.Value = "!!null", "null"
	}
	return n, nil
}
