// Package requests sends the same request again.
package requests

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

type client struct {
	http  *http.Client
	tries int
}

// The request is built once, around a buffer.
func (c *client) builtBefore(url string, form *bytes.Buffer) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, form)
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		resp, err := c.http.Do(req) // want `the body of req was read by the first attempt, so every retry \(line 25\) sends none; make a new Body each time`
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// What net/http knows of the body does not help when it is the caller who sends the request again.
func (c *client) getBodyIsNotUsed(ctx context.Context, url string, data []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range c.tries {
		resp, err := c.http.Do(req) // want `the body of req was read`
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
	}
	return context.DeadlineExceeded
}

// A copy of a request shares its body.
func (c *client) cloned(ctx context.Context, url string, data string) (*http.Response, error) {
	orig, err := http.NewRequest("POST", url, strings.NewReader(data))
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		resp, err := c.http.Do(orig.Clone(ctx)) // want `the body of orig was read`
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// The callers of this package give it requests with bodies.
func (c *client) send(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Do(req) // want `the body of req was read`
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) create(url string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, url, body)
	if err != nil {
		return nil, err
	}
	return c.send(req)
}

type job struct {
	req  *http.Request
	size int
}

func newJob(url string, data []byte) (*job, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return &job{req: req, size: len(data)}, nil
}

func deliver(c *http.Client, req *http.Request) int {
	resp, err := c.Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

// The request comes in a field, and a helper sends it.
func (c *client) run(j *job) {
	for range c.tries {
		if status := deliver(c.http, j.req); status != 0 && status < 500 { // want `the body of j.req was read`
			return
		}
		time.Sleep(time.Second)
	}
}

type transport struct{ next http.RoundTripper }

// A RoundTripper is given whatever is sent.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	for i := 0; i < 3 && err != nil; i++ {
		time.Sleep(time.Second)
		resp, err = t.next.RoundTrip(req) // want `the body of req was read`
	}
	return resp, err
}

// The request is sent again by recursion.
func (c *client) again(req *http.Request, left int) (*http.Response, error) {
	resp, err := c.http.Do(req) // want `the body of req was read`
	if err != nil && left > 0 {
		return c.again(req, left-1)
	}
	return resp, err
}

func (c *client) startAgain(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return c.again(req, 3)
}

// New credentials do not bring the body back.
func (c *client) refreshed(url string, data []byte, token func() string) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		req.Header.Set("Authorization", token())
		resp, err := c.http.Do(req) // want `the body of req was read`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != 401 || i == 1 {
			return resp, nil
		}
		resp.Body.Close()
	}
}

// Built for each attempt.
func (c *client) builtInside(url string, data []byte) (*http.Response, error) {
	for i := 0; ; i++ {
		req, err := http.NewRequest("POST", url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// The body is set again.
func (c *client) bodySet(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, nil)
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		req.Body = io.NopCloser(bytes.NewReader(data))
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// GetBody gives a new one.
func (c *client) getBody(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		if i > 0 && req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func rewind(req *http.Request) error {
	if req.GetBody == nil {
		return nil
	}
	body, err := req.GetBody()
	req.Body = body
	return err
}

// A helper does it.
func (c *client) rewinds(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		if err := rewind(req); err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) startRewinds(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return c.rewinds(req)
}

// Nothing is sent but the request line.
func (c *client) get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// What its callers send is not known here.
func (c *client) Any(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// All that its callers here send has no body.
func (c *client) fetch(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) list(url string) (*http.Response, error) {
	req, err := http.NewRequest("DELETE", url, nil)
	if err != nil {
		return nil, err
	}
	return c.fetch(req)
}

// Requests with a body are sent once.
type careful struct{ next http.RoundTripper }

func (t careful) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := t.next.RoundTrip(req)
		if err == nil || i == 3 || req.Body != nil {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

type idempotent struct{ next http.RoundTripper }

func (t idempotent) RoundTrip(req *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := t.next.RoundTrip(req)
		if err == nil || i == 3 || req.Method != http.MethodGet {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// The body is kept beside the request.
func (c *client) kept(req *http.Request) (*http.Response, error) {
	var data []byte
	if req.Body != nil {
		var err error
		if data, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
	}
	for i := 0; ; i++ {
		if data != nil {
			req.Body = io.NopCloser(bytes.NewReader(data))
		}
		resp, err := c.http.Do(req)
		if err == nil || i == c.tries {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) startKept(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return c.kept(req)
}

// Each item has a request of its own.
func (c *client) each(url string, items [][]byte) error {
	for _, item := range items {
		req, err := http.NewRequest("POST", url, bytes.NewReader(item))
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			continue
		}
		resp.Body.Close()
	}
	return nil
}

// Sent once more, without a loop.
func (c *client) onceMore(url string, data []byte, token func(old bool) string) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", token(true))
	resp, err := c.http.Do(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	req.Header.Set("Authorization", token(false))
	return c.http.Do(req) // want `the body of req was read by the first attempt \(sent at line 371\), so this one sends none; rebuild the request or reset its Body`
}

// Sent once more with a new body.
func (c *client) onceMoreAnew(url string, data []byte, token func(old bool) string) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	req.Body = io.NopCloser(bytes.NewReader(data))
	req.Header.Set("Authorization", token(false))
	return c.http.Do(req)
}

// Which requests are sent again is decided by a function that looks at their bodies.
type picky struct {
	next  http.RoundTripper
	limit int
}

func (p *picky) resendable(r *http.Request) bool {
	idempotent := r.Method == http.MethodGet || r.Method == http.MethodDelete
	return idempotent && r.Body == nil
}

func (p *picky) RoundTrip(r *http.Request) (*http.Response, error) {
	limit := 0
	if p.resendable(r) && p.limit > limit {
		limit = p.limit
	}
	for attempt := 0; ; {
		resp, err := p.next.RoundTrip(r)
		attempt++
		if attempt > limit || err == nil {
			return resp, err
		}
		time.Sleep(time.Second << attempt)
	}
}

// The same by a function that says no.
type pickyToo struct{ next http.RoundTripper }

func hasBody(r *http.Request) bool { return r.ContentLength != 0 || r.Body != nil }

func (p *pickyToo) RoundTrip(r *http.Request) (*http.Response, error) {
	if hasBody(r) {
		return p.next.RoundTrip(r)
	}
	for i := 0; ; i++ {
		resp, err := p.next.RoundTrip(r)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// How often is decided by something that is not known, and is given the request.
type asking struct {
	next  http.RoundTripper
	limit func(*http.Request) int
}

func (p *asking) RoundTrip(r *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := p.next.RoundTrip(r)
		if err == nil || i >= p.limit(r) {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// Only requests of a known and small length are sent again; the length is looked at in place.
type measuring struct{ next http.RoundTripper }

func (p *measuring) RoundTrip(r *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := p.next.RoundTrip(r)
		if err == nil || i == 5 || r.ContentLength > 0 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// The requests without a body are those that are not sent again.
type careless struct{ next http.RoundTripper }

func (p *careless) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		return p.next.RoundTrip(r)
	}
	for i := 0; ; i++ {
		resp, err := p.next.RoundTrip(r) // want `the body of r was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// One call can have both faults, the body is gone and the response left open: the first one is said of its line.
func (c *client) bothFaults(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		resp, err := c.http.Do(req) // want `the body of req was read by the first attempt`
		if err != nil || resp.StatusCode < 500 || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// A body that is set once, in front of the loop, is one for the first attempt.
type setOnce struct{ next http.RoundTripper }

func (s *setOnce) RoundTrip(r *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	for i := 0; ; i++ {
		resp, err := s.next.RoundTrip(r) // want `the body of r was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// Set again on the way round where there is one, and in front of the loop.
type setAgain struct{ next http.RoundTripper }

func (s *setAgain) RoundTrip(r *http.Request) (*http.Response, error) {
	var data []byte
	if r.Body != nil {
		var err error
		if data, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(data))
	}
	for i := 0; ; i++ {
		resp, err := s.next.RoundTrip(r)
		if err == nil || i == 5 {
			return resp, err
		}
		if data != nil {
			r.Body = io.NopCloser(bytes.NewReader(data))
		}
		time.Sleep(time.Second << i)
	}
}

// A body of the program's own may start over when it is closed.
type replayed struct {
	data []byte
	at   int
}

func (b *replayed) Read(p []byte) (int, error) {
	if b.at == len(b.data) {
		return 0, io.EOF
	}
	n := copy(p, b.data[b.at:])
	b.at += n
	return n, nil
}

func (b *replayed) Close() error { b.at = 0; return nil }

type startsOver struct{ next http.RoundTripper }

func (s *startsOver) RoundTrip(r *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = &replayed{data: data}
	for i := 0; ; i++ {
		resp, err := s.next.RoundTrip(r)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// The Body of a copy is set after the attempt: the next copy is made of the original, whose body is gone.
type setOnCopy struct {
	next    http.RoundTripper
	timeout time.Duration
}

func limited(r *http.Request, d time.Duration) (*http.Request, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(r.Context(), d)
	return r.WithContext(ctx), cancel
}

func (s *setOnCopy) RoundTrip(r *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	for i := 0; ; i++ {
		one, cancel := limited(r, s.timeout)
		resp, err := s.next.RoundTrip(one) // want `the body of one was read by the first attempt`
		cancel()
		if err == nil || i == 5 {
			return resp, err
		}
		one.Body = io.NopCloser(bytes.NewReader(data))
		time.Sleep(time.Second << i)
	}
}

// The Body of the original is set after the attempt, or that of the copy before it.
type setOnOriginal struct{ next http.RoundTripper }

func (s *setOnOriginal) RoundTrip(r *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	for i := 0; ; i++ {
		one := r.Clone(r.Context())
		resp, err := s.next.RoundTrip(one)
		if err == nil || i == 5 {
			return resp, err
		}
		if data != nil {
			r.Body = io.NopCloser(bytes.NewReader(data))
		}
		time.Sleep(time.Second << i)
	}
}

type setOnEach struct{ next http.RoundTripper }

func (s *setOnEach) RoundTrip(r *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		one := r.Clone(r.Context())
		one.Body = io.NopCloser(bytes.NewReader(data))
		resp, err := s.next.RoundTrip(one)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// The copy is made once, so that it does not get what the original is given.
type copiedOnce struct{ next http.RoundTripper }

func (s *copiedOnce) RoundTrip(r *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	one := r.Clone(r.Context())
	for i := 0; ; i++ {
		resp, err := s.next.RoundTrip(one) // want `the body of one was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		r.Body = io.NopCloser(bytes.NewReader(data))
		time.Sleep(time.Second << i)
	}
}

// That there is nothing to send is so on one path only.
func (c *client) maybeNothing(url string, data io.Reader, size int64) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, data)
	if err != nil {
		return nil, err
	}
	if size == 0 {
		req.Body = http.NoBody
	}
	for i := 0; ; i++ {
		resp, err := c.http.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// There is never anything to send.
func (c *client) nothing(url string, data io.Reader) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, data)
	if err != nil {
		return nil, err
	}
	req.Body = http.NoBody
	for i := 0; ; i++ {
		resp, err := c.http.Do(req)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

// A function that is made a RoundTripper gets whatever is sent.
type tripperFunc func(*http.Request) (*http.Response, error)

func (f tripperFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func wrapped(next http.RoundTripper, statuses ...int) http.RoundTripper {
	temporary := func(status int) bool {
		for _, s := range statuses {
			if s == status {
				return true
			}
		}
		return false
	}
	return tripperFunc(func(r *http.Request) (*http.Response, error) {
		for i := 0; ; i++ {
			resp, err := next.RoundTrip(r) // want `the body of r was read by the first attempt`
			if err == nil && !temporary(resp.StatusCode) || i == 5 {
				return resp, err
			}
			time.Sleep(time.Second << i)
		}
	})
}

// A declared function, too.
func trip(r *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := http.DefaultTransport.RoundTrip(r) // want `the body of r was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

var tripper http.RoundTripper = tripperFunc(trip)

// What the captured function closes is closed.
func wrappedAndClosed(next http.RoundTripper) http.RoundTripper {
	temporary := func(resp *http.Response) bool {
		if resp.StatusCode < 500 {
			return false
		}
		resp.Body.Close()
		return true
	}
	return tripperFunc(func(r *http.Request) (*http.Response, error) {
		if r.Body != nil {
			return next.RoundTrip(r)
		}
		for {
			resp, err := next.RoundTrip(r)
			if err != nil || !temporary(resp) {
				return resp, err
			}
			time.Sleep(time.Second)
		}
	})
}

// Which function the variable holds is not known.
func wrappedByChoice(next http.RoundTripper, careful bool) http.RoundTripper {
	before := func(r *http.Request) error { return nil }
	if careful {
		before = func(r *http.Request) (err error) {
			r.Body, err = r.GetBody()
			return err
		}
	}
	return tripperFunc(func(r *http.Request) (*http.Response, error) {
		for i := 0; ; i++ {
			if err := before(r); err != nil {
				return nil, err
			}
			resp, err := next.RoundTrip(r)
			if err == nil || i == 5 {
				return resp, err
			}
			time.Sleep(time.Second << i)
		}
	})
}

// A function that nothing makes a RoundTripper of may get requests without a body only.
func plain(next http.RoundTripper) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		for i := 0; ; i++ {
			resp, err := next.RoundTrip(r)
			if err == nil || i == 5 {
				return resp, err
			}
			time.Sleep(time.Second << i)
		}
	}
}

// The field is only ever set to one function.
type indirect struct {
	http *http.Client
	do   func(c *indirect, r *http.Request) (*http.Response, error)
}

func newIndirect() *indirect { return &indirect{http: &http.Client{}, do: doOften} }

func doOften(c *indirect, r *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := c.http.Do(r) // want `the body of r was read by the first attempt`
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func (c *indirect) post(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return c.do(c, req)
}

// This one is set to either of two, and the second is called for what has a body.
type either struct {
	http *http.Client
	do   func(r *http.Request) (*http.Response, error)
}

func newEither(often bool) *either {
	e := &either{http: &http.Client{}}
	e.do = e.http.Do
	if often {
		e.do = e.getOften
	}
	return e
}

func (e *either) getOften(r *http.Request) (*http.Response, error) {
	for i := 0; ; i++ {
		resp, err := e.http.Do(r)
		if err == nil || i == 5 {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
}

func (e *either) post(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return e.do(req)
}

// A response that is read from a cache is not sent for.
func (c *client) cached(store map[string][]byte, req *http.Request) (*http.Response, error) {
	resp, err := stored(store, req)
	if err == nil && resp != nil {
		return resp, nil
	}
	return c.http.Do(req)
}

func stored(store map[string][]byte, req *http.Request) (*http.Response, error) {
	data, ok := store[req.URL.String()]
	if !ok {
		return nil, nil
	}
	return http.ReadResponse(bufio.NewReader(bytes.NewReader(data)), req)
}
