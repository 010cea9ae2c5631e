package lexicon

import (
	"slices"
	"strings"
	"testing"
)

// The table is in order: every list has its row, with a name, a sentence and words, and fits into a Set.
func TestTable(t *testing.T) {
	if int(lists) != len(table) {
		t.Fatalf("%d lists, %d rows", lists, len(table))
	}
	if most := len(Set{}) * 64; len(table) > most {
		t.Errorf("%d lists, a set has room for %d", len(table), most)
	}
	names := map[string]bool{}
	for l, row := range table {
		switch {
		case row.name == "" || names[row.name]:
			t.Errorf("list %d is called %q, which is nothing or another list's name", l, row.name)
		case !strings.HasSuffix(row.doc, ".") || len(row.doc) < 15:
			t.Errorf("%s: %q is no sentence", row.name, row.doc)
		}
		names[row.name] = true
		var seen []string
		for entry := range strings.SplitSeq(row.entries, ",") {
			entry = strings.TrimSpace(entry)
			if entry == "" || strings.ToLower(entry) != entry {
				t.Errorf("%s: entry %q is nothing, or has capitals, and matches nothing", row.name, entry)
			}
			if slices.Contains(seen, entry) {
				t.Errorf("%s: entry %q stands there twice", row.name, entry)
			}
			seen = append(seen, entry)
			for _, field := range strings.Fields(strings.Trim(entry, "!^=$|")) {
				if strings.Trim(field, "abcdefghijklmnopqrstuvwxyz0123456789/~%?") != "" && field != ".." && field != "+" {
					t.Errorf("%s: entry %q has %q, which no name has", row.name, entry, field)
				}
			}
		}
	}
}

func TestInflections(t *testing.T) {
	for word, forms := range map[string]string{
		"retry":   "retry retries retried retrying",
		"wait":    "wait waits waited waiting",
		"close":   "close closes closed closing",
		"delay":   "delay delays delayed delaying",
		"stop":    "stop stops stopped stopping",
		"cancel":  "cancel cancels canceled cancelled canceling cancelling",
		"refresh": "refresh refreshes refreshed refreshing",
		"fix":     "fix fixes fixed fixing",
		"process": "process processes processed processing",
		"log":     "log logs logged logging",
		"proxy":   "proxy proxies",
	} {
		got := inflections(word)
		for form := range strings.FieldsSeq(forms) {
			if !slices.Contains(got, form) {
				t.Errorf("inflections(%q) = %q, want %q among them", word, got, form)
			}
		}
	}
	for word, others := range map[string]string{"wait": "waiter", "serve": "server service", "ping": "shipping", "tick": "ticket", "ready": "already", "poll": "pollute", "watch": "watcher"} {
		for other := range strings.FieldsSeq(others) {
			if slices.Contains(inflections(word), other) {
				t.Errorf("inflections(%q) has %q, which is another word", word, other)
			}
		}
	}
}

// What the notation of the table means, one mark at a time.
func TestEntries(t *testing.T) {
	for _, c := range []struct{ entry, yes, no string }{
		{"wait", "wait Wait doWait wait_for WAIT", "waits await waiter awaiting"},
		{"wait~", "waits waitedFor stopWaiting", "waiter waitress"},
		{"log%", "log Logf logln Logw", "logs login blog"},
		{"back off", "backoff BackOff back_off doBackoff httpBackOffTime", "backingOff offBack backTurnOff backoffs"},
		{"log~ in", "login logIn LoggedIn loggingIn", "inLog logInfo logging"},
		{"get/fetch token", "getToken FetchToken mustGetToken", "getNewToken token"},
		{"get? body", "body getBody requestBody", "somebody"},
		{"^run", "run RunServer", "dryRun rerun running"},
		{"ms$", "ms delayMs delay_ms", "msDelay items"},
		{"^status code$", "statusCode status_code StatusCode statuscode", "theStatusCode statusCodes"},
		{"^create .. request~", "createRequest createSignedRequest CreateHTTPRequests", "recreateRequest requestCreate create"},
		{"create + token", "createToken CreateTokenNow", "createNewToken tokenCreate"},
		{"update token|", "updateToken UpdateTokenIfNeeded updateToken2 updateTokenSource", "updateTokenCount updateTokenBalance"},
		{"=refresh", "refresh Refresh refreshIfNeeded doRefresh tryRefreshOnce", "refreshPage RefreshToken"},
		{"wait, !wait group", "wait waitForGroup", "waitGroup runWaitGroup"},
	} {
		x := &index{first: map[string]int32{}, small: set(smallWords), holders: set(holderWords)}
		for entry := range strings.SplitSeq(c.entry, ", ") {
			x.add(Waits, entry)
		}
		for name := range strings.FieldsSeq(c.yes) {
			if !x.of(split(name, nil, nil)).Has(Waits) {
				t.Errorf("%q does not match %q", c.entry, name)
			}
		}
		for name := range strings.FieldsSeq(c.no) {
			if x.of(split(name, nil, nil)).Has(Waits) {
				t.Errorf("%q matches %q", c.entry, name)
			}
		}
	}
}

// Words that other text stands between are not one.
func TestApart(t *testing.T) {
	if BacksOff.Has("comeback off.go") || BacksOff.Has("set back. Off it goes") {
		t.Error("words of different names are taken for one")
	}
	if !BacksOff.Has("client backoff.go") {
		t.Error("a text is not split into its words")
	}
}

// Most names cost no memory.
func TestOfAllocates(t *testing.T) {
	Of("") // makes the index
	if n := testing.AllocsPerRun(100, func() { Of("parseHTTPResponseWithRetryAfterMs") }); n > 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkOf(b *testing.B) {
	Of("")
	for b.Loop() {
		Of("parseHTTPResponseWithRetryAfterMs")
	}
}

func BenchmarkIndex(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newIndex()
	}
}
