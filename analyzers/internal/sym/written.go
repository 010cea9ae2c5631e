package sym

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
)

// Part is the name of the function that takes a part of a text or a list. Which of its ends are given is told by the bits of Int.
const Part = "slice"

// A writing is the text that a value is for one status: all of it, or, of a status line, what stands before the words, which servers choose.
type writing struct {
	text string
	open bool // words without digits follow
}

// writing is what v is for one status, where it is a text that depends on nothing else.
func (v *Value) writing(code int) (writing, bool) {
	switch v.Op {
	case OpString:
		return writing{text: v.Name}, true
	case OpConvert:
		if w, ok := v.Args[0].writing(code); ok {
			return w, true
		}
	case OpIndex:
		if n := v.Args[1]; n.Op == OpInt {
			return v.Args[0].field(code, n.Int)
		}
	case OpBinary:
		if v.Name != "+" {
			break
		}
		a, ok := v.Args[0].writing(code)
		b, alike := v.Args[1].writing(code)
		return writing{a.text + b.text, b.open}, ok && alike && !a.open
	case OpCall:
		return v.called(code)
	}
	return writing{}, false
}

// called is what a function writes of a status, or takes from what was written of it.
func (v *Value) called(code int) (writing, bool) {
	switch v.Name {
	case functions.StatusLine:
		return writing{strconv.Itoa(code) + " ", true}, true
	case "strconv.Itoa":
		n, ok := v.Args[0].at(code)
		return writing{text: strconv.FormatInt(n.Int, 10)}, ok && n.Op == OpInt
	case "strconv.FormatInt", "strconv.FormatUint":
		n, ok := v.Args[0].at(code)
		return writing{text: strconv.FormatInt(n.Int, 10)}, ok && n.Op == OpInt && v.Args[1].Op == OpInt && v.Args[1].Int == 10
	case "fmt.Sprint", "fmt.Sprintf":
		return v.printed(code)
	case "strings.TrimSpace", "strings.ToLower", "strings.ToUpper":
		w, ok := v.Args[0].writing(code)
		if !w.open {
			w.text = onText[v.Name](w.text)
		}
		return w, ok
	case "strings.Cut":
		return v.field(code, v.Int)
	case Part:
		return v.cutOut(code)
	}
	return writing{}, false
}

// printed is what package fmt prints of numbers and texts.
func (v *Value) printed(code int) (writing, bool) {
	args := make([]any, len(v.Args))
	for i, a := range v.Args {
		switch n, ok := a.at(code); {
		case ok && n.Op == OpInt:
			args[i] = n.Int
		case ok && n.Op == OpString:
			args[i] = n.Name
		default:
			return writing{}, false
		}
	}
	if v.Name == "fmt.Sprint" {
		return writing{text: fmt.Sprint(args...)}, true
	}
	format, ok := args[0].(string)
	return writing{text: fmt.Sprintf(format, args[1:]...)}, ok
}

// field is one of the fields into which a function cuts a text.
func (v *Value) field(code int, n int64) (writing, bool) {
	if v.Op != OpCall || len(v.Args) == 0 {
		return writing{}, false
	}
	w, ok := v.Args[0].writing(code)
	if !ok {
		return w, false
	}
	var fields []string
	switch v.Name {
	case "strings.Fields":
		fields = strings.Fields(w.text)
		w.open = w.open && !strings.HasSuffix(w.text, " ")
	case "strings.Split", "strings.SplitN", "strings.Cut":
		sep, ok := v.Args[1].writing(code)
		if !ok || sep.open || v.Name == "strings.SplitN" && (v.Args[2].Op != OpInt || v.Args[2].Int < 2) {
			return w, false
		}
		fields = strings.SplitN(w.text, sep.text, 2) // what is in front; more is not asked for
		if len(fields) < 2 && w.open {
			return w, false
		}
	}
	if n != 0 || len(fields) == 0 {
		return w, false
	}
	return writing{text: fields[0]}, true
}

// cutOut is a part of a text, by numbers.
func (v *Value) cutOut(code int) (writing, bool) {
	w, ok := v.Args[0].writing(code)
	if !ok {
		return w, false
	}
	var ends []int
	for _, a := range v.Args[1:] {
		n, ok := a.at(code)
		if !ok || n.Op != OpInt || n.Int < 0 || n.Int > int64(len(w.text)) {
			return w, false
		}
		ends = append(ends, int(n.Int))
	}
	if v.Int&4 != 0 {
		return w, false
	}
	low, high := 0, len(w.text)
	if v.Int&1 != 0 {
		low = ends[0]
	}
	if v.Int&2 != 0 {
		high, w.open = ends[len(ends)-1], false
	}
	if low > high {
		return w, false
	}
	w.text = w.text[low:high]
	return w, true
}

// pieceAt is a byte of a text for one status, or one of the fields of one.
func (v *Value) pieceAt(code int, n int64) (Value, bool) {
	if w, ok := v.Args[0].writing(code); ok {
		if n < 0 || n >= int64(len(w.text)) {
			return Value{}, false
		}
		return Value{Op: OpInt, Int: int64(w.text[n])}, true
	}
	w, ok := v.Args[0].field(code, n)
	return Value{Op: OpString, Name: w.text}, ok && !w.open
}

// writtenAt computes, for one status, what functions say of a text that is made of it.
func (v *Value) writtenAt(code int) (Value, bool) {
	switch v.Name {
	case "strings.HasPrefix", "strings.HasSuffix", "strings.Contains", "strings.EqualFold":
		if len(v.Args) != 2 {
			return Value{}, false
		}
		w, ok := v.Args[0].writing(code)
		part, alike := v.Args[1].writing(code)
		if !ok || !alike || part.open {
			return Value{}, false
		}
		holds, ok := w.holds(v.Name, part.text)
		return boolean(holds), ok
	case "strconv.Atoi", "strconv.ParseInt":
		w, ok := v.Args[0].writing(code)
		if !ok || w.open || v.Int != 0 || len(v.Args) > 1 && (v.Args[1].Op != OpInt || v.Args[1].Int != 10) {
			return Value{}, false
		}
		n, err := strconv.ParseInt(w.text, 10, 64)
		return Value{Op: OpInt, Int: n}, err == nil
	}
	w, ok := v.writing(code)
	return Value{Op: OpString, Name: w.text}, ok && !w.open
}

// holds tells whether a text has a part; false in the end if that depends on the words that follow.
func (w writing) holds(test, part string) (holds, ok bool) {
	if !w.open {
		switch test {
		case "strings.HasPrefix":
			return strings.HasPrefix(w.text, part), true
		case "strings.HasSuffix":
			return strings.HasSuffix(w.text, part), true
		case "strings.EqualFold":
			return strings.EqualFold(w.text, part), true
		}
		return strings.Contains(w.text, part), true
	}
	switch test {
	case "strings.HasPrefix": // "404 Not Found" asks for a 404, in the words of everybody
		return strings.HasPrefix(w.text, part) || strings.HasPrefix(part, w.text), true
	case "strings.Contains":
		i := strings.LastIndexAny(part, "0123456789")
		if i < 0 {
			return false, false
		}
		return strings.Contains(w.text, part) || strings.HasSuffix(w.text, part[:i+1]+" ") && strings.HasPrefix(part[i+1:], " "), true
	}
	return false, false
}
