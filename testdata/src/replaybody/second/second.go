// Package second makes a second attempt by the function that has made the first.
package second

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
)

type drop struct {
	near, far string
	hc        *http.Client
}

func (d *drop) to(url string, body io.Reader) error {
	req, err := http.NewRequest(http.MethodPost, url, body)
	if err != nil {
		return err
	}
	resp, err := d.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return errors.New(resp.Status)
	}
	return nil
}

func (d *drop) once(text string) error {
	body := strings.NewReader(text)
	err := d.to(d.near, body)
	if err != nil {
		err = d.to(d.far, body) // want `body was read by the first attempt \(sent at line 23\), so this one sends none of it`
	}
	return err
}

func (d *drop) orElse(data []byte) error {
	var body io.Reader = bytes.NewBuffer(data)
	if d.to(d.near, body) == nil {
		return nil
	}
	return d.to(d.far, body) // want `body was read by the first attempt`
}

// through hands on what it is given.
func (d *drop) through(body io.Reader) error { return d.to(d.near, body) }

func (d *drop) deeper(data []byte) error {
	body := bytes.NewReader(data)
	if err := d.through(body); err != nil {
		return d.through(body) // want `body was read by the first attempt`
	}
	return nil
}

// What is made, or taken back, in between is whole.
func (d *drop) another(data []byte) error {
	body := bytes.NewReader(data)
	if err := d.to(d.near, body); err == nil {
		return nil
	}
	body = bytes.NewReader(data)
	return d.to(d.far, body)
}

func (d *drop) reset(data []byte) error {
	body := bytes.NewReader(data)
	if err := d.to(d.near, body); err == nil {
		return nil
	}
	body.Reset(data)
	return d.to(d.far, body)
}

func (d *drop) seeks(f *os.File) error {
	if err := d.to(d.near, io.NopCloser(f)); err == nil {
		return nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return d.to(d.far, io.NopCloser(f))
}

func back(s io.Seeker) error {
	_, err := s.Seek(0, io.SeekStart)
	return err
}

func (d *drop) seeksBy(data []byte) error {
	body := bytes.NewReader(data)
	if err := d.to(d.near, body); err == nil {
		return nil
	}
	if err := back(body); err != nil {
		return err
	}
	return d.to(d.far, body)
}

func (d *drop) inPlace(text string) error {
	if err := d.to(d.near, strings.NewReader(text)); err == nil {
		return nil
	}
	return d.to(d.far, strings.NewReader(text))
}

// Two letters are two bodies, whatever becomes of the first.
func (d *drop) both(a, b string) error {
	first, second := strings.NewReader(a), strings.NewReader(b)
	if err := d.to(d.near, first); err != nil {
		return err
	}
	return d.to(d.near, second)
}

// One that worked is followed by nothing.
func (d *drop) next(r io.Reader) error {
	if err := d.to(d.near, io.LimitReader(r, 10)); err != nil {
		return err
	}
	return d.to(d.near, io.LimitReader(r, 10))
}

// The bytes of a buffer stay.
func (d *drop) kept(buf *bytes.Buffer) error {
	if err := d.to(d.near, bytes.NewReader(buf.Bytes())); err == nil {
		return nil
	}
	return d.to(d.far, bytes.NewReader(buf.Bytes()))
}

// A body that was given a copy of itself in time.
func (d *drop) tee(r io.Reader) error {
	var copied bytes.Buffer
	if err := d.to(d.near, io.TeeReader(r, &copied)); err == nil {
		return nil
	}
	return d.to(d.far, io.MultiReader(&copied, r))
}
