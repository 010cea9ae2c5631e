package site

import (
	"cmp"
	"go/ast"
	"go/types"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// An op is the operator of a symbolic value.
type op uint8

const (
	opSym       op = iota // an unknown: a parameter, a variable never assigned, a value lost track of
	opInt                 // constants
	opFloat               //
	opString              //
	opBool                //
	opNil                 //
	opGlobal              // a package-level variable
	opFunc                // a declared function or method; args[0] is a bound receiver
	opClosure             // a function literal, with the frame that it captured
	opRef                 // the address of a cell: a variable or an allocation
	opComposite           // a struct, slice, array or map literal
	opWith                // args[0] with field `name` replaced by args[1]
	opField               // args[0].name
	opIndex               // args[0][args[1]]
	opLen                 // len(args[0])
	opUnary               // name args[0]
	opBinary              // args[0] name args[1]
	opConvert             // typ(args[0])
	opCall                // the result of a call that was not followed
	opTuple               // several results
	opResult              // result n of the attempt `node`, in a round
	opStatus              // the HTTP status of an attempt's outcome
	opGRPCCode            // the gRPC code of an attempt's outcome
	opErrNew              // an error made here; args are the errors that it wraps
	opAs                  // args[0] seen as a typ by errors.As or an assertion
	opAsOK                // whether that works
	opElem                // an element of a range, a received value
	opHavoc               // what an unknown call left in a variable
	opYield               // what a function that is ranged over calls for each element
)

// deps says where a value comes from, beyond its structure.
type deps uint8

const (
	depOutcome deps = 1 << iota // from what an attempt returned
	depElem                     // from the element that a loop ranges over, or a receive: new on every round
	depRand                     // from a random source
	depTime                     // from the clock
	depHint                     // from a server's hint about when to come back
	depPolicy                   // from a policy object that computes delays (NextBackOff and its like)
)

// A value is a symbolic value. Values are interned: two values of one interner are the same value just when the
// pointers are equal, so that equal inputs of two rounds are recognised by a comparison.
type value struct {
	op   op
	id   int
	name string
	obj  types.Object
	node ast.Node
	typ  types.Type
	fr   *frame
	cell key
	n    int // round, result index or serial number
	i    int64
	f    float64
	args []*value
	deps deps
	refs bool   // v or a part of it is an address
	next *value // interned, with the same hash
}

type interner struct {
	table  map[uint64]*value // the first of those with a hash
	count  int
	ptrs   map[any]int
	serial int
}

func newInterner() *interner {
	return &interner{table: map[uint64]*value{}, ptrs: map[any]int{}}
}

func (in *interner) ptr(p any) int {
	n, ok := in.ptrs[p]
	if !ok {
		n = len(in.ptrs) + 1
		in.ptrs[p] = n
	}
	return n
}

// make interns v; its deps are joined by those of its operands.
func (in *interner) make(v value) *value {
	v.refs = v.refs || v.op == opRef || v.op == opClosure
	for _, a := range v.args {
		v.deps |= a.deps
		v.refs = v.refs || a.refs
	}
	h := v.hash()
	first := in.table[h]
	for old := first; old != nil; old = old.next {
		if old.same(&v) {
			return old
		}
	}
	in.count++
	p := new(value)
	*p = v
	p.id, p.next = in.count, first
	in.table[h] = p
	return p
}

// hash is the same for values that are the same.
func (v *value) hash() uint64 {
	h := mix(uint64(v.op)<<8|uint64(v.deps), uint64(v.n))
	h = mix(h, uint64(v.i)^math.Float64bits(v.f))
	if v.name != "" {
		h = mixText(h, v.name)
	}
	if v.obj != nil {
		h = mix(h, uint64(v.obj.Pos())+1)
	}
	if v.node != nil {
		h = mix(h, uint64(v.node.Pos())+2)
	}
	if v.fr != nil {
		h = mix(h, uint64(v.fr.id))
	}
	if v.op == opRef {
		h = mix(h, v.cell.hash())
	}
	for _, a := range v.args {
		h = mix(h, uint64(a.id))
	}
	return h
}

// same reports whether two values are the same. Two that have the same operator and operands have the same type, where that is
// no operand itself.
func (v *value) same(w *value) bool {
	return v.op == w.op && v.n == w.n && v.i == w.i && v.deps == w.deps && v.name == w.name && v.obj == w.obj && v.node == w.node &&
		math.Float64bits(v.f) == math.Float64bits(w.f) && (v.op != opRef || v.cell == w.cell) && slices.Equal(v.args, w.args) &&
		(v.fr == w.fr || v.fr != nil && w.fr != nil && v.fr.id == w.fr.id) && (!v.op.typed() || gotypes.SameType(v.typ, w.typ))
}

// typed reports whether the type is one of the operands.
func (o op) typed() bool { return o == opConvert || o == opAs || o == opAsOK || o == opComposite }

// mix adds a number to a hash.
func mix(h, n uint64) uint64 {
	h = (h ^ n) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// mixText adds a text to a hash, which is the same in every run (FNV-1a).
func mixText(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h ^ h>>29
}

func (in *interner) fresh(t types.Type, d deps) *value {
	in.serial++
	return in.make(value{op: opSym, n: in.serial, typ: t, deps: d})
}

func (in *interner) int(n int64) *value     { return in.make(value{op: opInt, i: n}) }
func (in *interner) float(f float64) *value { return in.make(value{op: opFloat, f: f}) }
func (in *interner) str(s string) *value    { return in.make(value{op: opString, name: s}) }
func (in *interner) nil() *value            { return in.make(value{op: opNil}) }
func (in *interner) bool(b bool) *value     { return in.make(boolean(b)) }

func (v *value) isConst() bool {
	switch v.op {
	case opInt, opFloat, opString, opBool:
		return true
	}
	return false
}

func (v *value) isFalse() bool { return v.op == opBool && v.i == 0 }

// root is the object of which v is a field, a field of a field, and so on.
func (v *value) root() *value {
	for v.op == opField {
		v = v.args[0]
	}
	return v
}

// number is v as a number, where it is a numeric constant.
func (v *value) number() (float64, bool) {
	switch v.op {
	case opInt:
		return float64(v.i), true
	case opFloat:
		return v.f, true
	}
	return 0, false
}

// any reports whether v or a part of it satisfies f.
func (v *value) any(f func(*value) bool) bool {
	if f(v) {
		return true
	}
	for _, a := range v.args {
		if a.any(f) {
			return true
		}
	}
	return false
}

// attempt is the attempt that v was derived from, the newest if there are several.
func (v *value) attempt() (attemptID, bool) {
	if v.deps&depOutcome == 0 {
		return attemptID{}, false
	}
	var id attemptID
	found := false
	v.any(func(p *value) bool {
		if p.op == opResult || p.op == opStatus || p.op == opGRPCCode {
			if a := (attemptID{p.node, p.name, p.n}); !found || a.round > id.round {
				id, found = a, true
			}
		}
		return false
	})
	return id, found
}

// binary folds or builds a binary operation. Integer arithmetic wraps as Go's int64 does.
func (in *interner) binary(op string, x, y *value, t types.Type) *value {
	if x.isConst() && y.isConst() {
		if v, ok := fold(op, x, y); ok {
			return in.make(v)
		}
	}
	if x.op == opCall && x.name == functions.StatusLine && y.op == opString && len(y.name) > 3 && y.name[3] == ' ' {
		if code, err := strconv.Atoi(y.name[:3]); err == nil { // resp.Status == "200 OK"
			return in.binary(op, x.args[0], in.int(int64(code)), t)
		}
	}
	if x == y && x.op != opHavoc {
		switch op {
		case "==", "<=", ">=":
			return in.bool(true)
		case "!=", "<", ">":
			return in.bool(false)
		}
	}
	return in.make(value{op: opBinary, name: op, args: []*value{x, y}, typ: t})
}

// fold computes an operation on two constants.
func fold(op string, x, y *value) (value, bool) {
	switch {
	case x.op == opInt && y.op == opInt:
		return foldInt(op, x.i, y.i)
	case (x.op == opFloat || x.op == opInt) && (y.op == opFloat || y.op == opInt):
		a, _ := x.number()
		b, _ := y.number()
		switch op {
		case "+":
			return value{op: opFloat, f: a + b}, true
		case "-":
			return value{op: opFloat, f: a - b}, true
		case "*":
			return value{op: opFloat, f: a * b}, true
		case "/":
			return value{op: opFloat, f: a / b}, true
		}
		if math.IsNaN(a) || math.IsNaN(b) {
			return boolean(op == "!="), true
		}
		return foldOrder(op, cmp.Compare(a, b))
	case x.op == opString && y.op == opString:
		if op == "+" {
			return value{op: opString, name: x.name + y.name}, true
		}
		return foldOrder(op, strings.Compare(x.name, y.name))
	case x.op == opBool && y.op == opBool:
		switch op {
		case "&&":
			return boolean(x.i&y.i == 1), true
		case "||":
			return boolean(x.i|y.i == 1), true
		}
		return foldOrder(op, cmp.Compare(x.i, y.i))
	}
	return value{}, false
}

func foldInt(op string, a, b int64) (value, bool) {
	var n int64
	switch op {
	case "+":
		n = a + b
	case "-":
		n = a - b
	case "*":
		n = a * b
	case "/":
		if b == 0 {
			return value{}, false
		}
		n = a / b
	case "%":
		if b == 0 {
			return value{}, false
		}
		n = a % b
	case "&":
		n = a & b
	case "|":
		n = a | b
	case "^":
		n = a ^ b
	case "&^":
		n = a &^ b
	case "<<":
		if b < 0 {
			return value{}, false
		}
		n = a << uint64(b)
	case ">>":
		if b < 0 {
			return value{}, false
		}
		n = a >> uint64(b)
	default:
		return foldOrder(op, cmp.Compare(a, b))
	}
	return value{op: opInt, i: n}, true
}

func foldOrder(op string, c int) (value, bool) {
	switch op {
	case "==":
		return boolean(c == 0), true
	case "!=":
		return boolean(c != 0), true
	case "<":
		return boolean(c < 0), true
	case "<=":
		return boolean(c <= 0), true
	case ">":
		return boolean(c > 0), true
	case ">=":
		return boolean(c >= 0), true
	}
	return value{}, false
}

func boolean(b bool) value {
	if b {
		return value{op: opBool, i: 1}
	}
	return value{op: opBool}
}

func (in *interner) not(v *value) *value {
	switch {
	case v.op == opBool:
		return in.bool(v.i == 0)
	case v.op == opUnary && v.name == "!":
		return v.args[0]
	}
	return in.make(value{op: opUnary, name: "!", args: []*value{v}})
}

func (in *interner) unary(op string, v *value) *value {
	switch {
	case op == "!":
		return in.not(v)
	case op == "-" && v.op == opInt:
		return in.int(-v.i)
	case op == "-" && v.op == opFloat:
		return in.float(-v.f)
	case op == "^" && v.op == opInt:
		return in.int(^v.i)
	case op == "+":
		return v
	}
	return in.make(value{op: opUnary, name: op, args: []*value{v}})
}

// convert is the conversion of v to t. Conversions between integer types keep the value (a delay that does not fit
// 64 bits is what matters here, not one that does not fit 32).
func (in *interner) convert(v *value, t types.Type) *value {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return v
	}
	switch {
	case b.Info()&types.IsInteger != 0:
		switch v.op {
		case opInt:
			return v
		case opFloat:
			switch { // what the compilers for amd64 do; the language leaves it open
			case math.IsNaN(v.f), v.f >= math.MaxInt64, v.f <= math.MinInt64:
				return in.int(math.MinInt64)
			}
			return in.int(int64(v.f))
		}
	case b.Info()&types.IsFloat != 0:
		switch v.op {
		case opInt:
			return in.float(float64(v.i))
		case opFloat:
			return v
		}
	case b.Info()&types.IsString != 0:
		if v.op == opString {
			return v
		}
	}
	if v.typ != nil && types.Identical(v.typ.Underlying(), t.Underlying()) {
		return v
	}
	switch v.op { // a change of integer type does not change what is known of a carrier
	case opStatus, opGRPCCode:
		if b.Info()&types.IsInteger != 0 {
			return v
		}
	}
	return in.make(value{op: opConvert, args: []*value{v}, typ: t})
}
