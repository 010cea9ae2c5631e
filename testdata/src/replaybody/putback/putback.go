// Package putback has helpers that read a body and put it back, or a part of it.
package putback

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

type door struct {
	hc  *http.Client
	url string
}

// refusal reads all of an answer, and puts it back. Nobody closes what came.
func refusal(resp *http.Response) string {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return ""
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return string(data)
}

// head reads no more than the beginning, and puts that back: the connection is lost.
func head(resp *http.Response) []byte {
	data, err := io.ReadAll(io.LimitReader(resp.Body, 512))
	if err != nil {
		return nil
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return data
}

type joined struct {
	io.Reader
	io.Closer
}

// peek puts the beginning in front of the rest.
func peek(resp *http.Response) []byte {
	start, err := io.ReadAll(io.LimitReader(resp.Body, 512))
	if err != nil {
		return nil
	}
	resp.Body = joined{io.MultiReader(bytes.NewReader(start), resp.Body), resp.Body}
	return start
}

// peekFirst does so of as many bytes as there are.
func peekFirst(resp *http.Response) []byte {
	start := make([]byte, 512)
	n, err := io.ReadFull(resp.Body, start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	rest := resp.Body
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(start[:n]), rest), rest}
	return start[:n]
}

// whole reads all of it, closes it and puts it back.
func whole(resp *http.Response) []byte {
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil
	}
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return data
}

func (d *door) badHead(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Printf("refused: %s\n", head(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *door) badPeek(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 && !bytes.Contains(peek(resp), []byte("<busy/>")) || n == 4 {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
}

func (d *door) badPeekFirst(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Printf("refused: %s\n", peekFirst(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *door) goodPeek(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(peek(resp), []byte("<busy/>")) || n == 4 {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

// It was read to its end: nothing is leaked.
func (d *door) goodRefusal(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Printf("refused: %s\n", refusal(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *door) goodWhole(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(whole(resp), []byte("<busy/>")) || n == 4 {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
}

// What was put back in the place of what was closed is open for who gets it.
func (d *door) goodLast(path string) (resp *http.Response, err error) {
	for n := range 4 {
		resp, err = d.hc.Get(d.url + path)
		if err == nil && !bytes.Contains(whole(resp), []byte("<busy/>")) {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
	return resp, err
}

// Bodies of requests.

// note reads the body of a request, and puts it back.
func note(req *http.Request) error {
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	fmt.Printf("%s %s\n", req.Method, data)
	req.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

// noteStart puts back no more than it has read.
func noteStart(req *http.Request) error {
	data, err := io.ReadAll(io.LimitReader(req.Body, 512))
	if err != nil {
		return err
	}
	fmt.Printf("%s %s\n", req.Method, data)
	req.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

// restore gives a request what it was made with.
func restore(req *http.Request, data []byte) {
	req.Body = io.NopCloser(bytes.NewReader(data))
	req.ContentLength = int64(len(data))
}

// It puts back what was left, which is nothing.
func (d *door) badNote(data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, d.url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		if err := note(req); err != nil {
			return nil, err
		}
		resp, err := d.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (d *door) badNoteStart(data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, d.url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		if err := noteStart(req); err != nil {
			return nil, err
		}
		resp, err := d.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (d *door) badNoted(ctx context.Context, v any) (*http.Response, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := note(req); err != nil {
		return nil, err
	}
	for n := range 4 {
		resp, err := d.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil {
			return resp, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
	return nil, errors.New("no answer")
}

func (d *door) goodRestored(data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, d.url, nil)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		restore(req, data)
		if err := note(req); err != nil {
			return nil, err
		}
		resp, err := d.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

func (d *door) goodAnew(data []byte) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequest(http.MethodPost, d.url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if err := note(req); err != nil {
			return nil, err
		}
		resp, err := d.hc.Do(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

// keep returns what it has read, which each attempt is given again.
func keep(req *http.Request) ([]byte, error) {
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req.Body.Close()
	req.Body = io.NopCloser(bytes.NewReader(data))
	return data, nil
}

func (d *door) RoundTrip(req *http.Request) (*http.Response, error) {
	data, err := keep(req)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		restore(req, data)
		resp, err := d.hc.Transport.RoundTrip(req)
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}

type once struct{ next http.RoundTripper }

func (o *once) RoundTrip(req *http.Request) (*http.Response, error) {
	if _, err := keep(req); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		resp, err := o.next.RoundTrip(req) // want `the body of req was read by the first attempt`
		if err == nil || n == 4 {
			return resp, err
		}
		time.Sleep(time.Second << n)
	}
}
