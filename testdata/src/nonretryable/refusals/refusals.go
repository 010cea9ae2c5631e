// Package refusals has errors made of refused answers by functions that nobody sees.
package refusals

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

var errGaveUp = errors.New("gave up")

type shop struct {
	http   *http.Client
	decode func(status int, body io.Reader) error
	url    string
}

func (s *shop) orders() error {
	resp, err := s.http.Get(s.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return s.decode(resp.StatusCode, resp.Body)
	}
	return nil
}

func (s *shop) patient() error {
	for i := range 5 {
		if s.orders() == nil { // want `retries 400, 401 and 403 \(400 and above, and transport errors`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

// An interface says what an answer means, beside what the caller is to have.
type reader interface {
	Refusal(resp *http.Response) error
}

type library struct {
	http *http.Client
	says reader
}

func (l *library) book(name string) ([]byte, error) {
	resp, err := l.http.Get("https://books.example/" + name)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK { // want `retries 400, 404 and 422 \(any status but 200`
		return nil, l.says.Refusal(resp)
	}
	return io.ReadAll(resp.Body)
}

func (l *library) stubborn(name string) []byte {
	for i := 0; i < 4; i++ {
		b, err := l.book(name)
		if err == nil {
			return b
		}
		time.Sleep(time.Second << i)
	}
	return nil
}

// The text of the answer is read before.
var onRefusal func(text []byte, header http.Header) error

func post(c *http.Client, u string) error {
	resp, err := c.Post(u, "text/plain", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch text, _ := io.ReadAll(resp.Body); {
	case resp.StatusCode < 300:
		return nil
	default:
		return onRefusal(text, resp.Header)
	}
}

func posts(c *http.Client, u string) {
	for i := range 3 {
		if err := post(c, u); err == nil { // want `retries 400, 401 and 403`
			return
		}
		time.Sleep(time.Second << i)
	}
}

// Who looks at the status is the function itself: it may find nothing wrong.
type judge struct {
	http  *http.Client
	check func(resp *http.Response) error
}

func (j *judge) get(u string) error {
	resp, err := j.http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return j.check(resp)
}

func (j *judge) again(u string) error {
	for i := range 5 {
		if j.get(u) == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

// What was made, and accepted, is looked at further.
type builder struct {
	http *http.Client
	made func(resp *http.Response) error
}

func (b *builder) build(u string) error {
	resp, err := b.http.Post(u, "text/plain", nil)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusCreated, http.StatusAccepted:
		return b.made(resp)
	}
	return nil
}

func (b *builder) again(u string) error {
	for i := range 5 {
		if b.build(u) == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

// The function is given the error, and there is none: what it makes of that may be none, too.
type wrapper struct {
	http *http.Client
	wrap func(err error, status string) error
}

func (w *wrapper) get(u string) error {
	resp, err := w.http.Get(u)
	if err == nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return nil
	}
	if resp.StatusCode >= 400 {
		return w.wrap(err, resp.Status)
	}
	return nil
}

func (w *wrapper) again(u string) error {
	for i := range 5 {
		if w.get(u) == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

// Under a context it may do whatever puts things right.
type mender struct {
	http *http.Client
	mend func(ctx context.Context, resp *http.Response) error
}

func (m *mender) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil
	}
	resp, err := m.http.Do(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return m.mend(ctx, resp)
	}
	return nil
}

func (m *mender) again(ctx context.Context, u string) error {
	for i := range 5 {
		if m.get(ctx, u) == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return errGaveUp
}

// The answer is read into something, which fails or not.
type note struct{ Text string }

type filler struct {
	http *http.Client
	fill func(body io.Reader, into *note) error
}

func (f *filler) get(u string) (n note, err error) {
	resp, err := f.http.Get(u)
	if err != nil {
		return n, nil
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return n, f.fill(resp.Body, &n)
	}
	return n, nil
}

func (f *filler) again(u string) error {
	for i := range 5 {
		if _, err := f.get(u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

// It is closed, which fails or not.
func closed(c *http.Client, u string) error {
	resp, err := c.Get(u)
	if err != nil {
		return nil
	}
	if resp.StatusCode >= 400 {
		return resp.Body.Close()
	}
	return nil
}

func closes(c *http.Client, u string) error {
	for i := range 5 {
		if closed(c, u) == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}

// It is asked whether there is an error, and it is not returned as it is.
func (s *shop) asked() error {
	resp, err := s.http.Get(s.url)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		if err := s.decode(resp.StatusCode, resp.Body); err != nil {
			return err
		}
	}
	return nil
}

func (s *shop) asks() error {
	for i := range 5 {
		if s.asked() == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errGaveUp
}
