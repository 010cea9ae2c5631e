// Package messages writes about each turn of a request.
package messages

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

type printer interface {
	Enabled() bool
	Print(args ...any)
}

type client struct {
	http    *http.Client
	url     string
	name    string
	debug   bool
	verbose bool
	out     printer
	most    int
	failed  bool
}

// quoted makes texts of what may not be printed.
func quoted(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			out[i] = fmt.Sprintf("%q", a)
		case []byte:
			out[i] = fmt.Sprintf("%q", string(a))
		case error:
			if a != nil {
				out[i] = fmt.Sprintf("%q", a.Error())
			} else {
				out[i] = "none"
			}
		default:
			out[i] = a
		}
	}
	return out
}

// debugf writes a message, if somebody wants to read it.
func (c *client) debugf(format string, args ...any) {
	if !c.debug {
		return
	}
	text := fmt.Sprintf(format, quoted(args)...)
	if c.verbose {
		text = strings.ToUpper(text)
	}
	if strings.Contains(text, "secret") {
		text = "secret"
	}
	if c.out != nil && c.out.Enabled() {
		c.out.Print(text)
		return
	}
	if len(text) > 1000 {
		text = text[:1000]
	}
	fmt.Fprintln(os.Stderr, text)
}

func (c *client) once(ctx context.Context, tries int, in, out any) error {
	var err error
	body, err := json.Marshal(in)
	c.debugf("%s: body %s, %v", c.name, body, err)
	if err != nil {
		c.debugf("%s: not written: %v", c.name, err)
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, c.url, bytes.NewReader(body))
	if err != nil {
		c.debugf("%s: no request: %v", c.name, err)
		return err
	}
	resp, err := c.http.Do(req)
	c.debugf("%s: answer %v, %v", c.name, resp != nil, err)
	if err != nil {
		c.debugf("%s: not sent: %v", c.name, err)
		return err
	}
	defer resp.Body.Close()
	c.debugf("%s: status %d", c.name, resp.StatusCode)
	c.debugf("%s: header Age is %s, of %v", c.name, resp.Header.Get("Age"), err)
	c.debugf("%s: header Allow is %s, of %v", c.name, resp.Header.Get("Allow"), err)
	c.debugf("%s: header Cache-Control is %s, of %v", c.name, resp.Header.Get("Cache-Control"), err)
	c.debugf("%s: header Connection is %s, of %v", c.name, resp.Header.Get("Connection"), err)
	c.debugf("%s: header Content-Encoding is %s, of %v", c.name, resp.Header.Get("Content-Encoding"), err)
	c.debugf("%s: header Content-Language is %s, of %v", c.name, resp.Header.Get("Content-Language"), err)
	c.debugf("%s: header Content-Length is %s, of %v", c.name, resp.Header.Get("Content-Length"), err)
	c.debugf("%s: header Content-Type is %s, of %v", c.name, resp.Header.Get("Content-Type"), err)
	c.debugf("%s: header Date is %s, of %v", c.name, resp.Header.Get("Date"), err)
	c.debugf("%s: header ETag is %s, of %v", c.name, resp.Header.Get("ETag"), err)
	c.debugf("%s: header Expires is %s, of %v", c.name, resp.Header.Get("Expires"), err)
	c.debugf("%s: header Last-Modified is %s, of %v", c.name, resp.Header.Get("Last-Modified"), err)
	c.debugf("%s: header Link is %s, of %v", c.name, resp.Header.Get("Link"), err)
	c.debugf("%s: header Location is %s, of %v", c.name, resp.Header.Get("Location"), err)
	c.debugf("%s: header Pragma is %s, of %v", c.name, resp.Header.Get("Pragma"), err)
	c.debugf("%s: header Server is %s, of %v", c.name, resp.Header.Get("Server"), err)
	c.debugf("%s: header Trailer is %s, of %v", c.name, resp.Header.Get("Trailer"), err)
	c.debugf("%s: header Upgrade is %s, of %v", c.name, resp.Header.Get("Upgrade"), err)
	c.debugf("%s: header Vary is %s, of %v", c.name, resp.Header.Get("Vary"), err)
	c.debugf("%s: header Via is %s, of %v", c.name, resp.Header.Get("Via"), err)
	c.debugf("%s: header Warning is %s, of %v", c.name, resp.Header.Get("Warning"), err)
	c.debugf("%s: header X-Request-Id is %s, of %v", c.name, resp.Header.Get("X-Request-Id"), err)
	text, err := io.ReadAll(resp.Body)
	c.debugf("%s: part 0 of %s, %v", c.name, text, err)
	c.debugf("%s: part 1 of %s, %v", c.name, text, err)
	c.debugf("%s: part 2 of %s, %v", c.name, text, err)
	c.debugf("%s: part 3 of %s, %v", c.name, text, err)
	c.debugf("%s: part 4 of %s, %v", c.name, text, err)
	c.debugf("%s: part 5 of %s, %v", c.name, text, err)
	c.debugf("%s: part 6 of %s, %v", c.name, text, err)
	c.debugf("%s: part 7 of %s, %v", c.name, text, err)
	c.debugf("%s: part 8 of %s, %v", c.name, text, err)
	c.debugf("%s: part 9 of %s, %v", c.name, text, err)
	c.debugf("%s: part 10 of %s, %v", c.name, text, err)
	c.debugf("%s: part 11 of %s, %v", c.name, text, err)
	if err != nil {
		c.debugf("%s: not read: %v", c.name, err)
		return err
	}
	if resp.StatusCode >= 300 {
		c.debugf("%s: refused: %s", c.name, resp.Status)
		return fmt.Errorf("status %d: %s", resp.StatusCode, text)
	}
	err = json.Unmarshal(text, out)
	c.debugf("%s: decoded: %v", c.name, err)
	return err
}

func (c *client) put(ctx context.Context, in, out any) error {
	var last error
	for n := 0; n < c.most; n++ {
		c.debugf("%s: attempt %d", c.name, n)
		err := c.once(ctx, n, in, out)
		if err == nil { // want `retries 400, 401 and 403 \(300 and above`
			return nil
		}
		last = err
		c.debugf("%s: attempt %d failed: %v", c.name, n, err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return last
}

// note writes a message too, and has more to say: what is asked for behind it.
func (c *client) note(format string, args ...any) {
	c.debugf(format, args...)
	c.failed = true
}

// What note has noted ends the rounds.
func (c *client) putUntilNoted(ctx context.Context, in, out any) error {
	for {
		c.failed = false
		err := c.once(ctx, 0, in, out)
		if err == nil {
			return nil
		}
		c.note("%s: %v", c.name, err)
		if c.failed {
			return err
		}
	}
}

// must writes a message, and does not return.
func must(text string, err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, text, err)
		os.Exit(1)
	}
}

func (c *client) putOrEnd(ctx context.Context, in, out any) {
	for {
		err := c.once(ctx, 0, in, out)
		must("not put", err)
		if err == nil {
			return
		}
	}
}

// Only what may pass is tried again.
func (c *client) get(ctx context.Context) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			c.debugf("%s: not sent: %v", c.name, err)
			return nil, err
		}
		if resp.StatusCode < 500 || n == c.most {
			c.debugf("%s: status %d", c.name, resp.StatusCode)
			return resp, nil
		}
		resp.Body.Close()
		c.debugf("%s: again after %d", c.name, resp.StatusCode)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
}

// Lists of themselves, and tables.
type (
	tree  []tree
	nodes map[string]nodes
)

func (c *client) grown(t tree, n nodes) {
	if c.debug && len(t)+len(n) > 0 {
		fmt.Fprintln(os.Stderr, len(t), len(n))
	}
}

func depth(t tree) int {
	most := 0
	for _, below := range t {
		most = max(most, depth(below))
	}
	return most + 1
}

func (c *client) getTree(ctx context.Context) (tree, error) {
	for n := 0; ; n++ {
		resp, err := c.get(ctx)
		if err != nil {
			return nil, err
		}
		var t tree
		err = json.NewDecoder(resp.Body).Decode(&t)
		resp.Body.Close()
		c.grown(t, nil)
		if err != nil || resp.StatusCode >= 300 {
			return nil, fmt.Errorf("no tree: %s, %w", resp.Status, err)
		}
		if depth(t) > 1 {
			return t, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
}
