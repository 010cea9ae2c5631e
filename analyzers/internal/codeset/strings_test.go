package codeset

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestStringsOperations(t *testing.T) {
	none, all := Strings{}, AllStrings()
	ab, bc := StringsOf("a", "b"), StringsOf("b", "c")
	noAB, noBC := AllStringsBut("a", "b"), AllStringsBut("b", "c")
	tests := []struct {
		name    string
		got     Strings
		list    []string // the members, or what all strings but
		but     bool
		in, out []string
	}{
		{name: "zero value", got: none, out: []string{"", "a"}},
		{name: "all", got: all, but: true, in: []string{"", "a"}},
		{name: "of none", got: StringsOf(), out: []string{""}},
		{name: "of some", got: StringsOf("b", "", "a", "b"), list: []string{"", "a", "b"}, in: []string{"", "a", "b"}, out: []string{"c", "B"}},
		{name: "but none", got: AllStringsBut(), but: true, in: []string{""}},
		{name: "but some", got: AllStringsBut("b", "a", "b"), list: []string{"a", "b"}, but: true, in: []string{"", "c"}, out: []string{"a", "b"}},
		{name: "union", got: ab.Union(bc), list: []string{"a", "b", "c"}},
		{name: "union with cofinite", got: ab.Union(noBC), list: []string{"c"}, but: true},
		{name: "cofinite union", got: noBC.Union(ab), list: []string{"c"}, but: true},
		{name: "union of cofinites", got: noAB.Union(noBC), list: []string{"b"}, but: true},
		{name: "union to all", got: ab.Union(noAB), but: true},
		{name: "union with nothing", got: ab.Union(none), list: []string{"a", "b"}},
		{name: "intersect", got: ab.Intersect(bc), list: []string{"b"}},
		{name: "intersect with cofinite", got: ab.Intersect(noBC), list: []string{"a"}},
		{name: "intersect cofinites", got: noAB.Intersect(noBC), list: []string{"a", "b", "c"}, but: true},
		{name: "intersect apart", got: ab.Intersect(StringsOf("x"))},
		{name: "minus", got: ab.Minus(bc), list: []string{"a"}},
		{name: "minus cofinite", got: ab.Minus(noBC), list: []string{"b"}},
		{name: "cofinite minus", got: noAB.Minus(bc), list: []string{"a", "b", "c"}, but: true},
		{name: "minus of cofinites", got: noAB.Minus(noBC), list: []string{"c"}},
		{name: "minus itself", got: all.Minus(all)},
		{name: "complement", got: ab.Complement(), list: []string{"a", "b"}, but: true, in: []string{"c"}, out: []string{"a"}},
		{name: "complement of all", got: all.Complement()},
		{name: "complement of nothing", got: none.Complement(), but: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := Strings{tt.list, tt.but}
			if !tt.got.Equal(want) || tt.got.Key() != want.Key() {
				t.Errorf("got %v, want %v", tt.got, want)
			}
			if got := tt.got.Empty(); got != (!tt.but && tt.list == nil) {
				t.Errorf("Empty() = %v", got)
			}
			list, finite := tt.got.Finite()
			if finite == tt.but || finite && !slices.Equal(list, tt.list) || !finite && list != nil {
				t.Errorf("Finite() = %v, %v", list, finite)
			}
			for _, c := range tt.in {
				if !tt.got.Contains(c) {
					t.Errorf("Contains(%q) = false", c)
				}
			}
			for _, c := range tt.out {
				if tt.got.Contains(c) {
					t.Errorf("Contains(%q) = true", c)
				}
			}
		})
	}
}

// TestStringsKey checks that codes cannot be mistaken for one another's beginnings and ends.
func TestStringsKey(t *testing.T) {
	sets := []Strings{
		{}, AllStrings(), StringsOf(""), AllStringsBut(""), StringsOf("ab"), StringsOf("a", "b"), StringsOf("", "ab"),
		StringsOf("a\x01b"), AllStringsBut("a", "b"), StringsOf("\x00"), StringsOf("\x01"),
	}
	seen := map[string]Strings{}
	for _, s := range sets {
		if other, ok := seen[s.Key()]; ok {
			t.Errorf("%v and %v have one key", s, other)
		}
		seen[s.Key()] = s
	}
}

// TestStringsImmutable checks that a set shares no memory with its maker or its readers.
func TestStringsImmutable(t *testing.T) {
	codes := []string{"b", "a"}
	s := StringsOf(codes...)
	if codes[0] != "b" {
		t.Errorf("StringsOf changed its argument to %v", codes)
	}
	codes[0], codes[1] = "x", "y"
	list, _ := s.Finite()
	list[0] = "z"
	if !s.Equal(StringsOf("a", "b")) {
		t.Errorf("changed to %v", s)
	}
}

func TestStringsString(t *testing.T) {
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("code.%02d", i))
	}
	long := strings.Repeat("long", 20)
	tests := []struct {
		set  Strings
		want string
	}{
		{Strings{}, "no code"},
		{AllStrings(), "any code"},
		{StringsOf(""), `""`},
		{StringsOf("429"), `"429"`},
		{StringsOf("rate_limit", "quota"), `"quota" and "rate_limit"`},
		{StringsOf("c", "b", "a"), `"a", "b" and "c"`},
		{AllStringsBut("ok"), `any code but "ok"`},
		{AllStringsBut("ok", "done"), `any code but "done" and "ok"`},
		{StringsOf(many...), `"code.00", "code.01", "code.02", "code.03" and 36 more`},
		{AllStringsBut(many...), `any code but "code.00", "code.01", "code.02" and 37 more`},
		{StringsOf(long), `"longlonglonglonglonglonglongl…"`},
		{AllStringsBut(long, "z"), `any code but "longlonglonglonglonglonglongl…" and "z"`},
		{StringsOf("a\nb\"c"), `"a\nb\"c"`},
		{StringsOf(strings.Repeat("\n", 30)), `"\n\n\n\n\n\n\n\n\n\n\n\n\n\n…"`},
		{StringsOf(strings.Repeat("限", 40)), `"` + strings.Repeat("限", 29) + `…"`},
		{StringsOf(strings.Repeat("限", 30)), `"` + strings.Repeat("限", 30) + `"`},
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

// stringPoints is the domain of the naive model. Programs make no set of the last, which stands for all other strings.
var stringPoints = []string{"", "a", "ab", "b", "\x00", "quota.exceeded", strings.Repeat("é", 100), "unheard of"}

type stringModel map[string]bool

func (m stringModel) combine(o stringModel, op func(a, b bool) bool) stringModel {
	out := stringModel{}
	for _, p := range stringPoints {
		if op(m[p], o[p]) {
			out[p] = true
		}
	}
	return out
}

func (m stringModel) check(t *testing.T, s Strings) {
	t.Helper()
	for _, p := range stringPoints {
		if s.Contains(p) != m[p] {
			t.Fatalf("%v: Contains(%q) = %v", s, p, !m[p])
		}
	}
	if !slices.IsSorted(s.list) || len(slices.Compact(slices.Clone(s.list))) != len(s.list) {
		t.Fatalf("not canonical: %q", s.list)
	}
	if s.Empty() != (len(m) == 0) {
		t.Fatalf("%v: Empty() = %v", s, s.Empty())
	}
	list, finite := s.Finite()
	if finite == m[stringPoints[len(stringPoints)-1]] || finite && len(list) != len(m) {
		t.Fatalf("%v: Finite() = %q, %v", s, list, finite)
	}
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again := StringsOf("x")
	if err := again.UnmarshalBinary(data); err != nil || !again.Equal(s) {
		t.Fatalf("decoded %v (%v), not %v", again, err, s)
	}
	if text := s.String(); text == "" || !fits(text) {
		t.Fatalf("String() = %q", text)
	}
}

// runStrings runs program, three bytes an instruction, on a few sets and on their models, and compares them.
func runStrings(t *testing.T, program []byte) {
	const vars = 3
	var sets [vars]Strings
	var models [vars]stringModel
	for i := range models {
		models[i] = stringModel{}
	}
	for ; len(program) >= 3; program = program[3:] {
		op, x, y := program[0], int(program[1]), int(program[2])
		i, j := x%vars, y%vars
		d := int(op/16) % vars
		p, q := stringPoints[x%(len(stringPoints)-1)], stringPoints[y%(len(stringPoints)-1)]
		var s Strings
		var m stringModel
		switch op % 6 {
		case 0:
			s, m = StringsOf(p, q), stringModel{p: true, q: true}
		case 1:
			s = AllStringsBut(p, q)
			m = stringModel{p: true, q: true}.combine(nil, func(a, _ bool) bool { return !a })
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
			equal := true
			for _, p := range stringPoints {
				equal = equal && m[p] == models[k][p]
			}
			if s.Equal(sets[k]) != equal || (s.Key() == sets[k].Key()) != equal {
				t.Fatalf("%v and %v: equal is %v", s, sets[k], equal)
			}
		}
	}
}

func TestStringsModel(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 5000 {
		runStrings(t, randomProgram(r))
	}
}

func FuzzStrings(f *testing.F) {
	f.Add([]byte{0, 1, 2, 17, 2, 3, 2, 0, 1, 5, 0, 0})
	f.Add([]byte{1, 0, 6, 20, 0, 1, 3, 0, 1})
	f.Fuzz(func(t *testing.T, program []byte) {
		if len(program) > maxProgram {
			t.Skip()
		}
		runStrings(t, program)
	})
}

func FuzzStringsUnmarshal(f *testing.F) {
	for _, s := range []Strings{{}, AllStrings(), StringsOf("", "a"), AllStringsBut("quota", "rate_limit")} {
		data, _ := s.MarshalBinary()
		f.Add(data)
		f.Add(append(data, 0x80))
		f.Add(append(data, 0, 0))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := StringsOf("a")
		if err := s.UnmarshalBinary(data); err != nil {
			if !s.Equal(StringsOf("a")) {
				t.Fatalf("changed to %v in spite of %v", s, err)
			}
			return
		}
		if again, _ := s.MarshalBinary(); !bytes.Equal(again, data) {
			t.Fatalf("%x is a second encoding of %v, whose encoding is %x", data, s, again)
		}
	})
}

// FuzzStringsText checks that no code, however long or odd, makes a text too long or breaks it over lines.
func FuzzStringsText(f *testing.F) {
	f.Add("a", "b")
	f.Add(strings.Repeat("\xff", 200), "\u2028\n")
	f.Add(strings.Repeat("\U0001F600", 50), strings.Repeat("\U000E0001", 50))
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, s := range []Strings{StringsOf(a), StringsOf(a, b), AllStringsBut(a, b)} {
			if text := s.String(); !fits(text) || strings.ContainsAny(text, "\n\r\u2028") {
				t.Errorf("bad text %q", text)
			}
		}
	})
}
