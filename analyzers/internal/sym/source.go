package sym

import (
	"strconv"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// Source writes a value much as the program would, for people: what is nested too deeply is left out, and what has no name is told by
// what it is.
func (v *Value) Source() string { return v.source(4) }

func (v *Value) source(depth int) string {
	if depth == 0 {
		return "..."
	}
	arg := func(i int) string {
		if i >= len(v.Args) {
			return "..."
		}
		return v.Args[i].source(depth - 1)
	}
	switch v.Op {
	case OpInt:
		if v.Typ != nil && gotypes.IsDuration(v.Typ) {
			return time.Duration(v.Int).String()
		}
		return strconv.FormatInt(v.Int, 10)
	case OpFloat:
		return strconv.FormatFloat(v.Float, 'g', -1, 64)
	case OpString:
		return strconv.Quote(v.Name)
	case OpBool:
		return strconv.FormatBool(v.Int != 0)
	case OpNil:
		return "nil"
	case OpSym, OpGlobal, OpFunc, OpHavoc:
		switch {
		case v.Obj != nil:
			return v.Obj.Name()
		case v.Name != "":
			return v.Name
		}
	case OpField:
		return arg(0) + "." + v.Name
	case OpIndex:
		return arg(0) + "[" + arg(1) + "]"
	case OpLen:
		return "len(" + arg(0) + ")"
	case OpUnary:
		return v.Name + arg(0)
	case OpBinary:
		return arg(0) + " " + v.Name + " " + arg(1)
	case OpConvert, OpWith:
		return arg(0)
	case OpCall:
		return v.callSource(depth)
	case OpStatus:
		return "the status"
	case OpGRPCCode:
		return "the code"
	case OpResult:
		if v.Typ != nil && gotypes.IsError(v.Typ) {
			return "the error"
		}
		return "the answer"
	case OpAs, OpAsOK:
		if v.Typ != nil {
			if name, _ := gotypes.TypePath(v.Typ); name != "" {
				return arg(0) + ".(" + name[strings.LastIndexByte(name, '/')+1:] + ")"
			}
		}
		return arg(0)
	case OpErrNew:
		return "an error"
	}
	return "a value"
}

// callSource writes a call of a function that was not followed.
func (v *Value) callSource(depth int) string {
	_, own := functions.CutName(v.Name)
	if own == "" {
		own = v.Name
	}
	var args []string
	for i, a := range v.Args {
		if i == 3 {
			args = append(args, "...")
			break
		}
		args = append(args, a.source(depth-1))
	}
	return own + "(" + strings.Join(args, ", ") + ")"
}
