package sym

import (
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
)

// TextOfError is the error whose text v is, if it is one.
func TextOfError(v *Value) (*Value, bool) {
	for v.Op == OpCall && functions.HandsTextOn(v.Name) {
		i := slices.IndexFunc(v.Args, func(a *Value) bool { return a.Deps&DepOutcome != 0 })
		if i < 0 {
			return nil, false
		}
		if v = v.Args[i]; v.Typ != nil && (gotypes.IsError(v.Typ) || gotypes.ImplementsError(v.Typ)) {
			return v, true
		}
	}
	return nil, false
}

// inText is a text that names one status and has no digits besides.
var inText = lexicon.Pattern(`^[^0-9]*\b([45][0-9][0-9])\b[^0-9]*$`)

// StatusInText is the status whose digits a condition looks for in an error's text.
func StatusInText(v *Value) (err *Value, status int, ok bool) {
	if v.Op != OpCall || !functions.TestsText(v.Name) || len(v.Args) != 2 || v.Args[1].Op != OpString {
		return nil, 0, false
	}
	m := inText().FindStringSubmatch(v.Args[1].Name)
	if m == nil {
		return nil, 0, false
	}
	if err, ok = TextOfError(v.Args[0]); !ok {
		return nil, 0, false
	}
	status, _ = strconv.Atoi(m[1])
	return err, status, true
}

// TextHolds decides Contains, HasPrefix or HasSuffix of a text that is known, or made by a format of nothing but numbers, and a
// part that is known.
func TextHolds(test string, text, part *Value) (holds, ok bool) {
	if part.Op != OpString {
		return false, false
	}
	whole := text.Name
	if text.Op != OpString {
		if text.Op != OpCall || text.Name != "fmt.Sprintf" || len(text.Args) == 0 || text.Args[0].Op != OpString || strings.ContainsAny(part.Name, "-0123456789") {
			return false, false
		}
		whole = strings.ReplaceAll(text.Args[0].Name, "%d", "0") // whatever the number, it has no part of this one
		if strings.Contains(whole, "%") {
			return false, false
		}
	}
	switch test {
	case "HasPrefix":
		return strings.HasPrefix(whole, part.Name), true
	case "HasSuffix":
		return strings.HasSuffix(whole, part.Name), true
	}
	return strings.Contains(whole, part.Name), true
}

// Unlike reports whether a text that is made by a format cannot be a constant one: it begins otherwise.
func Unlike(made, text *Value) bool {
	if made.Op != OpCall || made.Name != "fmt.Sprintf" || text.Op != OpString || len(made.Args) == 0 || made.Args[0].Op != OpString {
		return false
	}
	begin, _, _ := strings.Cut(made.Args[0].Name, "%")
	return !strings.HasPrefix(text.Name, begin)
}
