package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/retryvet/retryvet/cmd/retryvet/internal/driver"
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

// progress tells a person at a terminal how many packages are done, and which is at hand, from the second second on.
type progress struct {
	mu       sync.Mutex
	out      io.Writer
	width    int // of the terminal, 0 if it is not known
	packages int
	rest     []byte // of a line
	text     string // what there is to say
	shown    string // what was said
	over     bool
}

func (a *app) newProgress() *progress {
	if !isTerminal(a.stderr) {
		return nil
	}
	p := &progress{out: a.stderr, text: "looking for packages"}
	p.width, _, _ = term.GetSize(int(a.stderr.(*os.File).Fd()))
	time.AfterFunc(time.Second, p.show)
	return p
}

// show says what there is to say, and does so again in a moment.
func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.over {
		return
	}
	if text := []rune(p.text); p.text != p.shown {
		p.shown = p.text
		if p.width > 0 && len(text) >= p.width {
			text = append(text[:p.width-2], '…')
		}
		fmt.Fprintf(p.out, "\r\x1b[K%s", string(text))
	}
	time.AfterFunc(200*time.Millisecond, p.show)
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
			p.text = fmt.Sprintf("%d packages analyzed", p.packages)
		}
		p.rest = rest
	}
	return len(data), nil
}

// tell notes how many of the packages are done.
func (p *progress) tell(now driver.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = fmt.Sprintf("%d of %d packages analyzed", now.Done, now.Packages)
	if now.AtHand != "" {
		p.text += "; at hand: " + now.AtHand
	}
}

// done takes the line away.
func (p *progress) done() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.over = true
	if p.shown != "" {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
