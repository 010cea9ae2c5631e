package sym

import (
	"slices"
	"strconv"

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
