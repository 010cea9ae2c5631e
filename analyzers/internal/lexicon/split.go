package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words are the words of an identifier, in lower case: where the case changes, at underscores and between letters and digits. An
// initialism is one word (HTTPStatus is http and status), with its plural (URLs), and so are the few words that are written in
// mixed case (OAuth2Token is oauth, 2 and token). Other text has words, too: whatever is no letter or digit stands between them.
func Words(name string) []string {
	s := split(name, nil, nil)
	if len(s.spans) == 0 {
		return nil
	}
	out := make([]string, len(s.spans))
	for i, w := range s.spans {
		out[i] = string(s.text[w.from:w.to])
	}
	return out
}

// A span is a word, in the text of its splitting.
type span struct {
	from, to int
	apart    bool // from the word before it: more than an underscore or a hyphen stands between them
}

// A splitting holds the words of a name, one behind the other, so that the words that are written together elsewhere are one piece.
type splitting struct {
	text  []byte
	spans []span
}

// mixed are words with a capital in the middle.
var mixed = [...]string{"OAuth", "oAuth", "ETag", "gRPC", "mTLS"}

type class uint8

const (
	other class = iota
	lower
	upper
	digit
)

func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z':
		return lower
	case 'A' <= r && r <= 'Z':
		return upper
	case '0' <= r && r <= '9':
		return digit
	case r < utf8.RuneSelf:
		return other
	case unicode.IsUpper(r) && unicode.ToLower(r) != r:
		return upper
	case unicode.IsLetter(r):
		return lower
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

// split cuts a name into words; what it appends to need not be empty-handed: a short name then costs no memory.
func split(name string, text []byte, spans []span) splitting {
	s := splitting{text[:0], spans[:0]}
	before, open, apart := other, false, false
	for i := 0; i < len(name); {
		r, size := rune(name[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(name[i:])
		}
		c := classOf(r)
		if c == other {
			open, apart = false, apart || r != '_' && r != '-'
			before = c
			i += size
			continue
		}
		if !open || begins(before, c, name[i+size:]) {
			s.spans = append(s.spans, span{from: len(s.text), apart: apart && len(s.spans) > 0})
			open, apart = true, false
			if word := mixedWord(name[i:]); word != "" {
				s.text = append(s.text, strings.ToLower(word)...)
				s.spans[len(s.spans)-1].to = len(s.text)
				before = lower
				i += len(word)
				continue
			}
		}
		if r < utf8.RuneSelf {
			if c == upper {
				r += 'a' - 'A'
			}
			s.text = append(s.text, byte(r))
		} else {
			s.text = utf8.AppendRune(s.text, unicode.ToLower(r))
		}
		s.spans[len(s.spans)-1].to = len(s.text)
		before = c
		i += size
	}
	return s
}

// begins reports whether a rune of class c begins a word behind one of class before; rest is what follows it.
func begins(before, c class, rest string) bool {
	switch {
	case (before == digit) != (c == digit):
		return true
	case c != upper:
		return false
	case before == lower:
		return true
	}
	// The last capital of several begins a word, unless what follows is the plural of an initialism: URLs, IDsOf.
	next, size := utf8.DecodeRuneInString(rest)
	if classOf(next) != lower {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[size:])
	return next != 's' || classOf(after) == lower
}

// mixedWord is the word of mixed case with which a name begins; empty if there is none.
func mixedWord(name string) string {
	for _, word := range mixed {
		if strings.HasPrefix(name, word) {
			if next, _ := utf8.DecodeRuneInString(name[len(word):]); classOf(next) != lower {
				return word
			}
		}
	}
	return ""
}
