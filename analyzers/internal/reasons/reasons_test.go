package reasons_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/reasons"
)

// Every reason has an id of its own, a class and a sentence.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	classes := []reasons.Class{reasons.Fact, reasons.Name, reasons.Unread, reasons.Limit, reasons.Policy}
	for r := range reasons.All {
		e := r.Entry()
		if !form.MatchString(e.ID) || seen[e.ID] {
			t.Errorf("reason %d has the id %q", r, e.ID)
		}
		seen[e.ID] = true
		if !slices.Contains(classes, e.Class) {
			t.Errorf("%s has the class %q", e.ID, e.Class)
		}
		if n := len(e.Doc); n < 20 || e.Doc[n-1] != '.' {
			t.Errorf("%s is documented by %q", e.ID, e.Doc)
		}
		if weak := e.Class == reasons.Name || e.Class == reasons.Unread; r.Weak() != weak {
			t.Errorf("%s is of class %s, and weak: %v", e.ID, e.Class, r.Weak())
		}
	}
	if len(seen) == 0 || reasons.None.Entry().ID != "" || reasons.None.Weak() {
		t.Error("None is no reason")
	}
}
