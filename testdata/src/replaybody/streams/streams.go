// Package streams sends what it reads part by part.
package streams

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

type sink struct {
	hc  *http.Client
	url string
}

func (s *sink) put(ctx context.Context, at int64, part []byte) (int, error) {
	req, err := http.NewRequestWithContext(ctx, "PUT", s.url, bytes.NewReader(part))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/*", at, at+int64(len(part))-1))
	resp, err := s.hc.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

// The next part is read where the last one could not be sent.
func (s *sink) onward(ctx context.Context, r io.Reader, size int64) error {
	part, at := make([]byte, 1<<20), int64(0)
	for fails := 0; at < size; {
		n, err := io.ReadAtLeast(r, part, 1) // want `after a failed attempt \(sent at line 26\) this reads on, so the part that was not sent is lost`
		if err != nil {
			return err
		}
		code, err := s.put(ctx, at, part[:n])
		if err != nil || code >= 500 {
			if fails++; fails > 5 {
				return fmt.Errorf("status %d, %w", code, err)
			}
			time.Sleep(time.Second << fails)
			continue
		}
		at += int64(n)
	}
	return nil
}

// By other functions of the standard library.
func (s *sink) copied(hc *http.Client, r io.Reader, total int64) error {
	for done, fails := int64(0), 0; done < total && fails < 5; {
		var chunk bytes.Buffer
		n, err := io.CopyN(&chunk, r, 4096) // want `this reads on, so the part that was not sent is lost`
		if err != nil {
			return err
		}
		resp, err := hc.Post(s.url, "application/octet-stream", &chunk)
		if err != nil {
			fails++
			time.Sleep(time.Second << fails)
			continue
		}
		resp.Body.Close()
		done += n
	}
	return nil
}

func (s *sink) limited(r io.Reader, total int) error {
	for done, fails := 0, 0; done < total && fails < 5; {
		data, err := io.ReadAll(io.LimitReader(r, 4096)) // want `this reads on, so the part that was not sent is lost`
		if err != nil {
			return err
		}
		resp, err := s.hc.Post(s.url, "application/octet-stream", bytes.NewReader(data))
		if err != nil {
			fails++
			time.Sleep(time.Second << fails)
			continue
		}
		resp.Body.Close()
		done += len(data)
	}
	return nil
}

// The part is read once, and sent until it arrives.
func (s *sink) until(ctx context.Context, r io.Reader, size int64) error {
	part := make([]byte, 1<<20)
	for at := int64(0); at < size; {
		n, err := io.ReadAtLeast(r, part, 1)
		if err != nil {
			return err
		}
		for fails := 0; ; fails++ {
			code, err := s.put(ctx, at, part[:n])
			if err == nil && code < 500 {
				break
			}
			if fails > 5 {
				return fmt.Errorf("status %d, %w", code, err)
			}
			time.Sleep(time.Second << fails)
		}
		at += int64(n)
	}
	return nil
}

// It is read only when the one before has arrived.
func (s *sink) kept(ctx context.Context, r io.Reader, size int64) error {
	var part []byte
	for at, fails := int64(0), 0; at < size; {
		if part == nil {
			part = make([]byte, 4096)
			if _, err := io.ReadFull(r, part); err != nil {
				return err
			}
		}
		code, err := s.put(ctx, at, part)
		if err != nil || code >= 500 {
			if fails++; fails > 5 {
				return fmt.Errorf("status %d, %w", code, err)
			}
			time.Sleep(time.Second << fails)
			continue
		}
		at += int64(len(part))
		part = nil
	}
	return nil
}

// The stream is taken back.
func (s *sink) back(ctx context.Context, r io.ReadSeeker, size int64) error {
	part, at := make([]byte, 1<<20), int64(0)
	for fails := 0; at < size; {
		if _, err := r.Seek(at, io.SeekStart); err != nil {
			return err
		}
		n, err := io.ReadAtLeast(r, part, 1)
		if err != nil {
			return err
		}
		code, err := s.put(ctx, at, part[:n])
		if err != nil || code >= 500 {
			if fails++; fails > 5 {
				return fmt.Errorf("status %d, %w", code, err)
			}
			time.Sleep(time.Second << fails)
			continue
		}
		at += int64(n)
	}
	return nil
}

// Read at its place.
func (s *sink) placed(ctx context.Context, r io.ReaderAt, size int64) error {
	part, at := make([]byte, 1<<20), int64(0)
	for fails := 0; at < size; {
		n, err := r.ReadAt(part, at)
		if err != nil && err != io.EOF {
			return err
		}
		code, err := s.put(ctx, at, part[:n])
		if err != nil || code >= 500 {
			if fails++; fails > 5 {
				return fmt.Errorf("status %d, %w", code, err)
			}
			time.Sleep(time.Second << fails)
			continue
		}
		at += int64(n)
	}
	return nil
}

// What fails ends it.
func (s *sink) strict(ctx context.Context, r io.Reader, size int64) error {
	part, at := make([]byte, 1<<20), int64(0)
	for at < size {
		n, err := r.Read(part)
		if err != nil {
			return err
		}
		if code, err := s.put(ctx, at, part[:n]); err != nil || code >= 300 {
			return fmt.Errorf("status %d, %w", code, err)
		}
		time.Sleep(time.Second)
		at += int64(n)
	}
	return nil
}

// What could not be sent is left out on purpose.
func (s *sink) lossy(ctx context.Context, r io.Reader) error {
	part := make([]byte, 4096)
	for {
		n, err := r.Read(part)
		if err != nil {
			return err
		}
		if _, err := s.put(ctx, 0, part[:n]); err != nil {
			log.Printf("%d bytes lost: %v", n, err)
		}
	}
}

func (s *sink) lines(r io.Reader) error {
	for in := bufio.NewScanner(r); in.Scan(); {
		resp, err := s.hc.Post(s.url, "text/plain", bytes.NewReader(in.Bytes()))
		if err != nil {
			log.Print(err)
			time.Sleep(time.Second)
			continue
		}
		resp.Body.Close()
	}
	return nil
}
