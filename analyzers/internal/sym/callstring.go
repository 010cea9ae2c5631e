package sym

import (
	"go/token"
	"strconv"
	"strings"
)

// A CallString is the calls that lead from a root to a place in the program as it runs: empty for the root itself, longer by one
// for each function that is followed. Two places with the same call string are reached in the same way.
type CallString string

// Call is the call string within the function that is called at pos.
func (c CallString) Call(pos token.Pos) CallString {
	return c + ">" + CallString(strconv.Itoa(int(pos)))
}

// Beside is the call string within a function literal at pos that runs beside the path, and not as a part of it.
func (c CallString) Beside(pos token.Pos) CallString {
	return c + "~" + CallString(strconv.Itoa(int(pos)))
}

// Leads reports whether d is reached from c by one call or more; beside says whether those that run beside the path count.
func (c CallString) Leads(d CallString, beside bool) bool {
	rest, ok := strings.CutPrefix(string(d), string(c))
	return ok && rest != "" && (rest[0] == '>' || beside && rest[0] == '~')
}

// From is what c has beyond begin; c itself if it does not begin so.
func (c CallString) From(begin CallString) CallString {
	return CallString(strings.TrimPrefix(string(c), string(begin)))
}

// Calls are the places of the calls, the first one first.
func (c CallString) Calls() []token.Pos {
	var out []token.Pos
	for part := range strings.FieldsFuncSeq(string(c), func(r rune) bool { return r == '>' || r == '~' }) {
		if n, err := strconv.Atoi(part); err == nil {
			out = append(out, token.Pos(n))
		}
	}
	return out
}
