// Package good sends requests that something ends, or that may take their time.
package good

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"time"
)

func done(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var limited = &http.Client{Timeout: 10 * time.Second}

func withTimeout(url string) error {
	resp, err := limited.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func setLater(url string) error {
	client := &http.Client{}
	client.Timeout = time.Minute
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func configured(url string, d time.Duration) error {
	client := &http.Client{Timeout: d}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func header(url string) error {
	client := &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Second}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func dials(url string) error {
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := net.Dial(network, addr)
		if err == nil {
			err = conn.SetDeadline(time.Now().Add(time.Minute))
		}
		return conn, err
	}}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type tripper struct{}

func (tripper) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	return http.DefaultTransport.RoundTrip(r.WithContext(ctx))
}

func trips(url string) error {
	client := &http.Client{Transport: tripper{}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func do(req *http.Request) error {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The caller owns the context.
func given(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	return do(req)
}

func Do(req *http.Request) error {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func deadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return given(ctx, url)
}

func later(url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(time.Minute))
	defer cancel()
	req = req.WithContext(ctx)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func interrupted(url string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func handler(w http.ResponseWriter, r *http.Request) {
	if err := given(r.Context(), "http://backend/"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// The client may be anybody's.
type API struct {
	Client *http.Client
	own    *http.Client
}

func New(own *http.Client) *API {
	if own == nil {
		own = &http.Client{}
	}
	return &API{Client: &http.Client{}, own: own}
}

func (a *API) get(url string) error {
	resp, err := a.Client.Get(url)
	if err != nil {
		return err
	}
	if err := resp.Body.Close(); err != nil {
		return err
	}
	resp, err = a.own.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func download(url string, to io.Writer) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(to, resp.Body)
	return err
}

func lines(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	for s := bufio.NewScanner(resp.Body); s.Scan(); {
		println(s.Text())
	}
	return nil
}

func values(url string, each func(any)) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	for {
		var v any
		if err := dec.Decode(&v); err != nil {
			return err
		}
		each(v)
	}
}

func events(url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func pollUpdates(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Open hands the body on.
func Open(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Fetch hands the answer on.
func Fetch(url string) (*http.Response, error) { return http.Get(url) }

func raced(url string) error {
	errs := make(chan error, 1)
	go func() {
		resp, err := http.Get(url)
		if err == nil {
			err = resp.Body.Close()
		}
		errs <- err
	}()
	select {
	case err := <-errs:
		return err
	case <-time.After(time.Second):
		return os.ErrDeadlineExceeded
	}
}

func cancelled(url string, tell func(*http.Client)) error {
	client := &http.Client{}
	tell(client)
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
