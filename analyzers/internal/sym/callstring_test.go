package sym

import "testing"

func TestCallString(t *testing.T) {
	root := CallString("")
	one := root.Call(12)
	two := one.Call(3)
	aside := one.Beside(3)
	for _, c := range []struct {
		from, to     CallString
		beside, want bool
	}{
		{root, one, false, true},
		{one, two, false, true},
		{root, two, false, true},
		{one, one, true, false},
		{two, one, true, false},
		{one, aside, false, false},
		{one, aside, true, true},
		{root.Call(1), one, true, false}, // 1 is no call on the way to 12
	} {
		if got := c.from.Leads(c.to, c.beside); got != c.want {
			t.Errorf("%q leads to %q: %t", c.from, c.to, got)
		}
	}
	if two.From(one) != root.Call(3) || one.From(two) != one {
		t.Errorf("%q beyond %q is %q", two, one, two.From(one))
	}
}
