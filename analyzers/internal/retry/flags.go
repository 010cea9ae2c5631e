package retry

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A program may ask the body, and not the status, whether a request has worked: if !body.OK, if body.Error != nil. What such a flag says
// of an answer with a status below 400 is open. That of a refusal says no: what a refusal's body does not have is zero, and where the
// program returns with success otherwise, whatever the status, there is nothing else by which it tells a refusal.

// An ending is what a function returned under one truth of a flag.
type ending struct {
	worked codeset.Statuses // with success
	failed bool             // with an error of the program's own
}

// endings are those of a run, by the flag and its truth.
type endings map[flag]ending

type flag struct {
	cond  uint64 // a hash, in which rounds do not count
	truth bool
}

// refusals are codes that a program treats all alike that does not look at the status.
var refusals = codeset.Status(400).Union(codeset.Status(401))

// Returns notes what the flags are that a path has supposed where a function succeeds or fails.
func (x *Recorder) Returns(_ *symexec.Frame, st *symexec.State, _ *ast.ReturnStmt, vals []*sym.Value) {
	if len(st.Assume) == 0 || len(vals) == 0 {
		return
	}
	last := vals[len(vals)-1]
	isNil, known := last.Op == sym.OpNil, last.Op == sym.OpNil || fault(last)
	if !known && last.Typ != nil && gotypes.IsError(last.Typ) {
		isNil, known = st.Facts.Truth(x.In.Binary("==", last, x.In.Nil(), types.Typ[types.Bool]))
	}
	if !known {
		return
	}
	for _, a := range st.Assume {
		id, ok := a.Cond.Attempt()
		o := st.Outcome(id)
		if _, _, isFlag := flagIn(a); !ok || o == nil || !isFlag {
			continue
		}
		f := flag{x.hash(a.Cond), a.Truth}
		e := x.endings[f]
		if isNil {
			e.worked = e.worked.Union(o.Codes)
		} else {
			e.failed = true
		}
		x.endings[f] = e
	}
}

// fault reports whether a value is an error of the program's own.
func fault(v *sym.Value) bool {
	switch v.Op {
	case sym.OpErrNew:
		return true
	case sym.OpGlobal:
		return v.Typ != nil && gotypes.IsError(v.Typ)
	case sym.OpRef, sym.OpComposite, sym.OpWith:
		return v.Typ != nil && gotypes.ImplementsError(v.Typ)
	}
	return false
}

// keepsFault reports whether a path holds an error of the program's own.
func keepsFault(st *symexec.State) bool {
	for k, v := range st.Env.All() {
		if k.Ghost == nil && fault(v) {
			return true
		}
	}
	return false
}

// refused are what the paths say for certain of refusals alone: without what they suppose of flags that say no to a refusal.
func (x *History) refused(rs []Retry) []Retry {
	var out []Retry
	for _, r := range rs {
		if !slices.ContainsFunc(r.Assume, func(a sym.Assumption) bool { return x.deniesRefusal(&r, a) }) {
			continue
		}
		r.Assume = slices.DeleteFunc(slices.Clone(r.Assume), func(a sym.Assumption) bool { return x.deniesRefusal(&r, a) })
		if r.Path.Codes = r.Path.Codes.Intersect(codeset.StatusRange(400, 599)); !r.Path.Codes.Empty() {
			out = append(out, r)
		}
	}
	return out
}

// deniesRefusal reports whether what a path supposes is that a flag in the body says no, as it does of a refusal.
func (x *History) deniesRefusal(r *Retry, a sym.Assumption) bool {
	field, zero, ok := flagIn(a)
	if !ok || !zero && !lexicon.Failures.Has(wireName(field)) {
		return false
	}
	hash := r.flags[a.Cond]
	own, other := r.endings[flag{hash, a.Truth}], r.endings[flag{hash, !a.Truth}]
	_, library := x.Libraries[r.viaCall()]
	return refusals.SubsetOf(other.worked) && own.worked.Empty() && (r.faulty || library && own.failed)
}

// viaCall is the call that leads back; nil if something else does.
func (r *Retry) viaCall() *ast.CallExpr {
	call, _ := r.Via.(*ast.CallExpr)
	return call
}

// flagIn is the field of an answer's body that a path has compared with a constant, and whether the field is what it is where a body
// does not have it: zero, or no particular value.
func flagIn(a sym.Assumption) (field *sym.Value, zero, ok bool) {
	c := a.Cond
	if inBody(c) && c.Typ != nil && gotypes.IsBool(c.Typ) {
		return c, !a.Truth, true
	}
	if c.Op != sym.OpBinary {
		return nil, false, false
	}
	for i := range 2 {
		v, k := c.Args[i], c.Args[1-i]
		if v.Op == sym.OpLen {
			v = v.Args[0]
		}
		if !inBody(v) {
			continue
		}
		if k.Op == sym.OpNil {
			return v, a.Truth, c.Name == "=="
		}
		none := sym.Value{Op: k.Op}
		switch k.Op {
		case sym.OpInt, sym.OpString, sym.OpBool:
		default:
			continue
		}
		op := c.Name
		if i == 1 {
			op = sym.Mirrored(op)
		}
		holds, known := sym.Fold(op, &none, k)
		if !known || holds.Op != sym.OpBool {
			continue
		}
		zero = (holds.Int == 1) == a.Truth
		return v, zero, zero || !a.Truth || op != "==" // that it is one value among many says something else
	}
	return nil, false, false
}

// inBody reports whether a value is a field, or an element, of what was decoded from an answer.
func inBody(v *sym.Value) bool {
	part := false
	for {
		switch v.Op {
		case sym.OpField, sym.OpIndex:
			part = true
			v = v.Args[0]
		case sym.OpAs, sym.OpConvert:
			v = v.Args[0]
		case sym.OpHavoc:
			return part && v.Deps&sym.DepOutcome != 0
		case sym.OpCall:
			return part && v.Deps&(sym.DepOutcome|sym.DepHint) == sym.DepOutcome && !gotypes.IsStd(strings.TrimLeft(v.Name, "(*"))
		default:
			return false
		}
	}
}

// wireName is what a field of a body is called where it is sent.
func wireName(v *sym.Value) string {
	for v.Op == sym.OpAs || v.Op == sym.OpConvert {
		v = v.Args[0]
	}
	if v.Op == sym.OpIndex {
		if k := v.Args[1]; k.Op == sym.OpString {
			return k.Name
		}
		v = v.Args[0]
	}
	if v.Op != sym.OpField {
		return ""
	}
	if t := v.Args[0].Typ; t != nil {
		if s := gotypes.StructOf(t); s != nil {
			for i := range s.NumFields() {
				if s.Field(i) != v.Obj {
					continue
				}
				if tag, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ","); tag != "" {
					return tag
				}
			}
		}
	}
	return v.Name
}
