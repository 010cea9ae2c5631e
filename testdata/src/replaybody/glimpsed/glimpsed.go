// Package glimpsed has helpers that look at the beginning of an answer.
package glimpsed

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

type desk struct {
	hc  *http.Client
	url string
}

func snippet(resp *http.Response) string {
	data, err := io.ReadAll(io.LimitReader(resp.Body, 512))
	if err != nil {
		return ""
	}
	return string(data)
}

func opening(resp *http.Response) string {
	buf := make([]byte, 512)
	n, err := io.ReadFull(resp.Body, buf)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return ""
	}
	return string(buf[:n])
}

type problem struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func decoded(resp *http.Response) (p problem, err error) {
	err = json.NewDecoder(resp.Body).Decode(&p)
	return p, err
}

func firstLine(body io.Reader) string {
	line, err := bufio.NewReader(body).ReadString('\n')
	if err != nil {
		return ""
	}
	return line
}

func some(body io.ReadCloser) []byte {
	buf := make([]byte, 256)
	n, err := body.Read(buf)
	if err != nil {
		return nil
	}
	return buf[:n]
}

func refused(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	return fmt.Errorf("refused: %s: %s", resp.Status, snippet(resp))
}

// With the rest of it, the connection is given up.

func (d *desk) badSnippet(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Println(snippet(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *desk) badOpening(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Println(opening(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *desk) badDecoded(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		if p, err := decoded(resp); err == nil {
			fmt.Println(p.Code, p.Detail)
		}
		time.Sleep(time.Second << n)
	}
}

func (d *desk) badLine(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Println(firstLine(resp.Body))
		time.Sleep(time.Second << n)
	}
}

func (d *desk) badSome(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Printf("%s\n", some(resp.Body))
		time.Sleep(time.Second << n)
	}
}

func (d *desk) badRefused(path string) (*http.Response, error) {
	var last error
	for n := range 4 {
		resp, err := d.hc.Get(d.url + path) // want `the response is not closed before the next attempt`
		if err != nil {
			return nil, err
		}
		if last = refused(resp); last == nil {
			return resp, nil
		}
		time.Sleep(time.Second << n)
	}
	return nil, last
}

// A helper that closes it as well.

func told(resp *http.Response) string {
	defer resp.Body.Close()
	return snippet(resp)
}

func toldAndDrained(resp *http.Response) string {
	text := opening(resp)
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	return text
}

func toldWhole(resp *http.Response) string {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return ""
	}
	return string(data)
}

func closeAfter(body io.ReadCloser) (p problem) {
	defer func() { _ = body.Close() }()
	if err := json.NewDecoder(body).Decode(&p); err != nil {
		return problem{}
	}
	return p
}

func (d *desk) goodClosed(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Println(told(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *desk) goodDrained(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Println(toldAndDrained(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *desk) goodWhole(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Println(toldWhole(resp))
		time.Sleep(time.Second << n)
	}
}

func (d *desk) goodBody(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		fmt.Println(closeAfter(resp.Body).Detail)
		time.Sleep(time.Second << n)
	}
}

func (d *desk) goodByCaller(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 || n == 4 {
			return resp, nil
		}
		p, err := decoded(resp)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		fmt.Println(p.Code)
		time.Sleep(time.Second << n)
	}
}

// attempt closes what it has asked for.
func (d *desk) attempt(path string) (string, error) {
	resp, err := d.hc.Get(d.url + path)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := refused(resp); err != nil {
		return "", err
	}
	return firstLine(resp.Body), nil
}

func (d *desk) goodAttempts(path string) (string, error) {
	for n := 0; ; n++ {
		text, err := d.attempt(path)
		if err == nil || n == 4 {
			return text, err
		}
		time.Sleep(time.Second << n)
	}
}

// Whoever keeps the body, or has a goroutine read it, may close it.

var late = map[string]io.ReadCloser{}

func park(path string, body io.ReadCloser) { late[path] = body }

func scan(body io.ReadCloser) <-chan string {
	out := make(chan string, 1)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(body)
		for lines.Scan() {
			out <- lines.Text()
		}
		body.Close()
	}()
	return out
}

func (d *desk) goodParked(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		park(path, resp.Body)
		time.Sleep(time.Second << n)
	}
}

func (d *desk) goodScanned(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil || resp.StatusCode < 500 || n == 4 {
			return resp, err
		}
		for line := range scan(resp.Body) {
			fmt.Println(strings.TrimSpace(line))
		}
		time.Sleep(time.Second << n)
	}
}

// A helper that closes it sometimes.
func maybe(resp *http.Response) bool {
	if resp.StatusCode == http.StatusServiceUnavailable {
		resp.Body.Close()
		return true
	}
	return strings.Contains(snippet(resp), "busy")
}

func (d *desk) goodMaybe(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := d.hc.Get(d.url + path)
		if err != nil {
			return nil, err
		}
		if n == 4 || !maybe(resp) {
			return resp, nil
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			resp.Body.Close()
		}
		time.Sleep(time.Second << n)
	}
}
