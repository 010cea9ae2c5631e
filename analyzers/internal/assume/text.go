package assume

import (
	"go/ast"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

var (
	// A text without these words is none of a 401, a 403 or a 404, but may be one of any other status.
	credentialWord = lexicon.Pattern(`(?i)auth|forbid|denied|permission|credential|(api|access).?key|token`)
	notFoundWord   = lexicon.Pattern(`(?i)not.?found|no such|not exist`)
	// refusal are words by which servers say that a request is wrong: a text without them tells something of the status.
	refusal = lexicon.Pattern(`(?i)invalid|bad|malform|unprocess|unsupported|not allowed|param|argument|client|4xx`)
)

// assumeText restricts an outcome by what is looked for in its error's text. Who looks for the digits of a status takes
// it that there can be one, in an error of whatever type.
func (x *Assumer) assumeText(st *paths.State, v *sym.Value, want bool) ([]*paths.State, bool) {
	if err, status, ok := sym.StatusInText(v); ok {
		id, ok := err.Attempt()
		o := st.Outcome(id)
		if !ok || o == nil || o.Proto == domain.ProtoGRPC {
			return nil, false
		}
		if !want && (!ofPredicate(o) || status == 400) {
			// In a loop it may be anything else that failed; who names 400 has thought of the wrong requests.
			return nil, false
		}
		c := *o
		c.Test, c.Seen = x.Test, true
		if one := codeset.Status(status); want {
			c.Codes = c.Codes.Intersect(one)
		} else {
			c.Codes = c.Codes.Minus(one)
		}
		if c.Codes.Empty() {
			return nil, true
		}
		st.Update(c)
		st.Assume = slices.DeleteFunc(slices.Clone(st.Assume), func(a sym.Assumption) bool {
			return !a.Truth && a.Cond.Op == sym.OpAsOK && x.pkg.CarriesStatus(a.Cond.Typ)
		})
		return []*paths.State{st}, true
	}
	if want || v.Op != sym.OpCall || !functions.TestsText(v.Name) || len(v.Args) != 2 || v.Args[1].Op != sym.OpString {
		return nil, false
	}
	err, ok := sym.TextOfError(v.Args[0])
	if !ok {
		return nil, false
	}
	id, _ := err.Attempt()
	o := st.Outcome(id)
	if o == nil || !ofPredicate(o) {
		return nil, false
	}
	c := *o
	switch word := v.Args[1].Name; {
	case credentialWord().MatchString(word):
		c.Codes = c.Codes.Minus(domain.WantsCredentials)
	case notFoundWord().MatchString(word):
		c.Codes = c.Codes.Minus(codeset.Status(404))
	case refusal().MatchString(word):
		return nil, false
	}
	if c.Codes.Empty() {
		return nil, true
	}
	st.Update(c)
	return []*paths.State{st}, true // an error of every other status can do without the word
}

// ofPredicate reports whether an outcome is what a predicate is asked about.
func ofPredicate(o *paths.Outcome) bool {
	_, isCall := o.Id.Node.(*ast.CallExpr)
	return !isCall
}

// otherText decides whether a text that is made by a format is a constant one that begins otherwise: it is not. Who asks
// all the same whether the error is one of a refusal has thought of refusals, in the way that the API tells them.
func (x *Assumer) otherText(st *paths.State, v *sym.Value, want bool) ([]*paths.State, bool) {
	made, text := v.Args[0], v.Args[1]
	if sym.Unlike(text, made) {
		made, text = text, made
	} else if !sym.Unlike(made, text) {
		return nil, false
	}
	if want {
		return nil, true
	}
	if id, ok := made.Attempt(); ok && (refusal().MatchString(text.Name) || credentialWord().MatchString(text.Name)) {
		if o := st.Outcome(id); o != nil && !o.Named {
			c := *o
			c.Named = true
			st.Update(c)
		}
	}
	return []*paths.State{st}, true
}
