package sym

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

func (v *Value) AsksStatus() bool {
	return v.Op == OpField && (v.Name == "StatusCode" || lexicon.ClearStatus.Has(v.Name))
}

// Dump writes a value for a test's message.
func (v *Value) Dump() string {
	s := fmt.Sprintf("%d:%s", v.Op, v.Name)
	if v.Obj != nil {
		s += "@" + v.Obj.Name()
	}
	if len(v.Args) > 0 {
		s += "("
		for _, a := range v.Args {
			s += a.Dump() + ","
		}
		s += ")"
	}
	return s
}

// An Op is the operator of a symbolic value.
type Op uint8

const (
	OpSym       Op = iota // an unknown: a parameter, a variable never assigned, a value lost track of
	OpInt                 // constants
	OpFloat               //
	OpString              //
	OpBool                //
	OpNil                 //
	OpGlobal              // a package-level variable
	OpFunc                // a declared function or method; args[0] is a bound receiver
	OpClosure             // a function literal, with the frame that it captured
	OpRef                 // the address of a cell: a variable or an allocation
	OpComposite           // a struct, slice, array or map literal
	OpWith                // args[0] with field `name` replaced by args[1]
	OpField               // args[0].name
	OpIndex               // args[0][args[1]]
	OpLen                 // len(args[0])
	OpUnary               // name args[0]
	OpBinary              // args[0] name args[1]
	OpConvert             // typ(args[0])
	OpCall                // the result of a call that was not followed
	OpTuple               // several results
	OpResult              // result n of the attempt `node`, in a round
	OpStatus              // the HTTP status of an attempt's outcome
	OpGRPCCode            // the gRPC code of an attempt's outcome
	OpErrNew              // an error made here; args are the errors that it wraps
	OpAs                  // args[0] seen as a typ by errors.As or an assertion
	OpAsOK                // whether that works
	OpElem                // an element of a range, a received value
	OpHavoc               // what an unknown call left in a variable
	OpYield               // what a function that is ranged over calls for each element
	OpEither              // one of the args, each of which it is on some path of those that have become one
)

// Deps says where a value comes from, beyond its structure.
type Deps uint8

const (
	DepOutcome Deps = 1 << iota // from what an attempt returned
	DepElem                     // from the element that a loop ranges over, or a receive: new on every round
	DepRand                     // from a random source
	DepTime                     // from the clock
	DepHint                     // from a server's hint about when to come back
	DepPolicy                   // from a policy object that computes delays (NextBackOff and its like)
)

// A Value is a symbolic value. Values are interned: two values of one interner are the same value just when the
// pointers are equal, so that equal inputs of two rounds are recognised by a comparison.
type Value struct {
	Op    Op
	ID    int
	Name  string
	Obj   types.Object
	Node  ast.Node
	Typ   types.Type
	Scope Scope
	Cell  Key
	N     int // round, result index or serial number
	Int   int64
	Float float64
	Args  []*Value
	Deps  Deps
	Refs  bool   // v or a part of it is an address
	next  *Value // interned, with the same hash
}

type Interner struct {
	table    map[uint64]*Value // the first of those with a hash
	count    int
	ptrs     map[any]int
	serial   int
	trueSets map[*Value]trueSet // of those asked for
	shapes   map[*Value]uint64  // the same
}

func NewInterner() *Interner {
	return &Interner{table: map[uint64]*Value{}, ptrs: map[any]int{}, trueSets: map[*Value]trueSet{}, shapes: map[*Value]uint64{}}
}

func (in *Interner) Ptr(p any) int {
	n, ok := in.ptrs[p]
	if !ok {
		n = len(in.ptrs) + 1
		in.ptrs[p] = n
	}
	return n
}

// Make interns v; its deps are joined by those of its operands.
func (in *Interner) Make(v Value) *Value {
	v.Refs = v.Refs || v.Op == OpRef || v.Op == OpClosure
	for _, a := range v.Args {
		v.Deps |= a.Deps
		v.Refs = v.Refs || a.Refs
	}
	h := v.hash()
	first := in.table[h]
	for old := first; old != nil; old = old.next {
		if old.same(&v) {
			return old
		}
	}
	in.count++
	p := new(Value)
	*p = v
	p.ID, p.next = in.count, first
	in.table[h] = p
	return p
}

// hash is the same for values that are the same.
func (v *Value) hash() uint64 {
	h := mix(uint64(v.Op)<<8|uint64(v.Deps), uint64(v.N))
	h = mix(h, uint64(v.Int)^math.Float64bits(v.Float))
	if v.Name != "" {
		h = mixText(h, v.Name)
	}
	if v.Obj != nil {
		h = mix(h, uint64(v.Obj.Pos())+1)
	}
	if v.Node != nil {
		h = mix(h, uint64(v.Node.Pos())+2)
	}
	if v.Scope != nil {
		h = mix(h, uint64(v.Scope.Number()))
	}
	if v.Op == OpRef {
		h = mix(h, v.Cell.hash())
	}
	for _, a := range v.Args {
		h = mix(h, uint64(a.ID))
	}
	return h
}

// same reports whether two values are the same. Two that have the same operator and operands have the same type, where that is
// no operand itself.
func (v *Value) same(w *Value) bool {
	return v.Op == w.Op && v.N == w.N && v.Int == w.Int && v.Deps == w.Deps && v.Name == w.Name && v.Obj == w.Obj && v.Node == w.Node &&
		math.Float64bits(v.Float) == math.Float64bits(w.Float) && (v.Op != OpRef || v.Cell == w.Cell) && slices.Equal(v.Args, w.Args) &&
		(v.Scope == w.Scope || v.Scope != nil && w.Scope != nil && v.Scope.Number() == w.Scope.Number()) && (!v.Op.typed() || gotypes.SameType(v.Typ, w.Typ))
}

// typed reports whether the type is one of the operands.
func (o Op) typed() bool { return o == OpConvert || o == OpAs || o == OpAsOK || o == OpComposite }

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

func (in *Interner) Fresh(t types.Type, d Deps) *Value {
	in.serial++
	return in.Make(Value{Op: OpSym, N: in.serial, Typ: t, Deps: d})
}

func (in *Interner) Int(n int64) *Value { return in.Make(Value{Op: OpInt, Int: n}) }

func (in *Interner) Float(f float64) *Value { return in.Make(Value{Op: OpFloat, Float: f}) }

func (in *Interner) Str(s string) *Value { return in.Make(Value{Op: OpString, Name: s}) }

func (in *Interner) Nil() *Value { return in.Make(Value{Op: OpNil}) }

func (in *Interner) Bool(b bool) *Value { return in.Make(boolean(b)) }

func (v *Value) IsConst() bool {
	switch v.Op {
	case OpInt, OpFloat, OpString, OpBool:
		return true
	}
	return false
}

func (v *Value) IsFalse() bool { return v.Op == OpBool && v.Int == 0 }

// Root is the object of which v is a field, a field of a field, and so on.
func (v *Value) Root() *Value {
	for v.Op == OpField {
		v = v.Args[0]
	}
	return v
}

// Number is v as a number, where it is a numeric constant.
func (v *Value) Number() (float64, bool) {
	switch v.Op {
	case OpInt:
		return float64(v.Int), true
	case OpFloat:
		return v.Float, true
	}
	return 0, false
}

// Any reports whether v or a part of it satisfies f.
func (v *Value) Any(f func(*Value) bool) bool {
	if f(v) {
		return true
	}
	for _, a := range v.Args {
		if a.Any(f) {
			return true
		}
	}
	return false
}

// Attempt is the attempt that v was derived from, the newest if there are several.
func (v *Value) Attempt() (AttemptID, bool) {
	if v.Deps&DepOutcome == 0 {
		return AttemptID{}, false
	}
	var id AttemptID
	found := false
	v.Any(func(p *Value) bool {
		if p.Op == OpResult || p.Op == OpStatus || p.Op == OpGRPCCode {
			if a := (AttemptID{p.Node, CallString(p.Name), p.N}); !found || a.Round > id.Round {
				id, found = a, true
			}
		}
		return false
	})
	return id, found
}

// Bare is the constant that is an error by its type, as it is without that; other values are what they are.
func (v *Value) Bare() *Value {
	if v.isError() && v.Args[0].IsConst() {
		return v.Args[0]
	}
	return v
}

// anyError reports whether a value may be an error of whatever type.
func (v *Value) anyError() bool {
	return v.Op == OpErrNew || v.Op == OpNil || v.Typ != nil && gotypes.IsError(v.Typ)
}

// Binary folds or builds a binary operation. Integer arithmetic wraps as Go's int64 does.
func (in *Interner) Binary(op string, x, y *Value, t types.Type) *Value {
	if a, b := x.Bare(), y.Bare(); a.IsConst() && b.IsConst() || !x.anyError() && !y.anyError() {
		x, y = a, b
	}
	if x.IsConst() && y.IsConst() {
		if v, ok := Fold(op, x, y); ok {
			return in.Make(v)
		}
	}
	for _, o := range [][2]*Value{{x, y}, {y, x}} {
		if _, there, ok := o[0].SeenAs(); ok && o[1].Op == OpNil {
			switch op {
			case "==":
				return in.Unary("!", there)
			case "!=":
				return there
			}
		}
	}
	if x.Op == OpCall && x.Name == functions.StatusLine && y.Op == OpString && len(y.Name) > 3 && y.Name[3] == ' ' {
		if code, err := strconv.Atoi(y.Name[:3]); err == nil { // resp.Status == "200 OK"
			return in.Binary(op, x.Args[0], in.Int(int64(code)), t)
		}
	}
	if x == y && x.Op != OpHavoc {
		switch op {
		case "==", "<=", ">=":
			return in.Bool(true)
		case "!=", "<", ">":
			return in.Bool(false)
		}
	}
	return in.Make(Value{Op: OpBinary, Name: op, Args: []*Value{x, y}, Typ: t})
}

// IsNil is the condition that a value is nil.
func (in *Interner) IsNil(v *Value) *Value {
	return in.Binary("==", v, in.Nil(), types.Typ[types.Bool])
}

// Results are the values that a call has returned, of which v stands for all; none if v is nil.
func (v *Value) Results() []*Value {
	switch {
	case v == nil:
		return nil
	case v.Op == OpTuple:
		return v.Args
	}
	return []*Value{v}
}

// Fold computes an operation on two constants.
func Fold(op string, x, y *Value) (Value, bool) {
	switch {
	case x.Op == OpInt && y.Op == OpInt:
		return foldInt(op, x.Int, y.Int)
	case (x.Op == OpFloat || x.Op == OpInt) && (y.Op == OpFloat || y.Op == OpInt):
		a, _ := x.Number()
		b, _ := y.Number()
		switch op {
		case "+":
			return Value{Op: OpFloat, Float: a + b}, true
		case "-":
			return Value{Op: OpFloat, Float: a - b}, true
		case "*":
			return Value{Op: OpFloat, Float: a * b}, true
		case "/":
			return Value{Op: OpFloat, Float: a / b}, true
		}
		if math.IsNaN(a) || math.IsNaN(b) {
			return boolean(op == "!="), true
		}
		return foldOrder(op, cmp.Compare(a, b))
	case x.Op == OpString && y.Op == OpString:
		if op == "+" {
			return Value{Op: OpString, Name: x.Name + y.Name}, true
		}
		return foldOrder(op, strings.Compare(x.Name, y.Name))
	case x.Op == OpBool && y.Op == OpBool:
		switch op {
		case "&&":
			return boolean(x.Int&y.Int == 1), true
		case "||":
			return boolean(x.Int|y.Int == 1), true
		}
		return foldOrder(op, cmp.Compare(x.Int, y.Int))
	}
	return Value{}, false
}

func foldInt(op string, a, b int64) (Value, bool) {
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
			return Value{}, false
		}
		n = a / b
	case "%":
		if b == 0 {
			return Value{}, false
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
			return Value{}, false
		}
		n = a << uint64(b)
	case ">>":
		if b < 0 {
			return Value{}, false
		}
		n = a >> uint64(b)
	default:
		return foldOrder(op, cmp.Compare(a, b))
	}
	return Value{Op: OpInt, Int: n}, true
}

func foldOrder(op string, c int) (Value, bool) {
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
	return Value{}, false
}

func boolean(b bool) Value {
	if b {
		return Value{Op: OpBool, Int: 1}
	}
	return Value{Op: OpBool}
}

func (in *Interner) not(v *Value) *Value {
	switch {
	case v.Op == OpBool:
		return in.Bool(v.Int == 0)
	case v.Op == OpUnary && v.Name == "!":
		return v.Args[0]
	}
	return in.Make(Value{Op: OpUnary, Name: "!", Args: []*Value{v}})
}

func (in *Interner) Unary(op string, v *Value) *Value {
	switch {
	case op == "!":
		return in.not(v)
	case op == "-" && v.Op == OpInt:
		return in.Int(-v.Int)
	case op == "-" && v.Op == OpFloat:
		return in.Float(-v.Float)
	case op == "^" && v.Op == OpInt:
		return in.Int(^v.Int)
	case op == "+":
		return v
	}
	return in.Make(Value{Op: OpUnary, Name: op, Args: []*Value{v}})
}

// Convert is the conversion of v to t. Conversions between integer types keep the value (a delay that does not fit
// 64 bits is what matters here, not one that does not fit 32).
func (in *Interner) Convert(v *Value, t types.Type) *Value {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return v
	}
	if gotypes.ImplementsError(t) {
		if v = v.Bare(); v.IsConst() || v.Op == OpStatus {
			return in.Make(Value{Op: OpConvert, Args: []*Value{v}, Typ: t})
		}
	} else if v.isError() { // int(err)
		v = v.Args[0]
	}
	switch {
	case b.Info()&types.IsInteger != 0:
		switch v.Op {
		case OpInt:
			return v
		case OpFloat:
			switch { // what the compilers for amd64 do; the language leaves it open
			case math.IsNaN(v.Float), v.Float >= math.MaxInt64, v.Float <= math.MinInt64:
				return in.Int(math.MinInt64)
			}
			return in.Int(int64(v.Float))
		}
	case b.Info()&types.IsFloat != 0:
		switch v.Op {
		case OpInt:
			return in.Float(float64(v.Int))
		case OpFloat:
			return v
		}
	case b.Info()&types.IsString != 0:
		if v.Op == OpString {
			return v
		}
	}
	if v.Typ != nil && types.Identical(v.Typ.Underlying(), t.Underlying()) && !gotypes.ImplementsError(t) && gotypes.IsDuration(v.Typ) == gotypes.IsDuration(t) {
		return v
	}
	switch v.Op { // a change of integer type does not change what is known of a carrier
	case OpStatus, OpGRPCCode:
		if b.Info()&types.IsInteger != 0 {
			return v
		}
	}
	return in.Make(Value{Op: OpConvert, Args: []*Value{v}, Typ: t})
}
