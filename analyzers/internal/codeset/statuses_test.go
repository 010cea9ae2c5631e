package codeset

import (
	"bytes"
	"encoding/gob"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// union spares the tables a chain of calls.
func union(sets ...Statuses) Statuses {
	var s Statuses
	for _, t := range sets {
		s = s.Union(t)
	}
	return s
}

func TestStatusesConstructors(t *testing.T) {
	clientError := func(c int) bool { return c/100 == 4 }
	tests := []struct {
		name             string
		set              Statuses
		in, out          []int
		len              int
		transport, other bool
	}{
		{name: "zero value", out: []int{0, 200, 999}},
		{name: "all", set: AllStatuses(), in: []int{0, 63, 64, 200, 999}, out: []int{-1, 1000, 1001, 1002, 1 << 40}, len: 1000, transport: true, other: true},
		{name: "range", set: StatusRange(400, 499), in: []int{400, 447, 448, 499}, out: []int{399, 500, 0}, len: 100},
		{name: "range of one", set: StatusRange(64, 64), in: []int{64}, out: []int{63, 65}, len: 1},
		{name: "range clipped", set: StatusRange(-1<<40, 1<<40), in: []int{0, 999}, out: []int{-1, 1000}, len: 1000},
		{name: "range clipped below", set: StatusRange(-5, 0), in: []int{0}, out: []int{-1, 1}, len: 1},
		{name: "range clipped above", set: StatusRange(999, 1001), in: []int{999}, out: []int{998, 1000}, len: 1},
		{name: "range out of domain", set: StatusRange(1000, 2000), out: []int{999, 1000}},
		{name: "range below domain", set: StatusRange(-9, -1), out: []int{0, -1}},
		{name: "range reversed", set: StatusRange(500, 400), out: []int{400, 450, 500}},
		{name: "status none", set: Status(), out: []int{0}},
		{name: "status", set: Status(503, 429, 503), in: []int{429, 503}, out: []int{430, 502}, len: 2},
		{name: "status out of domain", set: Status(-1, 1000, 1001, 1002, 5000), out: []int{0, 999}},
		{name: "transport", set: TransportOnly(), out: []int{0, 999, 1000}, transport: true},
		{name: "other", set: OtherOnly(), out: []int{0, 999, 1001}, other: true},
		{name: "where", set: Where(clientError), in: []int{400, 499}, out: []int{0, 399, 500}, len: 100},
		{name: "where always", set: Where(func(int) bool { return true }), in: []int{0, 999}, len: 1000},
		{name: "where never", set: Where(func(int) bool { return false }), out: []int{0, 999}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, c := range tt.in {
				if !tt.set.Contains(c) {
					t.Errorf("Contains(%d) = false", c)
				}
			}
			for _, c := range tt.out {
				if tt.set.Contains(c) {
					t.Errorf("Contains(%d) = true", c)
				}
			}
			if got := tt.set.Len(); got != tt.len {
				t.Errorf("Len() = %d, want %d", got, tt.len)
			}
			if got := tt.set.HasTransport(); got != tt.transport {
				t.Errorf("HasTransport() = %v", got)
			}
			if got := tt.set.HasOther(); got != tt.other {
				t.Errorf("HasOther() = %v", got)
			}
			if got, want := tt.set.Empty(), tt.len == 0 && !tt.transport && !tt.other; got != want {
				t.Errorf("Empty() = %v", got)
			}
		})
	}
}

func TestStatusesOperations(t *testing.T) {
	none, all := Statuses{}, AllStatuses()
	s4, s5 := StatusRange(400, 499), StatusRange(500, 599)
	tests := []struct {
		name      string
		got, want Statuses
	}{
		{"union", s4.Union(s5), StatusRange(400, 599)},
		{"union overlapping", StatusRange(10, 70).Union(StatusRange(60, 130)), StatusRange(10, 130)},
		{"union with nothing", s4.Union(none), s4},
		{"union with all", s4.Union(all), all},
		{"intersect", StatusRange(400, 450).Intersect(StatusRange(440, 599)), StatusRange(440, 450)},
		{"intersect disjoint", s4.Intersect(s5), none},
		{"intersect special", all.Intersect(TransportOnly()), TransportOnly()},
		{"minus", StatusRange(400, 402).Minus(Status(401, 500)), Status(400, 402)},
		{"minus itself", all.Minus(all), none},
		{"minus transport", s5.Union(TransportOnly()).Minus(TransportOnly()), s5},
		{"complement of nothing", none.Complement(), all},
		{"complement of all", all.Complement(), none},
		{"complement", StatusRange(0, 399).Complement(), union(StatusRange(400, 999), TransportOnly(), OtherOnly())},
		{"complement of specials", TransportOnly().Union(OtherOnly()).Complement(), StatusRange(0, 999)},
		{"complement twice", s4.Complement().Complement(), s4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want || !tt.got.Equal(tt.want) {
				t.Errorf("got %v, want %v", tt.got, tt.want)
			}
		})
	}
}

func TestStatusesRelations(t *testing.T) {
	tests := []struct {
		name          string
		s, t          Statuses
		equal, subset bool
	}{
		{"nothing, nothing", Statuses{}, Status(), true, true},
		{"nothing, something", Statuses{}, Status(200), false, true},
		{"something, nothing", Status(200), Statuses{}, false, false},
		{"built in two ways", StatusRange(400, 402), Status(402, 400, 401), true, true},
		{"part", Status(429), StatusRange(400, 499), false, true},
		{"overlap", StatusRange(400, 500), StatusRange(450, 550), false, false},
		{"only transport differs", AllStatuses(), TransportOnly().Complement(), false, false},
		{"transport, other", TransportOnly(), OtherOnly(), false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.s.Equal(tt.t); got != tt.equal {
				t.Errorf("Equal = %v", got)
			}
			if got := tt.s == tt.t; got != tt.equal {
				t.Errorf("== is %v", got)
			}
			if got := tt.s.SubsetOf(tt.t); got != tt.subset {
				t.Errorf("SubsetOf = %v", got)
			}
		})
	}
}

func TestStatusesIteration(t *testing.T) {
	tests := []struct {
		name  string
		set   Statuses
		want  [][2]int
		codes []int // nil if not checked
	}{
		{name: "nothing"},
		{name: "specials only", set: TransportOnly().Union(OtherOnly())},
		{name: "all", set: AllStatuses(), want: [][2]int{{0, 999}}},
		{name: "last and transport", set: Status(999).Union(TransportOnly()), want: [][2]int{{999, 999}}, codes: []int{999}},
		{name: "first", set: Status(0), want: [][2]int{{0, 0}}, codes: []int{0}},
		{name: "at words' ends", set: Status(63, 64, 127, 129), want: [][2]int{{63, 64}, {127, 127}, {129, 129}}, codes: []int{63, 64, 127, 129}},
		{name: "some", set: Status(500, 501, 503, 429), want: [][2]int{{429, 429}, {500, 501}, {503, 503}}, codes: []int{429, 500, 501, 503}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got [][2]int
			for lo, hi := range tt.set.Intervals() {
				got = append(got, [2]int{lo, hi})
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Intervals() = %v, want %v", got, tt.want)
			}
			if codes := slices.Collect(tt.set.Codes()); tt.codes != nil && !slices.Equal(codes, tt.codes) {
				t.Errorf("Codes() = %v, want %v", codes, tt.codes)
			}
		})
	}
	// Leaving the loop early must not upset the iterators.
	for range Status(1, 3, 5).Intervals() {
		break
	}
	for range StatusRange(1, 5).Codes() {
		break
	}
}

func TestStatusesString(t *testing.T) {
	tr, ot := TransportOnly(), OtherOnly()
	plain := StatusRange(0, 999)
	but := func(sets ...Statuses) Statuses { return union(sets...).Complement() }
	s4, s5, up := StatusRange(400, 499), StatusRange(500, 599), StatusRange(500, 999)
	even := Where(func(c int) bool { return c%2 == 0 })
	tests := []struct {
		set  Statuses
		want string
	}{
		// No plain status.
		{Statuses{}, "no status"},
		{tr, "transport errors"},
		{ot, "other errors"},
		{tr.Union(ot), "transport errors"},

		// Everything.
		{AllStatuses(), "any status"},
		{plain, "any status"},
		{but(tr), "any status"},
		{but(ot), "any status"},

		// Lists.
		{Status(429), "429"},
		{Status(0), "0"},
		{Status(999), "999"},
		{Status(401, 403), "401 and 403"},
		{Status(400, 401, 403), "400, 401 and 403"},
		{Status(429, 500, 502, 503, 504), "429, 500 and 502-504"},
		{Status(429).Union(ot), "429"},
		{Status(503).Union(tr), "503 and transport errors"},
		{union(Status(429, 503), tr, ot), "429, 503 and transport errors"},
		{Status(408, 409), "408 and 409"},
		{Status(408, 409, 410), "408-410"},
		{Status(0, 1), "0 and 1"},
		{Status(998, 999), "998 and 999"},

		{Status(500, 502, 503, 504), "500 and 502-504"},
		{Status(408, 425, 429, 500, 502, 503, 504).Union(tr), "408, 425, 429, 500, 502-504 and transport errors"},

		// Ranges.
		{s4, "400-499"},
		{s5.Union(tr), "500-599 and transport errors"},
		{s4.Union(s5), "400-599"},
		{StatusRange(100, 599), "100-599"},
		{StatusRange(500, 600), "500-600"},
		{StatusRange(500, 998), "500-998"},
		{Status(429).Union(s5), "429 and 500-599"},
		{union(Status(408, 429), s5, tr), "408, 429, 500-599 and transport errors"},
		{StatusRange(200, 299).Union(s4), "200-299 and 400-499"},
		{s4.Union(StatusRange(502, 504)), "400-499 and 502-504"},

		// Ranges to the ends of the domain.
		{StatusRange(300, 999), "300 and above"},
		{StatusRange(400, 999), "400 and above"},
		{StatusRange(201, 999), "201 and above"},
		{StatusRange(100, 999), "100 and above"},
		{StatusRange(600, 999), "600 and above"},
		{StatusRange(400, 999).Union(tr), "400 and above, and transport errors"},
		{StatusRange(0, 399), "below 400"},
		{StatusRange(0, 399).Union(tr), "below 400 and transport errors"},
		{StatusRange(0, 99), "below 100"},
		{StatusRange(0, 599), "below 600"},
		{Status(0).Union(up), "0, and 500 and above"},
		{Status(200, 404).Union(up), "200, 404, and 500 and above"},

		// Ranges with exceptions.
		{s4.Minus(Status(429)), "400-499 except 429"},
		{s4.Minus(Status(408, 429)), "400-499 except 408 and 429"},
		{s4.Minus(Status(408, 429)).Union(tr), "400-499 except 408 and 429, and transport errors"},
		{s4.Minus(Status(408, 425, 429)), "400-499 except 408, 425 and 429"},
		{s5.Minus(Status(501)), "500-599 except 501"},
		{up.Minus(Status(501)), "500 and above except 501"},
		{union(up.Minus(Status(501)), Status(0)), "0, and 500 and above except 501"},
		{union(up.Minus(Status(501)), Status(0, 429), tr), "0, 429, 500 and above except 501, and transport errors"},
		{s4.Minus(Status(408, 429)).Union(Status(503)), "503, and 400-499 except 408 and 429"},
		{StatusRange(400, 999).Minus(Status(429, 503)), "400 and above except 429 and 503"},
		{StatusRange(0, 499).Minus(Status(200)), "below 500 except 200"},
		{StatusRange(200, 599).Minus(Status(404)), "200-599 except 404"},
		{StatusRange(400, 451).Minus(Status(429)), "400-451 except 429"},
		{s4.Minus(StatusRange(405, 407)), "400-404 and 408-499"},

		// Everything with exceptions.
		{but(Status(200)), "any status but 200"},
		{but(Status(200), tr), "any status but 200"},
		{but(Status(200), tr, ot), "any status but 200"},
		{but(Status(200, 404)), "any status but 200 and 404"},
		{but(Status(200, 201, 204)), "any status but 200, 201 and 204"},
		{but(StatusRange(200, 299)), "any status but 200-299"},
		{but(StatusRange(200, 299), Status(404)), "any status but 200-299 and 404"},
		{but(StatusRange(100, 399)), "any status but 100-399"},
		{but(Status(0)), "any status but 0"},
		{but(Status(0, 200)), "any status but 0 and 200"},
		{but(Status(999)), "any status but 999"},
		{but(StatusRange(200, 299), StatusRange(0, 99)), "any status but 200-299"},
		{but(StatusRange(200, 299), StatusRange(1, 99)), "any status but 200-299"},
		{but(Status(200), StatusRange(600, 999)), "any status but 200"},
		{but(Status(400, 404), StatusRange(0, 99), StatusRange(600, 999)), "any status but 400 and 404"},
		{union(StatusRange(100, 199), s5), "100-199 and 500-599"},

		// Too long.
		{even.Intersect(s4), "400, 402, 404, 406, 408, 410, 412, 414, 416, 418 and 40 more"},
		{even.Intersect(s4).Union(tr), "400, 402, 404, 406, 408 and 45 more, and transport errors"},
		{but(even.Intersect(s4)), "any status but 400, 402, 404, 406, 408, 410, 412 and 43 more"},
		{s4.Minus(Status(401, 403, 405, 407, 409, 411, 413, 429)), "400-499 except 401, 403, 405, 407, 409, 411, 413 and 429"},
		{s4.Minus(Status(401, 403, 405, 407, 409, 411, 413, 415, 429)), "400, 402, 404, 406, 408, 410, 412, 414, 416-428 and 430-499"},
		{s4.Minus(even.Intersect(StatusRange(402, 444))), "400-499 except 402, 404, 406, 408, 410, 412, 414 and 15 more"},
	}
	for _, tt := range tests {
		if got := tt.set.String(); got != tt.want {
			t.Errorf("got  %q\nwant %q", got, tt.want)
		}
	}
}

func TestStatusesInChinese(t *testing.T) {
	all := StatusRange(0, 999)
	for _, tt := range []struct {
		set  Statuses
		want string
	}{
		{Status(400, 401, 403), "400、401 和 403"},
		{StatusRange(500, 999), "500 及以上"},
		{StatusRange(0, 99), "小于 100"},
		{all.Minus(Status(200)), "除 200 外的任意状态码"},
		{StatusRange(400, 499).Minus(Status(408, 429)), "400-499（408 和 429 除外）"},
		{StatusRange(400, 499).Minus(Status(408, 429)).Union(TransportOnly()), "400-499（408 和 429 除外），以及 传输错误"},
		{Statuses{}, "无状态码"},
	} {
		if got := tt.set.In("zh"); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.set, got, tt.want)
		}
		if got := tt.set.In("en"); got != tt.set.String() {
			t.Errorf("%s: got %q in English", tt.set, got)
		}
	}
}

// randomStatuses returns sets such as programs make: from single codes, classes and odd ranges, often complemented.
func randomStatuses(r *rand.Rand) Statuses {
	var s Statuses
	for range r.IntN(6) {
		var t Statuses
		switch r.IntN(6) {
		case 0, 1:
			t = Status(r.IntN(1000))
		case 2:
			c := 100 * r.IntN(10)
			t = StatusRange(c, c+99)
		case 3:
			t = StatusRange(100*r.IntN(10), 999)
		case 4:
			lo := r.IntN(1000)
			t = StatusRange(lo, lo+r.IntN(300))
		case 5:
			m := 2 + r.IntN(40)
			t = Where(func(c int) bool { return c%m == 0 })
		}
		if r.IntN(3) == 0 {
			s = s.Minus(t)
		} else {
			s = s.Union(t)
		}
	}
	if r.IntN(3) == 0 {
		s = s.Union(TransportOnly())
	}
	if r.IntN(3) == 0 {
		s = s.Complement()
	}
	return s
}

var rangeText = regexp.MustCompile(`^(\d+)(?:-(\d+))?$`)

// parseList reads an enumeration of statuses back.
func parseList(t *testing.T, text string) []Statuses {
	text = strings.ReplaceAll(text, " and above", "-999")
	text = strings.ReplaceAll(text, ", and ", ", ")
	text = strings.ReplaceAll(text, " and ", ", ")
	var out []Statuses
	for part := range strings.SplitSeq(text, ", ") {
		if end, ok := strings.CutPrefix(part, "below "); ok {
			n, _ := strconv.Atoi(end)
			out = append(out, StatusRange(0, n-1))
			continue
		}
		m := rangeText.FindStringSubmatch(part)
		if m == nil {
			t.Fatalf("cannot read %q", part)
		}
		lo, _ := strconv.Atoi(m[1])
		hi := lo
		if m[2] != "" {
			hi, _ = strconv.Atoi(m[2])
		}
		out = append(out, StatusRange(lo, hi))
	}
	return out
}

// TestStatusesStringTrue reads texts back as a person would: what they say must be so.
func TestStatusesStringTrue(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	cut := 0
	for range 20000 {
		s := randomStatuses(r)
		text := s.String()
		if !fits(text) {
			t.Errorf("%q is too long", text)
		}
		if s.Len() == 0 {
			continue
		}
		if strings.Contains(text, " more") {
			cut++
			continue
		}
		var got Statuses
		compare := StatusRange(0, 999)
		switch rest, hasTransport := strings.CutSuffix(text, " and transport errors"); {
		case text == "any status":
			got = AllStatuses()
		case strings.HasPrefix(text, "any status but "):
			got = AllStatuses().Minus(union(parseList(t, strings.TrimPrefix(text, "any status but "))...))
			compare = StatusRange(firstReal, lastReal)
			if s.Contains(0) != got.Contains(0) && s.Contains(1) {
				t.Errorf("%q does not tell about 0", text)
			}
		default:
			if hasTransport != s.HasTransport() {
				t.Errorf("%q: transport is %v", text, s.HasTransport())
			}
			head, except, found := strings.Cut(strings.TrimSuffix(rest, ","), " except ")
			parts := parseList(t, head)
			if found {
				last := len(parts) - 1
				parts[last] = parts[last].Minus(union(parseList(t, except)...))
			}
			got = union(parts...)
		}
		if got.Intersect(compare) != s.Intersect(compare) {
			t.Errorf("%q reads as something else than %v", text, slices.Collect(s.Codes()))
		}
	}
	if cut == 0 || cut > 15000 {
		t.Errorf("%d of 20000 texts were cut short: the test does not test much", cut)
	}
}

// statusModel is the naive model of a Statuses; its members are bits, as in the real one.
type statusModel map[int]bool

func (m statusModel) check(t *testing.T, s Statuses) {
	t.Helper()
	n := 0
	for c := range members {
		if s.has(c) != m[c] {
			t.Fatalf("bit %d is %v, want %v", c, s.has(c), m[c])
		}
		if c > maxStatus {
			if s.Contains(c) {
				t.Fatalf("Contains(%d)", c)
			}
			continue
		}
		if s.Contains(c) != m[c] {
			t.Fatalf("Contains(%d) = %v", c, !m[c])
		}
		if m[c] {
			n++
		}
	}
	if s.Len() != n {
		t.Fatalf("Len() = %d, want %d", s.Len(), n)
	}
	if s.Empty() != (n == 0 && !m[transport] && !m[other]) {
		t.Fatalf("Empty() = %v", s.Empty())
	}
	// Bits past the last member would make equal sets differ.
	if extra := s.Minus(AllStatuses()); extra != (Statuses{}) {
		t.Fatalf("stray bits: %x", extra.bits)
	}
	var again Statuses
	end := -2
	for lo, hi := range s.Intervals() {
		if lo > hi || lo <= end+1 {
			t.Fatalf("interval %d-%d after %d", lo, hi, end)
		}
		again, end = again.Union(StatusRange(lo, hi)), hi
	}
	if again != s.plain() {
		t.Fatalf("Intervals give %v, not %v", again, s)
	}
	if again = Status(slices.Collect(s.Codes())...); again != s.plain() {
		t.Fatalf("Codes give %v, not %v", again, s)
	}
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again = Status(1, 2, 3)
	if err := again.UnmarshalBinary(data); err != nil || again != s {
		t.Fatalf("decoded %v (%v), not %v", again, err, s)
	}
	if text := s.String(); text == "" || !fits(text) {
		t.Fatalf("String() = %q", text)
	}
}

func (m statusModel) combine(o statusModel, op func(a, b bool) bool) statusModel {
	out := statusModel{}
	for c := range members {
		if op(m[c], o[c]) {
			out[c] = true
		}
	}
	return out
}

// runStatuses runs program, three bytes an instruction, on a few sets and on their models, and compares them.
func runStatuses(t *testing.T, program []byte) {
	const vars = 3
	var sets [vars]Statuses
	var models [vars]statusModel
	for i := range models {
		models[i] = statusModel{}
	}
	for ; len(program) >= 3; program = program[3:] {
		op, x, y := program[0], int(program[1]), int(program[2])
		i, j := x%vars, y%vars
		d := int(op/16) % vars // destination
		n := x<<8&0x3ff | y    // a number a little wider than the domain
		switch op % 10 {
		case 0:
			sets[d], models[d] = Status(n), statusModel{}
			if n <= maxStatus {
				models[d][n] = true
			}
		case 1:
			lo, hi := x*5-100, y*5-100
			sets[d], models[d] = StatusRange(lo, hi), statusModel{}
			for c := max(lo, 0); c <= min(hi, maxStatus); c++ {
				models[d][c] = true
			}
		case 2:
			sets[d], models[d] = TransportOnly(), statusModel{transport: true}
		case 3:
			sets[d], models[d] = OtherOnly(), statusModel{other: true}
		case 4:
			pred := func(c int) bool { return c/(x+1)%2 == y%2 }
			sets[d], models[d] = Where(pred), statusModel{}
			for c := range maxStatus + 1 {
				if pred(c) {
					models[d][c] = true
				}
			}
		case 5:
			s, m := sets[i].Union(sets[j]), models[i].combine(models[j], func(a, b bool) bool { return a || b })
			sets[d], models[d] = s, m
		case 6:
			s, m := sets[i].Intersect(sets[j]), models[i].combine(models[j], func(a, b bool) bool { return a && b })
			sets[d], models[d] = s, m
		case 7:
			s, m := sets[i].Minus(sets[j]), models[i].combine(models[j], func(a, b bool) bool { return a && !b })
			sets[d], models[d] = s, m
		case 8:
			s, m := sets[i].Complement(), models[i].combine(nil, func(a, _ bool) bool { return !a })
			sets[d], models[d] = s, m
		case 9:
			sets[d], models[d] = AllStatuses(), statusModel(nil).combine(nil, func(_, _ bool) bool { return true })
		}
		models[d].check(t, sets[d])
		for k := range sets {
			equal, subset := true, true
			for c := range members {
				equal = equal && models[d][c] == models[k][c]
				subset = subset && (!models[d][c] || models[k][c])
			}
			if sets[d].Equal(sets[k]) != equal || (sets[d] == sets[k]) != equal || sets[d].SubsetOf(sets[k]) != subset {
				t.Fatalf("%v and %v: equal is %v, subset is %v", sets[d], sets[k], equal, subset)
			}
		}
	}
}

// randomProgram returns bytes for the run functions of this package's tests.
func randomProgram(r *rand.Rand) []byte {
	program := make([]byte, 3*(1+r.IntN(20)))
	for i := range program {
		program[i] = byte(r.Uint32())
	}
	return program
}

func TestStatusesModel(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		runStatuses(t, randomProgram(r))
	}
}

// maxProgram bounds what the fuzzer makes of a program: longer ones find nothing that short ones do not.
const maxProgram = 3 * 50

func FuzzStatuses(f *testing.F) {
	f.Add([]byte{0, 1, 173, 16, 2, 88, 5, 0, 1, 8, 0, 0})
	f.Add([]byte{1, 100, 119, 17, 120, 139, 5, 0, 1, 34, 0, 0, 5, 0, 2})
	f.Add([]byte{9, 0, 0, 16, 0, 200, 7, 0, 1})
	f.Add([]byte{4, 0, 1, 20, 99, 0, 6, 0, 1, 3, 0, 0})
	f.Fuzz(func(t *testing.T, program []byte) {
		if len(program) > maxProgram {
			t.Skip()
		}
		runStatuses(t, program)
	})
}

func FuzzStatusesUnmarshal(f *testing.F) {
	for _, s := range []Statuses{{}, AllStatuses(), Status(0), Status(429, 503), StatusRange(400, 499).Union(TransportOnly())} {
		data, _ := s.MarshalBinary()
		f.Add(data)
		f.Add(append(data, 0x80))
		f.Add(append(data, 0, 5))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := Status(429)
		if err := s.UnmarshalBinary(data); err != nil {
			if s != Status(429) {
				t.Fatalf("changed to %v in spite of %v", s, err)
			}
			return
		}
		if again, _ := s.MarshalBinary(); !bytes.Equal(again, data) {
			t.Fatalf("%x is a second encoding of %v, whose encoding is %x", data, s, again)
		}
	})
}

// TestGob checks that sets can be fields of a fact: drivers send facts through encoding/gob.
func TestGob(t *testing.T) {
	type fact struct {
		S, NoS Statuses
		I, NoI Ints
		T, NoT Strings
	}
	in := fact{
		S: StatusRange(400, 499).Union(TransportOnly()),
		I: IntsOf(-1, 0, 10001),
		T: AllStringsBut("ok", ""),
	}
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(&in); err != nil {
		t.Fatal(err)
	}
	var out fact
	if err := gob.NewDecoder(&buf).Decode(&out); err != nil {
		t.Fatal(err)
	}
	if out.S != in.S || !out.NoS.Empty() || !out.I.Equal(in.I) || !out.NoI.Empty() || !out.T.Equal(in.T) || !out.NoT.Empty() {
		t.Errorf("sent %+v, got %+v", in, out)
	}
}

// TestUnmarshalMalformed checks that encodings which no set has are refused: were they taken, equal sets might differ.
func TestUnmarshalMalformed(t *testing.T) {
	tests := []struct {
		name string
		into interface{ UnmarshalBinary([]byte) error }
		data string
	}{
		{"run without length", new(Statuses), "\x05"},
		{"empty run", new(Statuses), "\x05\x00"},
		{"runs that touch", new(Statuses), "\x05\x01\x00\x01"},
		{"run past the end", new(Statuses), "\xe9\x07\x02"},
		{"lengths that overflow", new(Statuses), "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"},
		{"number in two ways", new(Statuses), "\x85\x00\x01"},
		{"number cut off", new(Statuses), "\x85"},
		{"interval cut off", new(Ints), "\x02"},
		{"interval reversed by overflow", new(Ints), "\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"},
		{"intervals out of order", new(Ints), "\x08\x00\x02\x00"},
		{"intervals that touch", new(Ints), "\x02\x00\x04\x00"},
		{"unknown kind", new(Strings), "\x02\x01a"},
		{"finite set without members", new(Strings), "\x00"},
		{"string cut off", new(Strings), "\x00\x05ab"},
		{"strings out of order", new(Strings), "\x00\x01b\x01a"},
		{"string twice", new(Strings), "\x01\x01a\x01a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.into.UnmarshalBinary([]byte(tt.data)); err == nil {
				t.Errorf("decoded %v", tt.into)
			}
		})
	}
}

func BenchmarkStatusesOps(b *testing.B) {
	s, t := StatusRange(400, 499).Union(TransportOnly()), Status(408, 429)
	for b.Loop() {
		if !s.Minus(t).Union(t).Complement().Intersect(s).Empty() {
			b.Fatal()
		}
	}
}

func BenchmarkStatusesString(b *testing.B) {
	s := StatusRange(400, 499).Minus(Status(408, 429)).Union(TransportOnly())
	for b.Loop() {
		_ = s.String()
	}
}
