// Package loops retries in loops, with and without an end.
package loops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"
)

type client struct {
	http   http.Client
	limit  int
	closed bool
	stop   chan struct{}
}

// Nothing but success leaves the loop.
func ever(u string) *http.Response {
	for {
		resp, err := http.Get(u)
		if err != nil || resp.StatusCode >= 500 { // want `nothing ends the retries while the call fails \(sent at line 24\); count the attempts or check a context`
			time.Sleep(3 * time.Second)
			continue
		}
		return resp
	}
}

// The delay grows, the message counts, and still nothing ends it.
func counted(u string) (*http.Response, error) {
	delay := time.Second
	for i := 0; ; i++ {
		if i > 0 {
			time.Sleep(delay)
			if delay < time.Minute {
				delay *= 2
			}
		}
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want `nothing ends the retries`
			resp.Body.Close()
			log.Printf("attempt %d", i)
			continue
		}
		return resp, nil
	}
}

// The attempts are counted for all failures but one.
func oneMissed(u string) (*http.Response, error) {
	attempts := 0
	for attempts < 5 {
		resp, err := http.Get(u)
		if err != nil {
			attempts++
			continue
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want `nothing ends the retries`
			resp.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return nil, errors.New("gave up")
}

// The limit is tested for one failure alone.
func oneTested(u string) (*http.Response, error) {
	for attempts := 0; ; attempts++ {
		resp, err := http.Get(u)
		if err != nil { // want `nothing ends the retries`
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode >= 500 {
			resp.Body.Close()
			if attempts > 5 {
				return nil, errors.New("gave up")
			}
			continue
		}
		return resp, nil
	}
}

// The request has a context, and what fails when it ends goes round like everything else.
func deaf(ctx context.Context, u string) (*http.Response, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil && resp.StatusCode == http.StatusOK { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

func jump(u string) (*http.Response, error) {
again:
	resp, err := http.Get(u)
	if err != nil { // want `nothing ends the retries`
		time.Sleep(time.Second)
		goto again
	}
	return resp, nil
}

// The limit is out of reach of the loop that it should end.
func helper(u string) error {
	for {
		status, err := once(u)
		if err == nil && status < 500 { // want `nothing ends the retries`
			return nil
		}
		time.Sleep(backoff(3))
	}
}

func once(u string) (int, error) {
	resp, err := http.Get(u)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func backoff(n int) time.Duration {
	if n > 10 {
		return time.Minute
	}
	return time.Second << n
}

// From here on all is well.

func upTo(u string) (resp *http.Response, err error) {
	for range 5 {
		if resp, err = http.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func (c *client) limited(u string) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if attempt >= c.limit {
			return nil, fmt.Errorf("gave up after %d attempts", attempt)
		}
		time.Sleep(time.Second)
	}
}

// A flag is made of the counter.
func flagged(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		last := i == 9
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
		if last {
			return nil, err
		}
	}
}

// A function decides, and counts.
func decided(u string) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.Get(u)
		if !again(resp, err, i) {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func again(resp *http.Response, err error, attempt int) bool {
	return attempt < 7 && (err != nil || resp.StatusCode >= 500)
}

// So does a literal.
func closure(u string) (*http.Response, error) {
	tries := 0
	more := func() bool {
		tries++
		return tries < 20
	}
	for {
		resp, err := http.Get(u)
		if err == nil || !more() {
			return resp, err
		}
	}
}

func until(u string) (*http.Response, error) {
	end := time.Now().Add(time.Minute)
	for time.Now().Before(end) {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("too late")
}

func elapsed(u string, limit time.Duration) (*http.Response, error) {
	start := time.Now()
	for {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
		if time.Since(start) > limit {
			return nil, err
		}
		time.Sleep(time.Second)
	}
}

// The delay has a limit beyond which it ends.
func delayed(u string) (*http.Response, error) {
	for delay := time.Second; ; delay *= 2 {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
		if delay > time.Minute {
			return nil, err
		}
		time.Sleep(delay)
	}
}

func asked(ctx context.Context, u string) (*http.Response, error) {
	for ctx.Err() == nil {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, ctx.Err()
}

func selected(ctx context.Context, u string) (*http.Response, error) {
	for {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func helped(ctx context.Context, u string) (*http.Response, error) {
	for {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
		if err := sleep(ctx, time.Second); err != nil {
			return nil, err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// What fails when the context ends leaves the loop.
func given(ctx context.Context, u string) (*http.Response, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}

func (c *client) stopped(u string) (*http.Response, error) {
	for {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
		select {
		case <-c.stop:
			return nil, errors.New("stopped")
		case <-time.After(time.Second):
		}
	}
}

func (c *client) closing(u string) (*http.Response, error) {
	for !c.closed {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("closed")
}

// A setting says that there is no limit.
func (c *client) optional(u string) (*http.Response, error) {
	for i := 0; c.limit <= 0 || i < c.limit; i++ {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("gave up")
}

func (c *client) optionally(u string, limit time.Duration) (*http.Response, error) {
	start := time.Now()
	for {
		resp, err := http.Get(u)
		if err == nil {
			return resp, nil
		}
		if limit > 0 && time.Since(start) > limit {
			return nil, err
		}
		time.Sleep(time.Second)
	}
}

// A worker has no end.
func (c *client) work(u string) {
	for {
		if _, err := http.Get(u); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) watchStatus(u string) error {
	for {
		if _, err := http.Get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func background(u string, out chan<- *http.Response) {
	go func() error {
		for {
			resp, err := http.Get(u)
			if err == nil {
				out <- resp
				return nil
			}
			time.Sleep(time.Second)
		}
	}()
}

// Nobody knows what these functions count.
func foreign(u string, allow func() bool) (*http.Response, error) {
	for allow() {
		if resp, err := http.Get(u); err == nil {
			return resp, nil
		}
	}
	return nil, errors.New("not allowed")
}

type policy interface{ More(err error) bool }

func byPolicy(u string, p policy) (*http.Response, error) {
	for {
		resp, err := http.Get(u)
		if err == nil || !p.More(err) {
			return resp, err
		}
	}
}

// A poller asks until a job is done.
func poll(u string) (string, error) {
	for {
		resp, err := http.Get(u)
		if err != nil {
			return "", err
		}
		state := resp.Header.Get("X-State")
		resp.Body.Close()
		if state == "done" {
			return state, nil
		}
		time.Sleep(time.Second)
	}
}

func items(us <-chan string) error {
	for u := range us {
		if _, err := http.Get(u); err != nil {
			time.Sleep(time.Second)
			continue
		}
	}
	return nil
}

func hosts(hosts []string) (resp *http.Response, err error) {
	for _, h := range hosts {
		if resp, err = http.Get("https://" + h); err == nil {
			return resp, nil
		}
	}
	return nil, err
}

// What was read decides whether there is more to read.
func pages(u string) ([]string, error) {
	var all []string
	for {
		resp, err := http.Get(u)
		if err != nil {
			return nil, err
		}
		var page struct {
			Items []string
			More  bool
		}
		err = json.NewDecoder(resp.Body).Decode(&page)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
		if !page.More {
			return all, nil
		}
	}
}
