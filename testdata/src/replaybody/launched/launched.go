// Package launched starts function literals that it holds in variables.
package launched

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

type post struct {
	hc  *http.Client
	url string
}

type crew struct {
	wg  sync.WaitGroup
	err error
}

func (c *crew) Go(f func() error) {
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		if err := f(); err != nil {
			c.err = err
		}
	}()
}

func (c *crew) Wait() error {
	c.wg.Wait()
	return c.err
}

func (p *post) badGiven(data []byte, done chan<- error) error {
	deliver := func(req *http.Request) {
		for n := 0; ; n++ {
			resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
			if err == nil {
				resp.Body.Close()
			}
			if err == nil || n == 4 {
				done <- err
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	go deliver(req)
	return nil
}

func (p *post) badHeld(text string, wg *sync.WaitGroup) error {
	req, err := http.NewRequest(http.MethodPut, p.url, strings.NewReader(text))
	if err != nil {
		return err
	}
	var run = func() {
		defer wg.Done()
		for n := range 5 {
			resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
			if err != nil {
				time.Sleep(time.Second << n)
				continue
			}
			resp.Body.Close()
			return
		}
	}
	wg.Add(1)
	go run()
	return nil
}

func (p *post) badReader(data []byte) {
	send := func(from io.Reader) {
		for n := range 5 {
			resp, err := p.hc.Post(p.url, "text/plain", from) // want `from was read by the first attempt`
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	body := bytes.NewBuffer(data)
	go send(body)
}

func (p *post) badOpen() {
	var ask func(path string)
	ask = func(path string) {
		for n := range 5 {
			resp, err := p.hc.Get(p.url + path) // want `the response is not closed before the next attempt`
			if err != nil {
				return
			}
			if resp.StatusCode < 500 {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	go ask("/health")
}

// A group starts it as a go statement does.
func (p *post) badGroup(data []byte) error {
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	send := func() {
		for n := range 5 {
			resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	var wg sync.WaitGroup
	wg.Go(send)
	wg.Wait()
	return nil
}

// One that is started twice is given what has a body, and what has none.
func (p *post) badSecond(data []byte) error {
	send := func(req *http.Request) {
		for n := range 5 {
			resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	ask, err := http.NewRequest(http.MethodGet, p.url, nil)
	if err != nil {
		return err
	}
	tell, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	go send(ask)
	go send(tell)
	return nil
}

// One that is chosen is started, whichever that is.
func (p *post) badEither(data []byte, loud bool) {
	send := func(req *http.Request) {
		for n := range 5 {
			resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return
	}
	if loud {
		send = func(*http.Request) {}
	}
	go send(req)
}

func (p *post) goodAnew(data []byte) {
	send := func(b []byte) {
		for n := range 5 {
			resp, err := p.hc.Post(p.url, "text/plain", bytes.NewReader(b))
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	go send(data)
}

func (p *post) goodWithout() error {
	ask := func(req *http.Request) {
		for n := range 5 {
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	req, err := http.NewRequest(http.MethodGet, p.url, nil)
	if err != nil {
		return err
	}
	go ask(req)
	return nil
}

func (p *post) goodMended(data []byte) error {
	send := func(req *http.Request) {
		for n := range 5 {
			body, err := req.GetBody()
			if err != nil {
				return
			}
			req.Body = body
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	go send(req)
	return nil
}

func (p *post) goodGroup(data []byte) error {
	send := func() error {
		for n := range 5 {
			req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
			if err != nil {
				return err
			}
			resp, err := p.hc.Do(req)
			if err == nil {
				resp.Body.Close()
			}
			if err == nil && resp.StatusCode < 500 {
				return nil
			}
			time.Sleep(time.Second << n)
		}
		return nil
	}
	var crew crew
	crew.Go(send)
	crew.Go(send)
	return crew.Wait()
}

// Each of them sends its own, and none again.
func (p *post) goodEach(parts [][]byte, wg *sync.WaitGroup) {
	send := func(req *http.Request) {
		defer wg.Done()
		resp, err := p.hc.Do(req)
		if err == nil {
			resp.Body.Close()
		}
	}
	for _, part := range parts {
		req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(part))
		if err != nil {
			return
		}
		wg.Add(1)
		go send(req)
	}
}

// What is started for the next try is given another reader.
func (p *post) goodNext(data []byte, failed <-chan error) {
	send := func(req *http.Request) {
		resp, err := p.hc.Do(req)
		if err == nil {
			resp.Body.Close()
		}
	}
	for n := range 5 {
		req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
		if err != nil {
			return
		}
		go send(req)
		if <-failed == nil {
			return
		}
		time.Sleep(time.Second << n)
	}
}

// A literal that is given what has no body.
func (p *post) goodClosed(done chan<- int) {
	ask := func(path string) {
		for n := range 5 {
			resp, err := p.hc.Get(p.url + path)
			if err != nil {
				done <- 0
				return
			}
			resp.Body.Close()
			if resp.StatusCode < 500 {
				done <- resp.StatusCode
				return
			}
			time.Sleep(time.Second << n)
		}
	}
	go ask("/health")
	go ask("/ready")
}

// Of what is not known which it is, nothing is said.
func (p *post) goodUnknown(data []byte, send func(*http.Request)) error {
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	go send(req)
	return nil
}

// What is started leaves it to another function to try again.

func (p *post) insist(req *http.Request) error {
	for n := 0; ; n++ {
		resp, err := p.hc.Do(req) // want `the body of req was read by the first attempt`
		if err == nil {
			return resp.Body.Close()
		}
		if n == 4 {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func (p *post) handsOn(data []byte) error {
	send := func(req *http.Request) {
		if err := p.insist(req); err != nil {
			println(err.Error())
		}
	}
	req, err := http.NewRequest(http.MethodPost, p.url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	go send(req)
	return nil
}

func (p *post) ask(req *http.Request) error {
	for n := 0; ; n++ {
		resp, err := p.hc.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if n == 4 {
			return err
		}
		time.Sleep(time.Second << n)
	}
}

func (p *post) asks() error {
	ask := func(req *http.Request) {
		if err := p.ask(req); err != nil {
			println(err.Error())
		}
	}
	req, err := http.NewRequest(http.MethodGet, p.url, nil)
	if err != nil {
		return err
	}
	go ask(req)
	return nil
}
