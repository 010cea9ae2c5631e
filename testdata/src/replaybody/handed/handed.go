// Package handed hands its request or its reader to other functions between two attempts.
package handed

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log"
	"net/http"
	"strconv"
	"time"
)

type sender struct {
	hc    *http.Client
	key   string
	hooks []func(*http.Request) error
	other authorizer
	stamp stamper
}

// What is done to anything but the body leaves the body where it is.
func (s *sender) mark(req *http.Request, n int) {
	req.Header.Set("X-Attempt", strconv.Itoa(n))
	s.entitle(req)
}

func (s *sender) entitle(req *http.Request) {
	if req.Body != nil {
		log.Printf("%s %s", req.Method, req.URL)
	}
	req.SetBasicAuth("api", s.key)
}

func (s *sender) marked(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		s.mark(req, n)
		resp, err := s.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// One that returns an error is no attempt that would begin anew.
func (s *sender) check(req *http.Request) error {
	if req.URL.Host == "" {
		return errors.New("no host")
	}
	req.Host = req.URL.Host
	return nil
}

func (s *sender) checked(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		if err := s.check(req); err != nil {
			return nil, err
		}
		resp, err := s.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// The only type that is put into the interface is one of the package.
type stamper interface{ stamp(req *http.Request) }

type dater struct{}

func (dater) stamp(req *http.Request) { req.Header.Set("Date", time.Now().Format(time.RFC1123)) }

func (s *sender) stamped(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		s.stamp.stamp(req)
		resp, err := s.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

var _ stamper = dater{}

// A reader that is read on is not rewound.
func peek(r io.Reader) string {
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		log.Print(err)
	}
	return line
}

func (s *sender) peeked(u string, r io.Reader) (*http.Response, error) {
	for n := 0; ; n++ {
		log.Print(peek(r))
		req, err := http.NewRequest("POST", u, r)
		if err != nil {
			return nil, err
		}
		resp, err := s.hc.Do(req) // want `r was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// The signature is one of the body, which is put back.
func (s *sender) sign(req *http.Request) error {
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(append(data, s.key...))
	req.Header.Set("Authorization", hex.EncodeToString(sum[:]))
	req.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

// That of the second attempt is put back as well, but it was read before.
func (s *sender) signed(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := s.sign(req); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := s.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// Signed with a body that is made for each attempt.
func (s *sender) signedAnew(u string, data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequest("POST", u, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if err := s.sign(req); err != nil {
			return nil, err
		}
		resp, err := s.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// A helper of a helper takes the body from GetBody.
func (s *sender) again(req *http.Request) error {
	s.entitle(req)
	return renew(req)
}

func renew(req *http.Request) (err error) {
	if req.GetBody != nil {
		req.Body, err = req.GetBody()
	}
	return err
}

func (s *sender) renewed(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		if err := s.again(req); err != nil {
			return nil, err
		}
		resp, err := s.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// What becomes of it elsewhere is not known.
type authorizer interface{ Authorize(*http.Request) }

func (s *sender) elsewhere(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		s.other.Authorize(req)
		resp, err := s.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (s *sender) run(req *http.Request) {
	for _, h := range s.hooks {
		if err := h(req); err != nil {
			log.Print(err)
		}
	}
}

func (s *sender) hooked(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		s.run(req)
		resp, err := s.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// It is kept under another name.
func (s *sender) alias(req *http.Request) {
	r := req
	if r.GetBody != nil {
		if b, err := r.GetBody(); err == nil {
			r.Body = b
		}
	}
}

func (s *sender) aliased(u string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", u, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		s.alias(req)
		resp, err := s.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// A reader that can be rewound is, somewhere.
func start(r io.Reader) error {
	if s, ok := r.(io.Seeker); ok {
		_, err := s.Seek(0, io.SeekStart)
		return err
	}
	return nil
}

func (s *sender) started(u string, r io.Reader) (*http.Response, error) {
	for n := 0; ; n++ {
		if err := start(r); err != nil {
			return nil, err
		}
		req, err := http.NewRequest("POST", u, r)
		if err != nil {
			return nil, err
		}
		resp, err := s.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// The reader is in a field, and a method rewinds it.
type upload struct {
	hc  *http.Client
	src io.ReadSeeker
	raw *bytes.Reader
	log string
}

func (u *upload) rewind() error {
	_, err := u.src.Seek(0, io.SeekStart)
	return err
}

func (u *upload) toStart() { u.raw.Reset([]byte(u.log)) }

func (u *upload) note(n int) { log.Printf("%s: attempt %d", u.log, n) }

func (u *upload) rewound(to string) (*http.Response, error) {
	for n := 0; ; n++ {
		if err := u.rewind(); err != nil {
			return nil, err
		}
		req, err := http.NewRequest("POST", to, u.src)
		if err != nil {
			return nil, err
		}
		resp, err := u.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (u *upload) reset(to string) (*http.Response, error) {
	for n := 0; ; n++ {
		u.toStart()
		resp, err := u.hc.Post(to, "text/plain", u.raw)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (u *upload) noted(to string) (*http.Response, error) {
	for n := 0; ; n++ {
		u.note(n)
		resp, err := u.hc.Post(to, "text/plain", u.src) // want `u.src was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// The fields of a literal, too.
func rewoundLocal(hc *http.Client, to string, src io.ReadSeeker) (*http.Response, error) {
	u := &upload{hc: hc, src: src}
	for n := 0; ; n++ {
		if err := u.rewind(); err != nil {
			return nil, err
		}
		resp, err := hc.Post(to, "text/plain", src)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}
