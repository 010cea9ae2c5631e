package retry

import (
	"fmt"
	"go/ast"

	"github.com/retryvet/retryvet/analyzers/internal/reasons"
)

// A Silence is why nothing is reported of a retry.
type Silence struct {
	Reason reasons.Reason // None if nothing silences it
	At     ast.Node       // what the reason is about; may be nil
	Text   string         // with the user's values; "" where the table says it all
}

// because is a silence with a sentence.
func because(r reasons.Reason, at ast.Node, format string, args ...any) Silence {
	return Silence{r, at, fmt.Sprintf(format, args...)}
}

// A Way is how an attempt is made again.
type Way struct {
	Attempt *ast.CallExpr
	Via     ast.Node
	Entry   *ast.CallExpr // by which a caller gave the attempt to the function that goes round; may be nil
}

// way is that of the site.
func (s *Site) way() Way { return Way{s.Attempt, s.Node, s.Entry} }

func (c *Cycle) way() Way { return Way{c.Attempt, c.Node, c.Entry} }

// drop notes why a way is none that the rules are told of, or why they are told less of it.
func (x *History) drop(w Way, s Silence) {
	x.silences[w] = append(x.silences[w], s)
}

// holds reports whether a silence keeps the rules from hearing of a way; strict settings let those through that rest on a name or on what
// was not understood, if it is the only such reason. held is then what findings have to say for themselves.
func (x *History) holds(w Way, s Silence, held *Silence) bool {
	if s.Reason == reasons.None {
		return false
	}
	again := held.Reason == s.Reason && held.At == s.At
	if x.Options.Reporting.Strict && s.Reason.Weak() && (again || held.Reason == reasons.None) { // two doubts are too many
		if !again {
			*held = s
		}
		return false
	}
	x.drop(w, s)
	return true
}
