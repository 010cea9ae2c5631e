package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colours reports whether the results are read by a person who likes colours; see no-color.org.
func (a *app) colours() bool {
	return isTerminal(a.stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// width is how many characters a line of the terminal has, 0 if the results are read by a program.
func (a *app) width() int {
	f, ok := a.stdout.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// progress tells a person at a terminal how many packages are done, from the third second on.
type progress struct {
	mu       sync.Mutex
	out      io.Writer
	start    time.Time
	last     time.Time
	packages int
	rest     []byte // of a line
	shown    bool
}

func (a *app) newProgress() *progress {
	if !isTerminal(a.stderr) {
		return nil
	}
	return &progress{out: a.stderr, start: time.Now()}
}

// Write counts the objects that go vet -json prints, one a package.
func (p *progress) Write(data []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rest = append(p.rest, data...)
	for {
		line, rest, ok := bytes.Cut(p.rest, []byte("\n"))
		if !ok {
			break
		}
		if text := string(bytes.TrimSuffix(line, []byte("\r"))); text == "}" || text == "{}" {
			p.packages++
		}
		p.rest = rest
	}
	if now := time.Now(); now.Sub(p.start) > 2*time.Second && now.Sub(p.last) > 200*time.Millisecond {
		p.last, p.shown = now, true
		fmt.Fprintf(p.out, "\r%d packages analyzed", p.packages)
	}
	return len(data), nil
}

// tell says how many of the packages are done.
func (p *progress) tell(done, packages int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.last) > 200*time.Millisecond {
		p.last, p.shown = now, true
		fmt.Fprintf(p.out, "\r%d of %d packages analyzed", done, packages)
	}
}

// done takes the line away.
func (p *progress) done() {
	if p != nil && p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
