package codeset

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

const (
	minInt = math.MinInt64
	maxInt = math.MaxInt64
)

func TestIntsOperations(t *testing.T) {
	none, all := Ints{}, AllInts()
	tests := []struct {
		name string
		got  Ints
		want []interval
	}{
		{"zero value", none, nil},
		{"all", all, []interval{{minInt, maxInt}}},
		{"range", IntRange(-3, 5), []interval{{-3, 5}}},
		{"range of one", IntRange(maxInt, maxInt), []interval{{maxInt, maxInt}}},
		{"range reversed", IntRange(5, 4), nil},
		{"of none", IntsOf(), nil},
		{"of some", IntsOf(7, 3, 5, 4, 7), []interval{{3, 5}, {7, 7}}},
		{"of edges", IntsOf(maxInt, minInt, maxInt-1), []interval{{minInt, minInt}, {maxInt - 1, maxInt}}},
		{"of the smallest twice", IntsOf(minInt, minInt), []interval{{minInt, minInt}}},
		{"union apart", IntRange(1, 2).Union(IntRange(4, 5)), []interval{{1, 2}, {4, 5}}},
		{"union touching", IntRange(1, 3).Union(IntRange(4, 5)), []interval{{1, 5}}},
		{"union touching, reversed", IntRange(4, 5).Union(IntRange(1, 3)), []interval{{1, 5}}},
		{"union overlapping", IntRange(1, 6).Union(IntRange(4, 9)), []interval{{1, 9}}},
		{"union inside", IntRange(1, 9).Union(IntRange(4, 5)), []interval{{1, 9}}},
		{"union bridging", IntsOf(1, 3, 5).Union(IntsOf(2, 4)), []interval{{1, 5}}},
		{"union with nothing", none.Union(IntsOf(1)), []interval{{1, 1}}},
		{"union with all", all.Union(IntsOf(1, maxInt)), []interval{{minInt, maxInt}}},
		{"intersect", IntRange(1, 6).Intersect(IntRange(4, 9)), []interval{{4, 6}}},
		{"intersect apart", IntRange(1, 3).Intersect(IntRange(4, 9)), nil},
		{"intersect many", IntRange(2, 8).Intersect(IntsOf(1, 3, 5, 8, 9)), []interval{{3, 3}, {5, 5}, {8, 8}}},
		{"intersect with all", all.Intersect(IntsOf(minInt, 0)), []interval{{minInt, minInt}, {0, 0}}},
		{"minus", IntRange(1, 5).Minus(IntsOf(3, 9)), []interval{{1, 2}, {4, 5}}},
		{"minus itself", all.Minus(all), nil},
		{"minus edges", all.Minus(IntsOf(minInt, maxInt)), []interval{{minInt + 1, maxInt - 1}}},
		{"complement of nothing", none.Complement(), []interval{{minInt, maxInt}}},
		{"complement of all", all.Complement(), nil},
		{"complement", IntRange(0, 9).Complement(), []interval{{minInt, -1}, {10, maxInt}}},
		{"complement from the smallest", IntRange(minInt, 0).Complement(), []interval{{1, maxInt}}},
		{"complement to the largest", IntRange(0, maxInt).Complement(), []interval{{minInt, -1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []interval
			for lo, hi := range tt.got.Intervals() {
				got = append(got, interval{lo, hi})
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			want := Ints{tt.want}
			if !tt.got.Equal(want) || tt.got.Key() != want.Key() {
				t.Errorf("not equal, or of another key: %v and %v", tt.got, want)
			}
			if tt.got.Empty() != (tt.want == nil) {
				t.Errorf("Empty() = %v", tt.got.Empty())
			}
		})
	}
	for range IntsOf(1, 3).Intervals() {
		break // must not upset the iterator
	}
}

func TestIntsContains(t *testing.T) {
	tests := []struct {
		set     Ints
		in, out []int64
	}{
		{Ints{}, nil, []int64{minInt, 0, maxInt}},
		{AllInts(), []int64{minInt, 0, maxInt}, nil},
		{IntsOf(3, 5, 6), []int64{3, 5, 6}, []int64{2, 4, 7, minInt, maxInt}},
		{IntRange(0, maxInt), []int64{0, 1, maxInt}, []int64{minInt, -1}},
		{IntsOf(minInt, maxInt), []int64{minInt, maxInt}, []int64{minInt + 1, 0, maxInt - 1}},
	}
	for _, tt := range tests {
		for _, c := range tt.in {
			if !tt.set.Contains(c) {
				t.Errorf("%v: Contains(%d) = false", tt.set, c)
			}
		}
		for _, c := range tt.out {
			if tt.set.Contains(c) {
				t.Errorf("%v: Contains(%d) = true", tt.set, c)
			}
		}
	}
}

// TestIntsImmutable checks that operations leave their operands alone, although sets share memory.
func TestIntsImmutable(t *testing.T) {
	codes := []int64{5, 1, 3}
	s := IntsOf(codes...)
	u := s.Union(Ints{}) // shares
	key := s.Key()
	if !slices.Equal(codes, []int64{5, 1, 3}) {
		t.Errorf("IntsOf changed its argument to %v", codes)
	}
	_ = u.Union(IntsOf(2, 4, 6))
	_ = u.Minus(IntsOf(1))
	_ = u.Complement().Union(IntsOf(3))
	if err := u.UnmarshalBinary([]byte(IntsOf(9).Key())); err != nil || !u.Equal(IntsOf(9)) {
		t.Errorf("decoded %v (%v)", u, err)
	}
	if s.Key() != key {
		t.Errorf("changed to %v", s)
	}
}

func TestIntsString(t *testing.T) {
	multiples := func(m, n int64) Ints {
		var s Ints
		for i := range n {
			s = s.Union(IntsOf(i * m))
		}
		return s
	}
	tests := []struct {
		set  Ints
		want string
	}{
		{Ints{}, "no code"},
		{AllInts(), "any code"},
		{IntsOf(0), "0"},
		{IntsOf(-1, 40100006), "-1 and 40100006"},
		{IntsOf(10001, 10003, 10004), "10001, 10003 and 10004"},
		{IntRange(5000, 5999), "5000-5999"},
		{IntRange(5000, 5999).Minus(IntsOf(5003)), "5000-5999 except 5003"},
		{IntRange(-5, -1), "-5 to -1"},
		{IntRange(-5, 5), "-5 to 5"},
		{IntRange(1, maxInt), "1 and above"},
		{IntRange(minInt, -1), "below 0"},
		{IntRange(minInt, 0), "below 1"},
		{IntRange(600, 999), "600-999"},
		{IntsOf(0).Complement(), "any code but 0"},
		{IntsOf(0, 200).Complement(), "any code but 0 and 200"},
		{IntRange(1, 99).Complement(), "any code but 1-99"},
		{IntRange(1, maxInt).Minus(IntsOf(429)), "1 and above except 429"},
		{IntsOf(minInt), "-9223372036854775808"},
		{IntsOf(maxInt).Complement(), "any code but 9223372036854775807"},
		{IntRange(minInt+1, maxInt-1), "any code but -9223372036854775808 and 9223372036854775807"},
		{multiples(10, 40), "0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110 and 28 more"},
		{multiples(10, 40).Complement(), "any code but 0, 10, 20, 30, 40, 50, 60, 70, 80 and 31 more"},
		{multiples(1e15, 3).Union(IntRange(minInt, -10)), "below -9, 0, 1000000000000000 and 2000000000000000"},
		{multiples(1e15, 9).Union(IntRange(1e17, maxInt)), "0, 1000000000000000, 2000000000000000 and more"},
	}
	for _, tt := range tests {
		got := tt.set.String()
		if got != tt.want {
			t.Errorf("got  %q\nwant %q", got, tt.want)
		}
		if !fits(got) {
			t.Errorf("%q is too long", got)
		}
	}
}

// intPoints is the domain of the naive model: bounds of intervals are taken from it, and around each bound there are
// points that are none.
var intPoints = []int64{
	minInt, minInt + 1, minInt + 2, minInt + 3, -1000, -3, -2, -1, 0, 1, 2, 3, 98, 99, 100, 101,
	399, 400, 401, 499, 500, 40100006, maxInt - 3, maxInt - 2, maxInt - 1, maxInt,
}

type intModel map[int64]bool

func (m intModel) combine(o intModel, op func(a, b bool) bool) intModel {
	out := intModel{}
	for _, p := range intPoints {
		if op(m[p], o[p]) {
			out[p] = true
		}
	}
	return out
}

func (m intModel) check(t *testing.T, s Ints) {
	t.Helper()
	for _, p := range intPoints {
		if s.Contains(p) != m[p] {
			t.Fatalf("%v: Contains(%d) = %v", s.list, p, !m[p])
		}
	}
	// Equal sets are equal only if the representation is the canonical one.
	for i, v := range s.list {
		if v.lo > v.hi || i > 0 && (v.lo <= s.list[i-1].hi || v.lo-1 == s.list[i-1].hi) {
			t.Fatalf("not canonical: %v", s.list)
		}
	}
	if !s.Complement().Complement().Equal(s) {
		t.Fatalf("the complement's complement of %v is %v", s.list, s.Complement().Complement().list)
	}
	if s.Empty() != s.Equal(Ints{}) || s.Empty() != (len(s.Key()) == 0) {
		t.Fatalf("%v: Empty() = %v", s.list, s.Empty())
	}
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again := IntsOf(1, 2, 3)
	if err := again.UnmarshalBinary(data); err != nil || !again.Equal(s) {
		t.Fatalf("decoded %v (%v), not %v", again.list, err, s.list)
	}
	if text := s.String(); text == "" || !fits(text) {
		t.Fatalf("%v: String() = %q", s.list, text)
	}
}

// runInts runs program, three bytes an instruction, on a few sets and on their models, and compares them.
func runInts(t *testing.T, program []byte) {
	const vars = 3
	var sets [vars]Ints
	var models [vars]intModel
	for i := range models {
		models[i] = intModel{}
	}
	for ; len(program) >= 3; program = program[3:] {
		op, x, y := program[0], int(program[1]), int(program[2])
		i, j := x%vars, y%vars
		d := int(op/16) % vars
		p, q := intPoints[x%len(intPoints)], intPoints[y%len(intPoints)]
		var s Ints
		var m intModel
		switch op % 6 {
		case 0:
			s, m = IntsOf(p, q), intModel{p: true, q: true}
		case 1:
			s, m = IntRange(p, q), intModel{}
			for _, r := range intPoints {
				if p <= r && r <= q {
					m[r] = true
				}
			}
		case 2:
			s, m = sets[i].Union(sets[j]), models[i].combine(models[j], func(a, b bool) bool { return a || b })
		case 3:
			s, m = sets[i].Intersect(sets[j]), models[i].combine(models[j], func(a, b bool) bool { return a && b })
		case 4:
			s, m = sets[i].Minus(sets[j]), models[i].combine(models[j], func(a, b bool) bool { return a && !b })
		case 5:
			s, m = sets[i].Complement(), models[i].combine(nil, func(a, _ bool) bool { return !a })
		}
		sets[d], models[d] = s, m
		m.check(t, s)
		for k := range sets {
			equal := s.Minus(sets[k]).Empty() && sets[k].Minus(s).Empty()
			if s.Equal(sets[k]) != equal || (s.Key() == sets[k].Key()) != equal {
				t.Fatalf("%v and %v: equal is %v", s.list, sets[k].list, equal)
			}
			for _, p := range intPoints {
				if equal && m[p] != models[k][p] {
					t.Fatalf("%v and %v are equal but differ in %d", s.list, sets[k].list, p)
				}
			}
		}
	}
}

func TestIntsModel(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		runInts(t, randomProgram(r))
	}
}

func FuzzInts(f *testing.F) {
	f.Add([]byte{1, 0, 3, 17, 22, 25, 2, 0, 1, 5, 0, 0})
	f.Add([]byte{0, 0, 25, 5, 0, 0, 16, 8, 9, 4, 0, 1})
	f.Add([]byte{1, 12, 14, 17, 15, 20, 34, 0, 1, 3, 2, 0})
	f.Fuzz(func(t *testing.T, program []byte) {
		if len(program) > maxProgram {
			t.Skip()
		}
		runInts(t, program)
	})
}

func FuzzIntsUnmarshal(f *testing.F) {
	for _, s := range []Ints{{}, AllInts(), IntsOf(minInt, 0, maxInt), IntRange(-5, 400)} {
		data, _ := s.MarshalBinary()
		f.Add(data)
		f.Add(append(data, 0x80))
		f.Add(append(data, data...))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := IntsOf(429)
		if err := s.UnmarshalBinary(data); err != nil {
			if !s.Equal(IntsOf(429)) {
				t.Fatalf("changed to %v in spite of %v", s, err)
			}
			return
		}
		if again, _ := s.MarshalBinary(); !bytes.Equal(again, data) {
			t.Fatalf("%x is a second encoding of %v, whose encoding is %x", data, s, again)
		}
	})
}
