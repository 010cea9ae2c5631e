package report

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/retry"
	"github.com/retryvet/retryvet/analyzers/internal/wording"
)

// A Verdict is what a rule has to say of a retry: a finding, or why there is none.
type Verdict struct {
	Site    *retry.Site
	Cycle   *retry.Cycle
	At      ast.Node
	Message string        // of a finding
	Why     retry.Silence // None of a finding
}

// Verdicts are what the rule had to say.
func (o *Outcome) Verdicts() []Verdict { return o.verdicts }

// Silent says why a rule reports nothing of a retry of which it might have: nothing is dropped without.
func (r *Reporter) Silent(f Finding, why reasons.Reason, format string, args ...any) {
	r.silence(f, retry.Silence{Reason: why, At: f.At, Text: fmt.Sprintf(format, args...)})
}

func (r *Reporter) silence(f Finding, why retry.Silence) {
	if why.At == nil {
		why.At = f.At
	}
	r.outcome.verdicts = append(r.outcome.verdicts, Verdict{Site: f.Site, Cycle: f.Cycle, At: f.At, Why: why})
}

// heldBack reports whether a finding has a reason not to be reported. Strict settings let those through whose reason is weak: then the
// finding is one to be looked at.
func (r *Reporter) heldBack(f *Finding) bool {
	if f.Why.Reason == reasons.None {
		if f.Site != nil {
			f.Why = f.Site.Held
		}
		return false
	}
	doubted := f.Site != nil && f.Site.Held.Reason != reasons.None
	if r.res.Reporting.Strict && f.Why.Reason.Weak() && !doubted { // two doubts are too many
		return false
	}
	r.silence(*f, f.Why)
	delete(r.seconds, f.At)
	return true
}

// doubt is what a finding says of itself that would be held back otherwise.
func (r *Reporter) doubt(f Finding) string {
	if f.Why.Reason == reasons.None {
		return ""
	}
	return r.say("report.doubt", " (to be looked at: %s)", r.why(f.Why))
}

// why says in words why something would not be reported. The engine has sentences about the program at hand in English alone; in other
// languages it is what the table says of all programs.
func (r *Reporter) why(s retry.Silence) string {
	switch {
	case r.Language() != wording.English:
		return strings.TrimSuffix(Reason(r.Printer, s.Reason), "。")
	case s.Text == "":
		return s.Reason.Entry().ID
	}
	return s.Text
}

// Reason is what the table says of a reason.
func Reason(p wording.Printer, r reasons.Reason) string {
	e := r.Entry()
	return p.Translate("reason."+e.ID, e.Doc)
}
