package catalog

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/retryvet/retryvet/catalog/strictyaml"
)

// Code is an error code as it appears on the wire. Its type is part of it: the number 429 and the string "429" are
// different codes, and comparing one with the other is never true. Codes are comparable with ==; the zero Code is no
// code at all.
type Code struct {
	kind codeKind
	num  int64
	text string
}

type codeKind uint8

const (
	kindNone codeKind = iota
	kindInt
	kindString
)

// Int returns the numeric code n.
func Int(n int64) Code { return Code{kind: kindInt, num: n} }

// String returns the string code s.
func String(s string) Code { return Code{kind: kindString, text: s} }

// IsString reports whether c is a string code.
func (c Code) IsString() bool { return c.kind == kindString }

// Int returns the value of a numeric code, and 0 for a string code.
func (c Code) Int() int64 { return c.num }

// Text returns the bare code: 429 for the number 429 and for the string "429".
func (c Code) Text() string {
	switch c.kind {
	case kindInt:
		return strconv.FormatInt(c.num, 10)
	case kindString:
		return c.text
	}
	return ""
}

// String returns the code as Go and JSON write it, string codes quoted: 429 or "429".
func (c Code) String() string {
	if c.kind == kindString {
		return strconv.Quote(c.text)
	}
	return c.Text()
}

// MarshalText returns c.String(), which tells the two types apart. The zero Code is an error.
func (c Code) MarshalText() ([]byte, error) {
	if c.kind == kindNone {
		return nil, fmt.Errorf("no code")
	}
	return []byte(c.String()), nil
}

// UnmarshalText is the inverse of MarshalText.
func (c *Code) UnmarshalText(text []byte) error {
	s := string(text)
	if unquoted, err := strconv.Unquote(s); err == nil && s[0] == '"' {
		*c = String(unquoted)
		return nil
	}
	n, err := parseInt(s)
	if err == nil {
		*c = Int(n)
	}
	return err
}

// parseInt reads a numeric code, refusing every spelling but the one Int prints: 010 is 8 to some readers and 10 to others.
func parseInt(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, fmt.Errorf("%s does not fit 64 bits", strictyaml.Clip(s))
	case err != nil || strconv.FormatInt(n, 10) != s:
		return 0, fmt.Errorf("%s is not a plain decimal integer; quote it if the code is a string", strictyaml.Clip(s))
	}
	return n, nil
}

// compare orders numbers by value, then strings.
func (c Code) compare(d Code) int {
	return cmp.Or(cmp.Compare(c.kind, d.kind), cmp.Compare(c.num, d.num), cmp.Compare(c.text, d.text))
}

// oneEdit reports whether a becomes b by exactly one edit: a character substituted, inserted or deleted, or two
// neighbours swapped.
func oneEdit(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		if i == len(a) {
			return false // equal
		}
		swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
		return swapped || string(a[i+1:]) == string(b[i+1:])
	case 1:
		return string(a[i:]) == string(b[i+1:])
	}
	return false
}
