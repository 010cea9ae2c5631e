package sym

import (
	"github.com/retryvet/retryvet/analyzers/internal/codeset"
)

// A CodeSet is what a path knows of a number or a text that it has compared with constants, as a provider's code.
type CodeSet struct {
	Ints  codeset.Ints
	Strs  codeset.Strings
	IsStr bool
}

// Equal reports whether both hold the same.
func (c CodeSet) Equal(d CodeSet) bool {
	return c.IsStr == d.IsStr && c.Ints.Equal(d.Ints) && c.Strs.Equal(d.Strs)
}

// Within reports whether each value of it is one of d.
func (c CodeSet) Within(d CodeSet) bool {
	return c.IsStr == d.IsStr && c.Ints.Minus(d.Ints).Empty() && c.Strs.Minus(d.Strs).Empty()
}

// HasNone reports whether zero or no text is among it, which is the code of what has not failed, and of what is not an error of the API.
func (c CodeSet) HasNone() bool {
	if c.IsStr {
		return c.Strs.Contains("")
	}
	return c.Ints.Contains(0)
}

// Empty reports whether no value is possible any more.
func (c CodeSet) Empty() bool {
	if c.IsStr {
		return c.Strs.Empty()
	}
	return c.Ints.Empty()
}

// AnyCode is the set of which nothing is known yet, of texts or of numbers.
func AnyCode(isStr bool) CodeSet {
	return CodeSet{Ints: codeset.AllInts(), Strs: codeset.AllStrings(), IsStr: isStr}
}

// Narrow leaves the values for which a comparison with a constant is want; false if the comparison cannot be read.
func (c *CodeSet) Narrow(op string, v *Value, want bool) bool {
	if c.IsStr {
		if op != "==" || v.Op != OpString {
			return false
		}
		s := codeset.StringsOf(v.Name)
		if !want {
			s = s.Complement()
		}
		c.Strs = c.Strs.Intersect(s)
		return true
	}
	var s codeset.Ints
	const lo, hi = -1 << 63, 1<<63 - 1
	switch n := v.Int; op {
	case "==":
		s = codeset.IntsOf(n)
	case "<":
		s = codeset.IntRange(n, hi).Complement()
	case "<=":
		s = codeset.IntRange(lo, n)
	case ">":
		s = codeset.IntRange(lo, n).Complement()
	case ">=":
		s = codeset.IntRange(n, hi)
	default:
		return false
	}
	if !want {
		s = s.Complement()
	}
	c.Ints = c.Ints.Intersect(s)
	return true
}

// NarrowTo leaves the values that are among some constants, or those that are not.
func (c *CodeSet) NarrowTo(list []*Value, want bool) bool {
	some := CodeSet{IsStr: c.IsStr}
	for _, v := range list {
		switch {
		case c.IsStr && v.Op == OpString:
			some.Strs = some.Strs.Union(codeset.StringsOf(v.Name))
		case !c.IsStr && v.Op == OpInt:
			some.Ints = some.Ints.Union(codeset.IntsOf(v.Int))
		default:
			return false
		}
	}
	if !want {
		some.Strs, some.Ints = some.Strs.Complement(), some.Ints.Complement()
	}
	c.Strs, c.Ints = c.Strs.Intersect(some.Strs), c.Ints.Intersect(some.Ints)
	return true
}

// Impossible reports whether they say of a number what cannot all be so: that it is no more than 0, so that the response
// of the last round is left open, and no less than 1, so that there is another round.
func (a Assumptions) Impossible() bool {
	known := map[*Value]*CodeSet{}
	for _, fact := range a {
		f, truth := fact.Cond, fact.Truth
		if f.Op != OpBinary || f.Args[0].Op == OpInt == (f.Args[1].Op == OpInt) || f.Name == "==" && !truth {
			continue
		}
		op, v, limit := f.Name, f.Args[0], f.Args[1]
		if v.Op == OpInt {
			op, v, limit = Mirrored(op), limit, v
		}
		c := limit.Int
		if v.Op == OpBinary && (v.Name == "-" || v.Name == "+") && v.Args[1].Op == OpInt {
			if v.Name == "-" {
				c += v.Args[1].Int
			} else {
				c -= v.Args[1].Int
			}
			v = v.Args[0]
		}
		if known[v] == nil {
			known[v] = &CodeSet{Ints: codeset.AllInts()}
		}
		if known[v].Narrow(op, &Value{Op: OpInt, Int: c}, truth) && known[v].Ints.Empty() {
			return true
		}
	}
	return false
}
