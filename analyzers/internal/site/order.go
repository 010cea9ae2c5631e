package site

import (
	"math"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// An order is a comparison of integers as a statement about one difference: the path that n < max - 1 is possible on has
// max - n > 1. A nil end stands for zero.
type order struct {
	from, to *value
	lo, hi   int64 // to - from lies in lo..hi
	not      int64 // and is not this, where except is set
	except   bool
}

// orderOf reads a condition, or its opposite, as an order; false if it compares something else than integers.
func orderOf(cond *value, truth bool) (order, bool) {
	if cond.op != opBinary {
		return order{}, false
	}
	op := cond.name
	if _, ok := mirrored[op]; !ok {
		return order{}, false
	}
	from, c, ok := linear(cond.args[0])
	if !ok {
		return order{}, false
	}
	to, d, ok := linear(cond.args[1])
	if !ok || from == to {
		return order{}, false
	}
	// from + c OP to + d is to - from OP' k.
	k := c - d
	o := order{from: from, to: to, lo: math.MinInt64, hi: math.MaxInt64}
	switch {
	case op == "==" && truth:
		o.lo, o.hi = k, k
	case op == "==":
		o.not, o.except = k, true
	case op == "<" && truth, op == "<=" && truth:
		o.lo = k
		if op == "<" {
			o.lo++
		}
	case op == "<", op == "<=":
		o.hi = k
		if op == "<=" {
			o.hi--
		}
	case op == ">" && truth, op == ">=" && truth:
		o.hi = k
		if op == ">" {
			o.hi--
		}
	default:
		o.lo = k
		if op == ">=" {
			o.lo++
		}
	}
	return o.sorted(), true
}

// sorted is the order with its ends in one of the two ways in which they can be written.
func (o order) sorted() order {
	if o.from == nil || o.to != nil && o.from.id < o.to.id {
		return o
	}
	o.from, o.to = o.to, o.from
	o.lo, o.hi = negated(o.hi), negated(o.lo)
	o.not = -o.not
	return o
}

func negated(n int64) int64 {
	switch n {
	case math.MinInt64:
		return math.MaxInt64
	case math.MaxInt64:
		return math.MinInt64
	}
	return -n
}

// maxLinear bounds the constants of which sums are made: what is larger is no count of rounds, and could overflow.
const maxLinear = 1 << 40

// linear takes an integer apart into an unknown and a constant that is added to it; the unknown is nil for a constant.
func linear(v *value) (unknown *value, constant int64, ok bool) {
	for {
		switch {
		case v.op == opInt:
			constant += v.i
			return nil, constant, -maxLinear < constant && constant < maxLinear
		case v.op == opConvert && v.typ != nil && gotypes.IsInteger(v.typ) && v.args[0].typ != nil && gotypes.IsInteger(v.args[0].typ):
			v = v.args[0]
			continue
		case v.op == opBinary && (v.name == "+" || v.name == "-") && v.args[1].op == opInt:
			n := v.args[1].i
			if v.name == "-" {
				n = -n
			}
			if constant += n; constant <= -maxLinear || constant >= maxLinear {
				return nil, 0, false
			}
			v = v.args[0]
			continue
		case v.op == opBinary && v.name == "+" && v.args[0].op == opInt:
			if constant += v.args[0].i; constant <= -maxLinear || constant >= maxLinear {
				return nil, 0, false
			}
			v = v.args[1]
			continue
		}
		return v, constant, v.op == opLen || v.typ != nil && gotypes.IsInteger(v.typ)
	}
}

// allows reports whether a condition can be true, or false, beside what the path has decided about the same numbers: in the
// last round of for n := 0; n < max; n++, in which n < max-1 was false, the loop ends.
func (st *state) allows(cond *value, truth bool) bool {
	o, ok := orderOf(cond, truth)
	if !ok {
		return true
	}
	lo, hi := o.lo, o.hi
	holes := map[int64]bool{}
	if o.except {
		holes[o.not] = true
	}
	if o.from == nil && o.to.op == opLen {
		lo = max(lo, 0)
	}
	for _, f := range st.facts {
		g, ok := orderOf(f.cond, f.truth)
		if !ok || g.from != o.from || g.to != o.to {
			continue
		}
		lo, hi = max(lo, g.lo), min(hi, g.hi)
		if g.except {
			holes[g.not] = true
		}
	}
	for lo <= hi && holes[lo] {
		lo++
	}
	return lo <= hi
}
