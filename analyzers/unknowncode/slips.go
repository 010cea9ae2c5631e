package unknowncode

import (
	"go/ast"
	"go/types"
	"strings"
	"unicode/utf8"

	"github.com/retryvet/retryvet/catalog"
)

// slips are the codes that a code is a slip of although those of its scheme stand side by side: a long word with a letter that is wrong,
// missing or one too many; or a number with a digit written twice, where all that the same decision compares beside it is of the group of
// the code that is meant.
func (x *replacing) slips(c *comparison) (out []catalog.Entry) {
	if !fits(c.Provider, c) {
		return nil
	}
	for _, e := range c.Provider.Nearest(c.Code) {
		if s, _ := c.Provider.Scheme(e.Scheme); !s.Dense || c.Scheme != "" && e.Scheme != c.Scheme {
			continue
		}
		if c.Code.IsString() && misspelt(c.Code.Text(), e.Code.Text()) || twice(c.Code.Text(), e.Code.Text()) && x.together(c, e) {
			out = append(out, e)
		}
	}
	return out
}

// leastWord is how many letters a text has of which no other is a neighbour by accident.
const leastWord = 8

// misspelt reports whether a text, one edit away from a code of words, is that code misspelt: not one of another number (user, users), nor
// with its words written apart or together, nor one of so few letters that it may be another word.
func misspelt(text, code string) bool {
	if utf8.RuneCountInString(code) < leastWord || utf8.RuneCountInString(text) < leastWord || strings.ContainsAny(text+code, "0123456789") {
		return false
	}
	words, of := strings.Split(text, "_"), strings.Split(code, "_")
	if len(words) != len(of) {
		return false
	}
	for i := range words {
		if strings.TrimSuffix(words[i], "s") == strings.TrimSuffix(of[i], "s") && words[i] != of[i] {
			return false
		}
	}
	return true
}

// twice reports whether a number is a code with one of its digits written twice.
func twice(number, code string) bool {
	if len(number) != len(code)+1 {
		return false
	}
	for i := 1; i < len(number); i++ {
		if number[i] == number[i-1] && number[:i]+number[i+1:] == code {
			return number[i] >= '0' && number[i] <= '9'
		}
	}
	return false
}

// together reports whether the decision that a comparison is part of compares with other codes beside, all of the group of an entry, and not with
// that itself.
func (x *replacing) together(c *comparison, meant catalog.Entry) bool {
	at := decision(x.r.Enclosing(c.Node))
	if at == nil || meant.Group == "" {
		return false
	}
	_, list := at.(*ast.CompositeLit)
	others := 0
	for _, t := range x.tests(at) {
		if t.code == c.Code.String() || !list && t.subject != types.ExprString(ast.Unparen(c.Subject)) {
			continue
		}
		e, known := lookup(c.Provider, t.code)
		if !known || e.Group != meant.Group || e.Code == meant.Code {
			return false
		}
		others++
	}
	return others > 0
}

// lookup is the row of a code as a program writes it.
func lookup(p *catalog.Provider, written string) (catalog.Entry, bool) {
	for e := range p.Entries() {
		if e.Code.String() == written {
			return e, true
		}
	}
	return catalog.Entry{}, false
}
