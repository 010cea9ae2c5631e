// Package preparation does something before the work on each of several things, or before it can do any.
package preparation

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"time"
)

type keys struct{ of map[string]string }

func (k *keys) check(token, audience string) error {
	if k.of[token] != audience {
		return errors.New("somebody else's")
	}
	return nil
}

type verifier struct {
	url  string
	keys *keys
}

func fetch(url string) (*keys, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return &keys{}, nil
}

func (v *verifier) load() (*keys, error) {
	if v.keys != nil {
		return v.keys, nil
	}
	k, err := fetch(v.url)
	if err != nil {
		return nil, err
	}
	v.keys = k
	return k, nil
}

func (v *verifier) one(token, audience string) error {
	k, err := v.load()
	if err != nil {
		return err
	}
	return k.check(token, audience)
}

// The next audience is tried, for which the keys are wanted as well.
func (v *verifier) any(token string, audiences []string) (err error) {
	for _, a := range audiences {
		if err = v.one(token, a); err == nil {
			break
		}
	}
	return err
}

// Nothing of the item is in what is sent, nor in what sends it.
func (v *verifier) delays(delays []time.Duration) (k *keys, err error) {
	for _, d := range delays {
		if k, err = v.load(); err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 29\)`
			break
		}
		time.Sleep(d)
	}
	return k, err
}

func try(ctx context.Context, url string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := fetch(url)
	return err
}

// The server that answers has just been started.
func serving(ctx context.Context, h http.Handler) (*http.Server, error) {
	ln, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return nil, err
	}
	srv := &http.Server{Handler: h}
	go srv.Serve(ln)
	for range 5 {
		if err = try(ctx, "http://"+ln.Addr().String()+"/version"); err == nil {
			return srv, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil, fmt.Errorf("it does not come up: %w", err)
}

func launched(ctx context.Context, cmd *exec.Cmd, url string) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	var err error
	for range 5 {
		if err = try(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// What else a go statement runs has no part in the answer.
func logged(ctx context.Context, url string, lines chan string) error {
	go func() {
		for l := range lines {
			fmt.Println(l)
		}
	}()
	var err error
	for range 5 {
		if err = try(ctx, url); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// Each field that is asked for has its own request.
func (v *verifier) fields(names []string) (k *keys, failed error) {
	for _, name := range names {
		switch name {
		case "keys":
			got, err := v.load()
			if err != nil {
				failed = errors.Join(failed, err)
				continue
			}
			k = got
		default:
			failed = errors.Join(failed, errors.New(name))
			continue
		}
	}
	return k, failed
}
