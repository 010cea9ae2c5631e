package catalog

import (
	"net/http"
	"testing"
)

func TestRegisteredStatuses(t *testing.T) {
	for status := range 1000 {
		want := http.StatusText(status) != "" || status == http.StatusTeapot
		if status == 306 {
			want = false // unused, like 418, but without any server that sends it
		}
		if got := registeredStatus(status); got != want {
			t.Errorf("%d: %t, net/http says %t", status, got, want)
		}
	}
}

// TestTablesDigest checks that the constant is the digest of the tables.
func TestTablesDigest(t *testing.T) {
	if got := Embedded().computeDigest(); got != tablesDigest {
		t.Errorf("digest is %s, constant is %s", got, tablesDigest)
	}
}

// TestTablesAreSorted checks what look-ups by binary search rest on.
func TestTablesAreSorted(t *testing.T) {
	for _, p := range tables {
		for i := 1; i < len(p.entries); i++ {
			if p.entries[i-1].compare(p.entries[i]) > 0 {
				t.Errorf("%s: %s stands before %s", p.ID, p.entries[i-1].Code, p.entries[i].Code)
			}
		}
	}
}

func TestOneEdit(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"", "", false}, {"", "a", true}, {"a", "a", false}, {"a", "b", true}, {"ab", "ba", true}, {"abc", "acb", true},
		{"abc", "cba", false}, {"abcd", "badc", false}, {"abc", "ab", true}, {"abc", "bc", true}, {"abc", "ac", true},
		{"abc", "a", false}, {"aab", "ab", true}, {"中文", "中国", true}, {"中", "文", true}, {"abcd", "abdd", true}, {"abcd", "acdb", false},
	}
	for _, test := range tests {
		if got := oneEdit([]rune(test.a), []rune(test.b)); got != test.want {
			t.Errorf("%q %q: %t", test.a, test.b, got)
		}
		if got := oneEdit([]rune(test.b), []rune(test.a)); got != test.want {
			t.Errorf("%q %q: %t", test.b, test.a, got)
		}
	}
}

// TestStartIsCheap checks that the tables cost a process next to nothing before it asks for a provider's codes: they are data of the
// program, which nobody decodes or copies.
func TestStartIsCheap(t *testing.T) {
	const most = 64 << 10 // bytes; the tables have some ten times as many
	r := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			fromTables()
		}
	})
	if r.AllocedBytesPerOp() > most {
		t.Errorf("it allocates %d bytes, want at most %d", r.AllocedBytesPerOp(), most)
	}
	if d := r.NsPerOp(); d > 1e6 {
		t.Errorf("it takes %d ns, want less than a millisecond", d)
	}
}

func BenchmarkFromTables(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		fromTables()
	}
}

func TestSamePackage(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"example.com/sdk", "example.com/sdk", true},
		{"example.com/sdk", "example.com/sdk/v2", false},
		{"example.com/sdk/v*", "example.com/sdk", true},
		{"example.com/sdk/v*/pay", "example.com/sdk/v3/pay", true},
		{"example.com/sdk/v*/pay", "example.com/sdk/v1/pay", false},
		{"example.com/sdk/pay/...", "example.com/sdk/pay", true},
		{"example.com/sdk/pay/...", "example.com/sdk/pay/refund/config", true},
		{"example.com/sdk/pay/...", "example.com/sdk/payment", false},
		{"example.com/sdk/pay/...", "example.com/sdk", false},
		{"example.com/sdk/v*/pay/...", "example.com/sdk/v2/pay/refund", true},
		{"example.com/sdk/v*/pay/...", "example.com/sdk/v2/refund", false},
	} {
		if got := SamePackage(test.pattern, test.path); got != test.want {
			t.Errorf("SamePackage(%q, %q) = %t", test.pattern, test.path, got)
		}
	}
}
