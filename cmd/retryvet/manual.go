package main

import (
	"fmt"
	"io"
	"strings"
)

// writeManual writes the text of the command help as a manual page: the same words, in the macros of man(7).
func writeManual(out io.Writer, text string, rules []jsonRule) error {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH RETRYVET 1 \"\" \"retryvet %s\"\n.SH NAME\nretryvet \\- find faulty retries in Go\n", roff(moduleVersion()))
	intro, rest, _ := strings.Cut(text, "\nUsage:\n\n")
	usage, rest, _ := strings.Cut(rest, "\n\nFlags may stand before or after the arguments:\n\n")
	flags, ending, _ := strings.Cut(rest, "\n\n")
	b.WriteString(".SH SYNOPSIS\n")
	entries(&b, usage)
	b.WriteString(".SH DESCRIPTION\n" + roff(strings.TrimSpace(intro)) + "\n.SH OPTIONS\nFlags may stand before or after the arguments.\n")
	entries(&b, flags)
	for part := range strings.SplitSeq(strings.TrimSpace(ending), "\n\n") {
		if after, ok := strings.CutPrefix(part, "Exit status: "); ok {
			b.WriteString(".SH EXIT STATUS\n" + roff(after) + "\n")
		} else {
			b.WriteString(".PP\n" + roff(part) + "\n")
		}
	}
	b.WriteString(".SH RULES\n")
	for _, r := range rules {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(r.Rule), roff(r.Summary))
	}
	b.WriteString(".SH FILES\n.TP\n.B .retryvet.yaml\nthe configuration, looked for upward from each package to the root of its module\n.SH SEE ALSO\n.BR go (1)\n")
	_, err := io.WriteString(out, b.String())
	return err
}

// entries are lines of two columns, the second of which may go on below.
func entries(b *strings.Builder, lines string) {
	for line := range strings.SplitSeq(lines, "\n") {
		entry, about, two := strings.Cut(strings.TrimPrefix(line, "  "), "  ")
		switch {
		case strings.HasPrefix(line, "     "):
			b.WriteString(roff(strings.TrimSpace(line)) + "\n")
		case two:
			fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(entry), roff(strings.TrimSpace(about)))
		}
	}
}

// roff escapes what a formatter would take for a request, an escape or a hyphen.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
