package main

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/retryvet/retryvet/catalog"
)

// described is the row of a code that has a name: its meaning is what is said of it, or the name in words.
func described(name, words string, code catalog.Code, text string) draftRow {
	r := draftRow{name: name, code: code}
	r.say(text, words)
	return r
}

// say gives a row its meaning, in the language that it is in; a name is in English.
func (r *draftRow) say(text, name string) {
	if strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) }) {
		r.zh, text = text, ""
	}
	r.en = cmp.Or(text, inWords(name), r.zh, r.code.Text())
}

// inWords is a name as a sentence: "Lock timeout" for ErrorCodeLockTimeout without its prefix, or for lock_timeout; what is written in
// capitals within it stays so.
func inWords(name string) string {
	var words []string
	var word []rune
	shout := !strings.ContainsFunc(name, unicode.IsLower)
	flush := func() {
		if w := string(word); w != "" {
			if shout || len(word) == 1 || strings.ToUpper(w) != w {
				w = strings.ToLower(w)
			}
			words, word = append(words, w), nil
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		begins := unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case begins:
			flush()
		}
		word = append(word, r)
	}
	flush()
	return cmp.Or(capital(strings.Join(words, " ")), name)
}

// capital is a text with a capital at its beginning.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// firstSentence is the first sentence of a comment, on one line and without its full stop.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(strings.Join(strings.Fields(text), " "), ". ")
	return strings.TrimSuffix(text, ".")
}
