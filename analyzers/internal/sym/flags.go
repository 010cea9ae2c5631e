package sym

import (
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// FlagIn is the field of an answer's body that a path has compared with a constant, and whether the field is what it is where a body
// does not have it: zero, or no particular value.
func FlagIn(a Assumption) (field *Value, zero, ok bool) {
	c := a.Cond
	if c.InBody() && c.Typ != nil && gotypes.IsBool(c.Typ) {
		return c, !a.Truth, true
	}
	if c.Op == OpCall && asksText[c.Name] && len(c.Args) == 2 && c.Args[1].Op == OpString && c.Args[1].Name != "" {
		if v := c.Args[0].asWritten(); v.InBody() {
			return v, !a.Truth, true
		}
	}
	if c.Op != OpBinary {
		return nil, false, false
	}
	for i := range 2 {
		v, k := c.Args[i], c.Args[1-i]
		if v = v.Measured().asWritten(); !v.InBody() {
			continue
		}
		if k.Op == OpNil {
			return v, a.Truth, c.Name == "=="
		}
		none := Value{Op: k.Op}
		switch k.Op {
		case OpInt, OpString, OpBool:
		default:
			continue
		}
		op := c.Name
		if i == 1 {
			op = Mirrored(op)
		}
		holds, known := Fold(op, &none, k)
		if !known || holds.Op != OpBool {
			continue
		}
		zero = (holds.Int == 1) == a.Truth
		return v, zero, zero || !a.Truth || op != "==" // that it is one value among many says something else
	}
	return nil, false, false
}

// asksText are the functions that ask whether a text is or has another one, which no empty text does.
var asksText = map[string]bool{"strings.EqualFold": true, "strings.HasPrefix": true, "strings.HasSuffix": true, "strings.Contains": true}

// asWritten is a text without the functions that change but its letters, and the spaces around it: none is none.
func (v *Value) asWritten() *Value {
	for v.Op == OpCall && onText[v.Name] != nil {
		v = v.Args[0]
	}
	return v
}

// Measured is what v is the length of, or v.
func (v *Value) Measured() *Value {
	if v.Op == OpLen {
		return v.Args[0]
	}
	return v
}

// InBody reports whether a value is a field, or an element, of what was decoded from an answer.
func (v *Value) InBody() bool {
	part := false
	for {
		switch v.Op {
		case OpField, OpIndex:
			part = true
			v = v.Args[0]
		case OpAs, OpConvert:
			v = v.Args[0]
		case OpHavoc:
			return part && v.Deps&DepOutcome != 0
		case OpCall:
			return part && v.Deps&(DepOutcome|DepHint) == DepOutcome && !gotypes.IsStd(strings.TrimLeft(v.Name, "(*"))
		default:
			return false
		}
	}
}

// WireName is what a field of a body is called where it is sent.
func (v *Value) WireName() string {
	for v.Op == OpAs || v.Op == OpConvert {
		v = v.Args[0]
	}
	if v.Op == OpIndex {
		if k := v.Args[1]; k.Op == OpString {
			return k.Name
		}
		v = v.Args[0]
	}
	if v.Op != OpField {
		return ""
	}
	if t := v.Args[0].Typ; t != nil {
		if s := gotypes.StructOf(t); s != nil {
			for i := range s.NumFields() {
				if s.Field(i) != v.Obj {
					continue
				}
				if tag := gotypes.JSONName(s.Tag(i)); tag != "" {
					return tag
				}
			}
		}
	}
	return v.Name
}
