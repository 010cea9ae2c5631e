// Package filed reads in each round what it sends: a file that it names is the same one each time, and what comes next over a reader is not.
package filed

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type client struct{ http *http.Client }

// whole reads the file again for each attempt.
func (c *client) whole(ctx context.Context, url, name string) error {
	var last error
	for n := range 4 {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if last = c.put(ctx, url, text); last == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return last
}

// target reads from a file where to send it.
func (c *client) target(ctx context.Context, name string, text []byte) error {
	for n := range 4 {
		err := c.named(ctx, name, text)
		if err == nil { // want `retries 400, 401 and 403 `
			return nil
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

func (c *client) named(ctx context.Context, name string, text []byte) error {
	url, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return c.put(ctx, string(url), text)
}

// signed reads the token from a file, which somebody else keeps fresh: what a token is asked for may work the next time.
func (c *client) signed(ctx context.Context, url, name string) error {
	for n := range 4 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		token, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+string(token))
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusServiceUnavailable {
			return nil
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return errors.New("gave up")
}

// lines sends the lines of a file, each of them once.
func (c *client) lines(ctx context.Context, url, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var failed []string
	for r := bufio.NewReader(f); ; {
		line, err := r.ReadString('\n')
		if err != nil {
			break
		}
		if err := c.put(ctx, url, []byte(line)); err != nil {
			failed = append(failed, line)
		}
	}
	return errors.New(strings.Join(failed, ""))
}

// folder sends the files of a folder, each of them once.
func (c *client) folder(ctx context.Context, url, name string) error {
	entries, err := os.ReadDir(name)
	if err != nil {
		return err
	}
	var failed []string
	for i := 0; i < len(entries); i++ {
		text, err := os.ReadFile(filepath.Join(name, entries[i].Name()))
		if err != nil {
			return err
		}
		if err := c.put(ctx, url, text); err != nil {
			failed = append(failed, entries[i].Name())
		}
	}
	return errors.New(strings.Join(failed, " "))
}

// inbox sends the first file of a folder and removes it, and then the one that is first by then.
func (c *client) inbox(ctx context.Context, url, name string) error {
	for {
		entries, err := os.ReadDir(name)
		if err != nil || len(entries) == 0 {
			return err
		}
		path := filepath.Join(name, entries[0].Name())
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := c.put(ctx, url, text); err != nil {
			_ = os.Rename(path, path+".failed")
			continue
		}
		_ = os.Remove(path)
	}
}

// stdin asks the user for the password until it is right.
func (c *client) stdin(ctx context.Context, url string) error {
	in := bufio.NewReader(os.Stdin)
	for range 3 {
		word, err := in.ReadString('\n')
		if err != nil {
			return err
		}
		if err := c.put(ctx, url, []byte(word)); err == nil {
			return nil
		}
	}
	return errors.New("wrong")
}

func (c *client) put(ctx context.Context, url string, text []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, bytes.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func rest(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << n):
		return nil
	}
}
