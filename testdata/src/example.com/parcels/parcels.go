// Package parcels is a generated client: what it sends goes through handlers that a caller has put around it, and it decides by much of what
// comes back, so that nobody can say how a call of it returns.
package parcels

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// An Error is an answer that refuses.
type Error struct {
	StatusCode int
	Body       string
}

func (e *Error) Error() string { return fmt.Sprintf("%d: %s", e.StatusCode, e.Body) }

type Handler func(*http.Request) (*http.Response, error)

type Client struct {
	Parcels Service
	Labels  Labels
}

// New makes a client, and asks nobody.
func New(ctx context.Context, token string) (*Client, error) {
	if token == "" {
		return nil, errors.New("no token")
	}
	return &Client{}, nil
}

type Service struct {
	Wrap  []func(Handler) Handler
	Into  **http.Response
	Plain bool

	Most   int
	Limit  time.Duration
	Counts bool
}

func within(ctx context.Context, d time.Duration) bool {
	end, ok := ctx.Deadline()
	return !ok || time.Now().Add(d).Before(end)
}

// again reports whether the server wants to be asked once more.
func again(req *http.Request, resp *http.Response) bool {
	if req.Body != nil && req.GetBody == nil {
		return false
	}
	if resp == nil {
		return true
	}
	switch resp.Header.Get("Should-Retry") {
	case "true":
		return true
	case "false":
		return false
	}
	return resp.StatusCode == http.StatusRequestTimeout || resp.StatusCode == http.StatusConflict || resp.StatusCode == http.StatusTooManyRequests ||
		resp.StatusCode >= http.StatusInternalServerError
}

func hint(resp *http.Response) (time.Duration, bool) {
	if resp == nil {
		return 0, false
	}
	for _, h := range []struct {
		name  string
		units time.Duration
	}{{"Retry-After-Ms", time.Millisecond}, {"Retry-After", time.Second}} {
		text := resp.Header.Get(h.name)
		if text == "" {
			continue
		}
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return time.Duration(n * float64(h.units)), true
		}
		if at, err := time.Parse(time.RFC1123, text); err == nil {
			return time.Until(at), true
		}
	}
	return 0, false
}

func pause(resp *http.Response, n int) time.Duration {
	if d, ok := hint(resp); ok && d >= 0 && d < time.Minute {
		return d
	}
	return min(time.Second<<min(n, 5)/2, 8*time.Second)
}

type Parcel struct{ To string }

func (s *Service) execute(ctx context.Context, method, path string, into any) (err error) {
	req, err := http.NewRequestWithContext(ctx, method, path, nil)
	if err != nil {
		return err
	}
	var handle Handler = http.DefaultClient.Do
	for _, w := range s.Wrap {
		handle = w(handle)
	}
	var resp *http.Response
	for n := 0; n <= s.Most; n++ {
		round := ctx
		if s.Limit > 0 && within(ctx, s.Limit) {
			var cancel context.CancelFunc
			round, cancel = context.WithTimeout(ctx, s.Limit)
			defer cancel()
		}
		try := req.Clone(round)
		if s.Counts {
			try.Header.Set("Retry-Count", strconv.Itoa(n))
		}
		resp, err = handle(try)
		if round.Err() != nil {
			return round.Err()
		}
		if !again(req, resp) || n >= s.Most {
			break
		}
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return err
			}
		}
		if req.GetBody == nil && req.Body != nil {
			break
		}
		time.Sleep(pause(resp, n))
	}
	if s.Into != nil {
		*s.Into = resp
	}
	if raw, ok := into.(**http.Response); ok {
		*raw = resp
	}
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		refused := Error{StatusCode: resp.StatusCode}
		if err := json.Unmarshal(text, &refused); err != nil {
			return err
		}
		return &refused
	}
	if _, raw := into.(**http.Response); into == nil || raw {
		return nil
	}
	text, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if json := strings.Contains(kind, "application/json") || strings.HasSuffix(kind, "+json"); !json {
		switch into := into.(type) {
		case *string:
			*into = string(text)
		case **string:
			whole := string(text)
			*into = &whole
		case *[]byte:
			*into = text
		default:
			return fmt.Errorf("expected a text: %s", kind)
		}
		return nil
	}
	switch into := into.(type) {
	case *[]byte:
		*into = text
		return nil
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	return nil
}

func (s *Service) measured(ctx context.Context, method, path string, into any) error {
	if s.Plain && strings.HasPrefix(path, "/parcels") || len(s.Wrap) > 3 {
		if len(path) > 40 || strings.Contains(path, "..") {
			return errors.New("no path")
		}
	}
	return s.execute(ctx, method, path, into)
}

// New creates a parcel at the server.
func (s *Service) New(ctx context.Context, p Parcel) (got *Parcel, err error) {
	err = s.measured(ctx, "POST", "/parcels/"+p.To, &got)
	return
}

// Validate has the server look at an address.
func (s *Service) Validate(ctx context.Context, p Parcel) (fine string, err error) {
	err = s.measured(ctx, "POST", "/addresses/"+p.To, &fine)
	return
}

// Parse reads a text, and asks nobody.
func (s *Service) Parse(ctx context.Context, text string) (*Parcel, error) {
	if text == "" {
		return nil, errors.New("no text")
	}
	return &Parcel{To: text}, nil
}

// Labels are printed by somebody else's printer.
type Labels struct{ Print func(string) error }

// Write prints a label, and asks no server.
func (l *Labels) Write(ctx context.Context, text string) error { return l.Print(text) }

// A Stream are the events of a parcel, one after the other.
type Stream struct {
	lines *json.Decoder
	now   string
	err   error
}

func (s *Stream) Next() bool {
	if s.err != nil {
		return false
	}
	s.err = s.lines.Decode(&s.now)
	return s.err == nil
}

func (s *Stream) Current() string { return s.now }

func (s *Stream) Err() error { return s.err }

// Follow has the server tell what becomes of a parcel.
func (s *Service) Follow(ctx context.Context, p Parcel) *Stream {
	var raw *http.Response
	if err := s.measured(ctx, "GET", "/parcels/"+p.To, &raw); err != nil {
		return &Stream{err: err}
	}
	return &Stream{lines: json.NewDecoder(raw.Body)}
}

// Lines goes through a text, and asks nobody.
func (s *Service) Lines(text string) *Stream {
	return &Stream{lines: json.NewDecoder(strings.NewReader(text))}
}

// Rows has the server tell of a parcel, row by row.
func (s *Service) Rows(ctx context.Context, p Parcel) (*Stream, error) {
	var raw *http.Response
	if err := s.measured(ctx, "GET", "/parcels/"+p.To, &raw); err != nil {
		return nil, err
	}
	return &Stream{lines: json.NewDecoder(raw.Body)}, nil
}
