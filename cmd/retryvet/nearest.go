package main

import (
	"iter"
	"slices"
)

const maxNear = 3 // words named in a hint

// nearest returns the words that differ least from the given one, at most three, and none if all differ in more than a
// quarter of it.
func nearest(word string, words iter.Seq[string]) []string {
	best := max(1, len(word)/4)
	var near []string
	for w := range words {
		switch d := distance(word, w); {
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
