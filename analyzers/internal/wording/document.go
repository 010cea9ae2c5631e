package wording

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed zh/*.txt
var documents embed.FS

// Document is the documentation of a rule in the language of the printer. The code in it is that of the English one: the other languages have
// a line {1} for the first piece, and so on, and what is reported of it below. A rule that has none in the language is documented in English.
func (p Printer) Document(rule, english string) string {
	if p.lang != Chinese {
		return english
	}
	text, err := documents.ReadFile("zh/" + rule + ".txt")
	if err != nil {
		return english
	}
	var b strings.Builder
	pieces := code(english)
	lines := strings.SplitAfter(string(text), "\n")
	for i, line := range lines {
		n := 0
		if _, err := fmt.Sscanf(line, "{%d}\n", &n); err != nil || n < 1 || n > len(pieces) {
			b.WriteString(line)
			continue
		}
		piece := pieces[n-1]
		if found := i+2 < len(lines) && strings.HasPrefix(lines[i+2], "\t"); found {
			if end := strings.LastIndex(piece, "\n\n"); end >= 0 {
				piece = piece[:end+1]
			}
		}
		b.WriteString(piece)
	}
	return strings.TrimSpace(b.String())
}

// code are the pieces of code in a documentation, with their indentation.
func code(doc string) []string {
	var pieces []string
	open := false
	for line := range strings.Lines(doc + "\n") {
		switch {
		case strings.HasPrefix(line, "\t") && !open:
			pieces, open = append(pieces, line), true
		case strings.HasPrefix(line, "\t") || open && line == "\n":
			pieces[len(pieces)-1] += line
		default:
			open = false
		}
	}
	for i, p := range pieces {
		pieces[i] = strings.TrimRight(p, "\n") + "\n"
	}
	return pieces
}
