package api

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/retryvet/retryvet/analyzers/internal/directives"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/catalog"
)

// Evidence says how sure the engine is that a carrier holds a provider's codes, strongest first.
type Evidence uint8

const (
	NoEvidence Evidence = iota
	ByLiteral           // the literal's own form: upyun's eight digits, secondme's dotted names
	ByShape             // the json tags alone, marks included that no other API has
	ByHost              // the only catalog host named in the package, and json tags that fit
	ByType              // an SDK's error type
	ByUser              // a directive or a setting
)

// A tie binds a struct field to a provider's scheme of codes.
type tie struct {
	Provider *catalog.Provider
	Scheme   string
	Evidence Evidence
}

// Ties are the fields of a package that carry a provider's codes. They are computed when first asked for.
type Ties struct {
	Fields  map[*types.Var]tie
	Fuzzy   map[*types.Var]bool // evident code fields of no provider: a json tag like code beside a message
	Mirrors map[*types.Var]tie  // of these, those that repeat HTTP's statuses
	hosts   map[string]*catalog.Provider
	heeded  map[saying]bool // what the user says and what ties something
}

func (x *Vocabulary) Tied() *Ties {
	if x.ties == nil {
		x.ties = &Ties{Fields: map[*types.Var]tie{}, Fuzzy: map[*types.Var]bool{}, Mirrors: map[*types.Var]tie{}, heeded: map[saying]bool{}, hosts: x.hosts()}
		x.tieTypes()
		x.tieByUser()
		x.tieShapes()
		x.tieMirrors()
	}
	return x.ties
}

var hostForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[a-z]+://)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?:[:/?].*)?$`)
})

// hosts are the providers whose hosts the package's string constants name, of those whose answers are known: of the others no struct can
// hold the codes.
func (x *Vocabulary) hosts() map[string]*catalog.Provider {
	out := map[string]*catalog.Provider{}
	for _, f := range x.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if _, ok := n.(*ast.ImportSpec); ok {
				return false
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING || !strings.Contains(lit.Value, ".") {
				return true
			}
			tv := x.Info.Types[lit]
			if tv.Value == nil || tv.Value.Kind() != constant.String {
				return true
			}
			if m := hostForm().FindStringSubmatch(constant.StringVal(tv.Value)); m != nil {
				if p, ok := x.Catalog.ByHost(m[1]); ok && answersInJSON(p) {
					out[p.ID] = p
				}
			}
			return true
		})
	}
	return out
}

// tieTypes ties the fields of the catalogued SDK types that the package can see.
func (x *Vocabulary) tieTypes() {
	for obj, t := range x.sdks().carriers {
		if f, ok := obj.(*types.Var); ok {
			x.ties.Fields[f] = t
		}
	}
}

// tieShapes ties the fields of the package's own structs by directive, by host and by json tags.
func (x *Vocabulary) tieShapes() {
	for _, f := range x.Files {
		said := x.directives(f)
		all := x.settingFor(x.Pkg.Path())
		all.wide = true
		around := []ruling{{saying: all}}
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				around = around[:len(around)-1]
				return true
			}
			by := around[len(around)-1]
			if own := x.ownSaying(said, n); own.provider != "" {
				by = ruling{saying: own}
			}
			if st, ok := n.(*ast.StructType); ok {
				if s, ok := x.Info.TypeOf(st).(*types.Struct); ok {
					x.tieStruct(s, by)
				}
				by.inside = true
			}
			around = append(around, by)
			return true
		})
	}
}

// directives are the providers that comments name, by what they stand at. Few files have any, and to find out what a
// comment belongs to is work.
func (x *Vocabulary) directives(f *ast.File) map[ast.Node]saying {
	if !namesProvider(f) {
		return nil
	}
	said := map[ast.Node]saying{}
	for n, groups := range ast.NewCommentMap(x.Fset, f, f.Comments) {
		for _, g := range groups {
			for _, c := range g.List {
				if id := directives.Provider(c); id != "" {
					said[n] = saying{provider: id, comment: c}
				}
			}
		}
	}
	return said
}

func (x *Vocabulary) tieStruct(s *types.Struct, by ruling) {
	if by.provider != "" {
		x.tieAsSaid(s, by)
		return
	}
	if len(x.ties.hosts) == 1 {
		for _, p := range x.ties.hosts {
			x.tieByShapes(s, p, ByHost)
		}
	}
	for _, p := range x.Catalog.Providers() {
		if p.ID != "http" && len(x.ties.hosts) == 0 {
			x.tieByShapes(s, p, ByShape)
		}
	}
	x.noteCodeField(s)
}

// tieByShapes ties the fields in which a provider's answers have their codes. It reports whether there are any.
func (x *Vocabulary) tieByShapes(s *types.Struct, p *catalog.Provider, e Evidence) (tied bool) {
	if e == ByShape { // what it shares with the providers that it extends, they have
		for _, shape := range p.Shapes {
			tied = x.tieByShape(s, p, shape, e) || tied
		}
		return tied
	}
	for shape := range p.AllShapes() {
		tied = x.tieByShape(s, p, shape, e) || tied
	}
	return tied
}

// answersInJSON reports whether anything is known of the form of a provider's answers.
func answersInJSON(p *catalog.Provider) bool {
	for range p.AllShapes() {
		return true
	}
	return false
}

func (x *Vocabulary) tieByShape(s *types.Struct, p *catalog.Provider, shape catalog.Shape, e Evidence) bool {
	if shape.Scheme == "" || e == ByShape && len(shape.Markers) == 0 {
		return false
	}
	f := jsonField(s, shape.CodePath)
	if f == nil || !fitsKind(f.Type(), shape.Kind) {
		return false
	}
	lacks := func(name string) bool { return jsonField(s, name) == nil }
	if e < ByUser && slices.ContainsFunc(shape.Beside, lacks) {
		return false
	}
	if e == ByShape {
		if slices.ContainsFunc(shape.Markers, lacks) {
			return false
		}
	} else if e == ByHost && shape.Message != "" && jsonField(s, shape.Message) == nil {
		return false
	}
	if old, ok := x.ties.Fields[f]; !ok || old.Evidence < e {
		x.ties.Fields[f] = tie{Provider: p, Scheme: shape.Scheme, Evidence: e}
	}
	return true
}

func fitsKind(t types.Type, kind string) bool {
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.Empty()
	}
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	if kind == "string" {
		return b.Info()&types.IsString != 0
	}
	return b.Info()&types.IsInteger != 0
}

// jsonField follows a path of json names ("error.code") from a struct, through embedded structs and pointers.
func jsonField(s *types.Struct, path string) *types.Var { return jsonFieldIn(s, path, nil) }

// jsonFieldIn is jsonField for a struct that is embedded in others, which may be embedded in it by pointers.
func jsonFieldIn(s *types.Struct, path string, around []*types.Struct) *types.Var {
	name, rest, more := strings.Cut(path, ".")
	around = append(slices.Clip(around), s)
	for i := range s.NumFields() {
		f := s.Field(i)
		tag := gotypes.JSONName(s.Tag(i))
		if tag != name && !(tag == "" && strings.EqualFold(f.Name(), name)) {
			if f.Embedded() && tag == "" {
				if e := gotypes.JSONStruct(f.Type()); e != nil && !slices.Contains(around, e) {
					if v := jsonFieldIn(e, path, around); v != nil {
						return v
					}
				}
			}
			continue
		}
		if !more {
			return f
		}
		if e := gotypes.JSONStruct(f.Type()); e != nil {
			return jsonField(e, rest)
		}
		return nil
	}
	return nil
}

// noteCodeField remembers a field that is evidently an API's error code: a json tag that says so, beside a message.
func (x *Vocabulary) noteCodeField(s *types.Struct) {
	var code *types.Var
	message := false
	for i := range s.NumFields() {
		tag := gotypes.JSONName(s.Tag(i))
		switch {
		case x.Says(lexicon.CodeTags, tag):
			code = s.Field(i)
		case x.Says(lexicon.MessageTags, tag):
			message = true
		}
	}
	if code != nil && message {
		x.ties.Fuzzy[code] = true
	}
}
