// Package responses leaves responses open between two attempts, or closes them.
package responses

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"
	"time"
)

var errGone = errors.New("gone")

type client struct {
	http  *http.Client
	tries int
}

// The response is dropped.
func (c *client) dropped(url string) (*http.Response, error) {
	for range c.tries {
		resp, err := c.http.Get(url) // want `the response is not closed before the next attempt \(line 26\), which leaks its connection; drain and close it first`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 503 {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGone
}

func worthRetry(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode == 429 || resp.StatusCode >= 500
}

// A predicate looks at it.
func (c *client) judged(req *http.Request) (resp *http.Response, err error) {
	for i := 0; i < c.tries; i++ {
		resp, err = c.http.Do(req) // want `is not closed before the next attempt`
		if !worthRetry(resp, err) {
			break
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

// Only one of two ways round closes it.
func (c *client) half(url string) error {
	for range c.tries {
		resp, err := c.http.Get(url) // want `is not closed before the next attempt`
		if err != nil {
			continue
		}
		if resp.StatusCode == 429 {
			time.Sleep(time.Minute)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return errGone
}

// Closed when the function returns.
func (c *client) late(url string) error {
	for range c.tries {
		resp, err := c.http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close() // want `defer closes the response \(sent at line 77\) when the function returns, not before the next attempt; close it in the loop`
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// Left open where the wait is cut short.
func (c *client) cut(ctx context.Context, url string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := range c.tries {
		if i > 0 && resp != nil {
			resp.Body.Close()
		}
		resp, err = c.http.Get(url)
		if err == nil && resp.StatusCode < 500 {
			break
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return nil, ctx.Err() // want `the response of the first attempt \(sent at line 98\) is not closed on this return, which leaks its connection; close it before the wait`
		}
	}
	return resp, err
}

// Closed before the next attempt.
func (c *client) closed(url string) (*http.Response, error) {
	for range c.tries {
		resp, err := c.http.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 503 {
			return resp, nil
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return nil, errGone
}

// Closed if there is one.
func (c *client) closedIfThere(req *http.Request) (resp *http.Response, err error) {
	for i := 0; i < c.tries; i++ {
		resp, err = c.http.Do(req)
		if !worthRetry(resp, err) {
			break
		}
		if resp != nil && resp.Body != nil {
			resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return resp, err // want `the last response \(sent at line 131\) is returned closed`
}

func discard(body io.ReadCloser) {
	io.Copy(io.Discard, io.LimitReader(body, 4<<10))
	body.Close()
}

// Closed by a helper.
func (c *client) helped(url string) (resp *http.Response, err error) {
	for range c.tries {
		resp, err = c.http.Get(url)
		if err != nil {
			continue
		}
		if resp.StatusCode < 500 {
			break
		}
		discard(resp.Body)
	}
	return resp, err // want `the last response \(sent at line 151\) is returned closed`
}

func (c *client) once(url string) (int, error) {
	resp, err := c.http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Closed by the defer of a function that has returned.
func (c *client) deferredInHelper(url string) error {
	for range c.tries {
		status, err := c.once(url)
		if err == nil && status < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// The same, in a literal.
func (c *client) deferredInLiteral(url string) error {
	for range c.tries {
		err := func() error {
			resp, err := c.http.Get(url)
			if err != nil {
				return err
			}
			defer func() { _ = resp.Body.Close() }()
			if resp.StatusCode >= 500 {
				return fmt.Errorf("status %d", resp.StatusCode)
			}
			return nil
		}()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// A defer on the way out is in time.
func (c *client) deferredAtTheEnd(url string) ([]byte, error) {
	for range c.tries {
		resp, err := c.http.Get(url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		defer resp.Body.Close()
		return io.ReadAll(resp.Body)
	}
	return nil, errGone
}

// There is no response if there is an error.
func (c *client) noResponse(url string) (resp *http.Response, err error) {
	for range c.tries {
		if resp, err = c.http.Get(url); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

type statusError struct{ Resp *http.Response }

func (e *statusError) Error() string { return e.Resp.Status }

// Handed on: whoever has it may close it.
func (c *client) handedOn(url string, note func(error)) error {
	for range c.tries {
		resp, err := c.http.Get(url)
		if err != nil {
			return err
		}
		if resp.StatusCode < 500 {
			return resp.Body.Close()
		}
		note(&statusError{resp})
	}
	return errGone
}

// Closed at the beginning of the next round.
func (c *client) closedNext(ctx context.Context, url string) (*http.Response, error) {
	var resp *http.Response
	var err error
	for i := range c.tries {
		if i > 0 && resp != nil {
			resp.Body.Close()
		}
		resp, err = c.http.Get(url)
		if err == nil && resp.StatusCode < 500 {
			break
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			if resp != nil {
				resp.Body.Close()
			}
			return nil, ctx.Err()
		}
	}
	return resp, err
}

// A defer of the function closes the one that is left.
func (c *client) closedInTheEnd(ctx context.Context, url string) (err error) {
	var resp *http.Response
	defer func() {
		if resp != nil {
			resp.Body.Close()
		}
	}()
	for i := range c.tries {
		if i > 0 && resp != nil {
			resp.Body.Close()
		}
		resp, err = c.http.Get(url)
		if err == nil && resp.StatusCode < 500 {
			break
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

// HEAD has no body.
func (c *client) head(url string) error {
	for range c.tries {
		resp, err := c.http.Head(url)
		if err != nil {
			return err
		}
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGone
}

// Read to its end: the connection is free again.
func (c *client) readAll(url string) (string, error) {
	for range c.tries {
		resp, err := c.http.Get(url)
		if err != nil {
			return "", err
		}
		data, _ := io.ReadAll(resp.Body)
		if resp.StatusCode < 500 {
			return string(data), nil
		}
		time.Sleep(time.Second)
	}
	return "", errGone
}

func nextPage(link string) string {
	for _, part := range strings.Split(link, ",") {
		if url, isNext := strings.CutSuffix(part, `; rel="next"`); isNext {
			return url
		}
	}
	return ""
}

// A pager: the next page is no retry.
func (c *client) pages(url string, limit int) (all []string, err error) {
	for {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return nil, errGone
		}
		var page []string
		if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
			return nil, err
		}
		all = append(all, page...)
		next := nextPage(resp.Header.Get("Link"))
		if next == "" {
			return all, nil
		}
		if left := limit - len(all); left < 100 {
			url = next + "&per_page=" + strconv.Itoa(left)
		} else {
			url = next
		}
	}
}

func (c *client) check(url string) error {
	resp, err := c.http.Get(url) // want `the response is not closed before the next attempt \(line 384\), which leaks`
	if err != nil {
		return err
	}
	if resp.StatusCode >= 500 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return resp.Body.Close()
}

// The function that sends loses the response.
func (c *client) lost(url string) (err error) {
	for range c.tries {
		if err = c.check(url); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return err
}

// Which statuses go round cannot be read. Whichever they are, their responses are left open.
func unreadable(url string, patterns []string) (resp *http.Response, err error) {
	for i := 0; i < 5; i++ {
		resp, err = http.Get(url) // want `the response is not closed before the next attempt`
		if err == nil && !matches(resp.StatusCode, patterns) {
			return
		}
		time.Sleep(time.Second << i)
	}
	return
}

func matches(code int, patterns []string) bool {
	text := strconv.Itoa(code)
	for _, p := range patterns {
		if len(p) > 0 && p[0] == text[0] {
			return true
		}
	}
	return false
}

// The response of the round before is closed first.
func closedFirst(url string, patterns []string) (resp *http.Response, err error) {
	for i := 0; i < 5; i++ {
		if resp != nil {
			resp.Body.Close()
		}
		resp, err = http.Get(url)
		if err == nil && !matches(resp.StatusCode, patterns) {
			return
		}
		time.Sleep(time.Second << i)
	}
	return
}

// The response of the last round is the one that is returned.
func closedButLast(url string, patterns []string, retries int) (resp *http.Response, err error) {
	for i := 0; i <= retries; i++ {
		resp, err = http.Get(url)
		if err != nil {
			continue
		}
		if !matches(resp.StatusCode, patterns) {
			return resp, nil
		}
		if i < retries {
			resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
	return resp, err
}

// The same with another count.
func closedButLastToo(url string, patterns []string, attempts int) (resp *http.Response, err error) {
	for i := 0; i < attempts; i++ {
		resp, err = http.Get(url)
		if err != nil {
			continue
		}
		if !matches(resp.StatusCode, patterns) || i == attempts-1 {
			break
		}
		if i < attempts-1 {
			resp.Body.Close()
		}
		time.Sleep(time.Second << i)
	}
	return resp, err
}

// Whether the response is judged and closed elsewhere is not known.
func judgedElsewhere(url string, done func(*http.Response) bool) error {
	for {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		if done(resp) {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// All of it is read, so that the connection is free again.
func readToEnd(url string, patterns []string) ([]byte, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(url)
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(resp.Body)
		if err != nil || !matches(resp.StatusCode, patterns) || i == 4 {
			return data, err
		}
		time.Sleep(time.Second << i)
	}
}

// Each page is another request.
func pages(url string, last func(link string) bool) error {
	for {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		if url = resp.Header.Get("Link"); last(url) {
			resp.Body.Close()
			return nil
		}
	}
}

// Only what is written for debugging can fail in between.
func dumped(url string, tries int) (*http.Response, error) {
	var last error
	for range tries {
		resp, err := dumpedOnce(url)
		if err != nil {
			last = err
			if again(err) {
				time.Sleep(time.Second)
				continue
			}
			return nil, err
		}
		return resp, nil
	}
	return nil, last
}

func dumpedOnce(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return resp, err
	}
	if _, err := httputil.DumpResponse(resp, true); err != nil {
		return resp, err
	}
	return resp, nil
}

func again(err error) bool { return !errors.Is(err, context.Canceled) }

// A response comes without an error, and without an error there is no other round.
func decided(url string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := once(url)
		if i == 3 || !failed(err) {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func once(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func failed(err error) bool {
	if err == nil {
		return false
	}
	return !errors.Is(err, context.Canceled)
}
