package texttest

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// mostTexts is up to how many texts an expression is written out.
const mostTexts = 200

// digitsOf are the numbers that a regular expression matches, if those are all that it matches: with borders around them, and spaces.
func digitsOf(expr string) []string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	texts, ok := textsOf(re)
	if !ok || slices.ContainsFunc(texts, func(s string) bool { return !onlyDigits(s) }) {
		return nil
	}
	for i, s := range texts {
		texts[i] = strings.TrimSpace(s)
	}
	return texts
}

// onlyDigits reports whether a text is a number that statuses and codes are as long as.
func onlyDigits(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) >= 3 && len(s) <= 5 && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// textsOf are all texts that an expression matches; false if there are too many, or it looks at more than texts.
func textsOf(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{string(re.Rune)}, true
	case syntax.OpCapture:
		return textsOf(re.Sub[0])
	case syntax.OpCharClass:
		var texts []string
		for i := 0; i < len(re.Rune); i += 2 {
			if re.Rune[i+1]-re.Rune[i] > mostTexts {
				return nil, false
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				texts = append(texts, string(r))
			}
		}
		return texts, len(texts) <= mostTexts
	case syntax.OpStar, syntax.OpPlus: // of spaces, say
		texts, ok := textsOf(re.Sub[0])
		if !ok || slices.ContainsFunc(texts, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			return nil, false
		}
		return []string{""}, true
	case syntax.OpAlternate:
		var texts []string
		for _, sub := range re.Sub {
			more, ok := textsOf(sub)
			if texts = append(texts, more...); !ok || len(texts) > mostTexts {
				return nil, false
			}
		}
		return texts, true
	case syntax.OpConcat:
		texts := []string{""}
		for _, sub := range re.Sub {
			ends, ok := textsOf(sub)
			if !ok || len(texts)*len(ends) > mostTexts {
				return nil, false
			}
			var longer []string
			for _, s := range texts {
				for _, end := range ends {
					longer = append(longer, s+end)
				}
			}
			texts = longer
		}
		return texts, true
	}
	return nil, false
}
