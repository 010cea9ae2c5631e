package site

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// textOfError is the error whose text v is, if it is one.
func textOfError(v *value) (*value, bool) {
	for v.op == opCall && functions.HandsTextOn(v.name) {
		i := slices.IndexFunc(v.args, func(a *value) bool { return a.deps&depOutcome != 0 })
		if i < 0 {
			return nil, false
		}
		if v = v.args[i]; v.typ != nil && (gotypes.IsError(v.typ) || gotypes.ImplementsError(v.typ)) {
			return v, true
		}
	}
	return nil, false
}

var (
	// inText is a text that names one status and has no digits besides.
	inText = pattern(`^[^0-9]*\b([45][0-9][0-9])\b[^0-9]*$`)
	// A text without these words is none of a 401, a 403 or a 404, but may be one of any other status.
	credentialWord = pattern(`(?i)auth|forbid|denied|permission|credential|(api|access).?key|token`)
	notFoundWord   = pattern(`(?i)not.?found|no such|not exist`)
	// refusal are words by which servers say that a request is wrong: a text without them tells something of the status.
	refusal = pattern(`(?i)invalid|bad|malform|unprocess|unsupported|not allowed|param|argument|client|4xx`)
)

// statusInText is the status whose digits a condition looks for in an error's text.
func statusInText(v *value) (err *value, status int, ok bool) {
	if v.op != opCall || !functions.TestsText(v.name) || len(v.args) != 2 || v.args[1].op != opString {
		return nil, 0, false
	}
	m := inText().FindStringSubmatch(v.args[1].name)
	if m == nil {
		return nil, 0, false
	}
	if err, ok = textOfError(v.args[0]); !ok {
		return nil, 0, false
	}
	status, _ = strconv.Atoi(m[1])
	return err, status, true
}

// assumeText restricts an outcome by what is looked for in its error's text. Who looks for the digits of a status takes
// it that there can be one, in an error of whatever type.
func (x *exec) assumeText(st *state, v *value, want bool) ([]*state, bool) {
	if err, status, ok := statusInText(v); ok {
		id, ok := err.attempt()
		o := st.outcome(id)
		if !ok || o == nil || o.proto == domain.ProtoGRPC {
			return nil, false
		}
		if !want && (!ofPredicate(o) || status == 400) {
			// In a loop it may be anything else that failed; who names 400 has thought of the wrong requests.
			return nil, false
		}
		c := *o
		c.test, c.seen = x.test, true
		if one := codeset.Status(status); want {
			c.codes = c.codes.Intersect(one)
		} else {
			c.codes = c.codes.Minus(one)
		}
		if c.codes.Empty() {
			return nil, true
		}
		st.update(c)
		st.assume = slices.DeleteFunc(slices.Clone(st.assume), func(a assumption) bool {
			return !a.truth && a.cond.op == opAsOK && x.carriesStatus(a.cond.typ)
		})
		return []*state{st}, true
	}
	if want || v.op != opCall || !functions.TestsText(v.name) || len(v.args) != 2 || v.args[1].op != opString {
		return nil, false
	}
	err, ok := textOfError(v.args[0])
	if !ok {
		return nil, false
	}
	id, _ := err.attempt()
	o := st.outcome(id)
	if o == nil || !ofPredicate(o) {
		return nil, false
	}
	c := *o
	switch word := v.args[1].name; {
	case credentialWord().MatchString(word):
		c.codes = c.codes.Minus(codeset.Status(401, 403, 407))
	case notFoundWord().MatchString(word):
		c.codes = c.codes.Minus(codeset.Status(404))
	case refusal().MatchString(word):
		return nil, false
	}
	if c.codes.Empty() {
		return nil, true
	}
	st.update(c)
	return []*state{st}, true // an error of every other status can do without the word
}

// ofPredicate reports whether an outcome is what a predicate is asked about.
func ofPredicate(o *outcome) bool {
	_, isCall := o.id.node.(*ast.CallExpr)
	return !isCall
}

// textHolds decides Contains, HasPrefix or HasSuffix of a text that is known, or made by a format of nothing but numbers, and a
// part that is known.
func textHolds(test string, text, part *value) (holds, ok bool) {
	if part.op != opString {
		return false, false
	}
	whole := text.name
	if text.op != opString {
		if text.op != opCall || text.name != "fmt.Sprintf" || len(text.args) == 0 || text.args[0].op != opString || strings.ContainsAny(part.name, "-0123456789") {
			return false, false
		}
		whole = strings.ReplaceAll(text.args[0].name, "%d", "0") // whatever the number, it has no part of this one
		if strings.Contains(whole, "%") {
			return false, false
		}
	}
	switch test {
	case "HasPrefix":
		return strings.HasPrefix(whole, part.name), true
	case "HasSuffix":
		return strings.HasSuffix(whole, part.name), true
	}
	return strings.Contains(whole, part.name), true
}

// unlike reports whether a text that is made by a format cannot be a constant one: it begins otherwise.
func unlike(made, text *value) bool {
	if made.op != opCall || made.name != "fmt.Sprintf" || text.op != opString || len(made.args) == 0 || made.args[0].op != opString {
		return false
	}
	begin, _, _ := strings.Cut(made.args[0].name, "%")
	return !strings.HasPrefix(text.name, begin)
}

// otherText decides whether a text that is made by a format is a constant one that begins otherwise: it is not. Who asks
// all the same whether the error is one of a refusal has thought of refusals, in the way that the API tells them.
func (x *exec) otherText(st *state, v *value, want bool) ([]*state, bool) {
	made, text := v.args[0], v.args[1]
	if unlike(text, made) {
		made, text = text, made
	} else if !unlike(made, text) {
		return nil, false
	}
	if want {
		return nil, true
	}
	if id, ok := made.attempt(); ok && (refusal().MatchString(text.name) || credentialWord().MatchString(text.name)) {
		if o := st.outcome(id); o != nil && !o.named {
			c := *o
			c.named = true
			st.update(c)
		}
	}
	return []*state{st}, true
}
