// Package spelling says which of the known words somebody may have meant: keys of files, flags, rules, providers, codes.
package spelling

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

const maxNear = 3 // words named in a hint

// Hint is what to say of a word that is none of the known ones: "did you mean nobackoff?" if it is a slip, else all that
// are known. There has to be one.
func Hint(word string, known ...string) string {
	if meant := Meant(word, known...); meant != "" {
		return strings.TrimPrefix(meant, "; ")
	}
	return "known are " + strings.Join(known, ", ")
}

// Meant is the end of a sentence about a word that is none of the known ones, where these are too many to list: "; did you
// mean Do?" if it is a slip, else nothing.
func Meant(word string, known ...string) string {
	near := Nearest(word, slices.Values(known))
	if len(near) == 0 {
		return ""
	}
	return "; did you mean " + strings.Join(near, " or ") + "?"
}

// Nearest returns the words that differ least from the given one, at most three, and none if all differ in more than a
// quarter of it. Case does not count: it is what people remember least.
func Nearest(word string, words iter.Seq[string]) []string {
	word = strings.ToLower(word)
	best := min(max(1, utf8.RuneCountInString(word)/4), utf8.RuneCountInString(word)-1) // something of it has to be right
	var near []string
	for w := range words {
		switch d := distance(word, strings.ToLower(w)); {
		case d < best:
			best, near = d, []string{w}
		case d == best && len(near) < maxNear && !slices.Contains(near, w):
			near = append(near, w)
		}
	}
	return near
}

// distance counts the edits from a to b: characters substituted, inserted or deleted, and neighbours swapped.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	rows := make([][]int, len(s)+1) // rows[i][j] is the distance from s[:i] to t[:j]
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			d := rows[i-1][j-1]
			if s[i-1] != t[j-1] {
				d++
			}
			d = min(d, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(s)][len(t)]
}
