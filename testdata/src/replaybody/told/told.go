// Package told closes answers that tell of a refusal in a field, sooner or later.
package told

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type answer struct {
	Fault *struct {
		Number int
		Text   string
	}
	Note  string
	Items []string
	Next  string
}

var errBusy = errors.New("busy")

// toError is nil where an answer tells of no refusal.
func toError(note string) error {
	switch note {
	case "":
		return nil
	case "busy":
		return errBusy
	}
	return errors.New(note)
}

func ByText(c *http.Client, url string) (*answer, error) {
	for try := 0; ; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close() // want `defer closes the response \(sent at line \d+\) when the function returns, not before the next attempt; close it in the loop`
		a := new(answer)
		if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
			return nil, err
		}
		if err := toError(a.Note); err != nil {
			if err == errBusy && try < 3 {
				time.Sleep(time.Second << try)
				continue
			}
			return nil, err
		}
		return a, nil
	}
}

// A Reader knows how a service tells of its refusals.
type Reader interface {
	Error(note string) error
}

func ByReader(c *http.Client, r Reader, url string) (*answer, error) {
	for try := 0; ; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close() // want `defer closes the response \(sent at line \d+\) when the function returns`
		a := new(answer)
		if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
			return nil, err
		}
		if err := r.Error(a.Note); err != nil {
			if errors.Is(err, errBusy) && try < 3 {
				time.Sleep(time.Second << try)
				continue
			}
			return nil, err
		}
		return a, nil
	}
}

var refusals = map[string]error{"busy": errBusy, "full": errors.New("full")}

func ByTable(c *http.Client, url string) (*answer, error) {
	for try := 0; ; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close() // want `defer closes the response \(sent at line \d+\) when the function returns`
		a := new(answer)
		if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
			return nil, err
		}
		if err := refusals[a.Note]; err != nil {
			if errors.Is(err, errBusy) && try < 3 {
				time.Sleep(time.Second << try)
				continue
			}
			return nil, err
		}
		return a, nil
	}
}

// ByReaderAtOnce closes the answer before it asks what that says.
func ByReaderAtOnce(c *http.Client, r Reader, url string) (*answer, error) {
	for try := 0; ; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		a := new(answer)
		err = json.NewDecoder(resp.Body).Decode(a)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if err := r.Error(a.Note); err != nil {
			if errors.Is(err, errBusy) && try < 3 {
				time.Sleep(time.Second << try)
				continue
			}
			return nil, err
		}
		return a, nil
	}
}

func note(resp *http.Response) string {
	if id := resp.Header.Get("X-Request-Id"); id != "" {
		return id
	}
	return "-"
}

// ByHeader asks for a header in a function, which leaves the body as it is.
func ByHeader(c *http.Client, url string) (*answer, error) {
	for try := 0; try < 4; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		id := note(resp)
		defer resp.Body.Close() // want `defer closes the response \(sent at line \d+\) when the function returns`
		if resp.StatusCode >= 500 {
			time.Sleep(time.Second << try)
			continue
		}
		a := new(answer)
		if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		return a, nil
	}
	return nil, errBusy
}

func finish(resp *http.Response) string {
	resp.Body.Close()
	return note(resp)
}

// ByFinish has a function close the answer as well.
func ByFinish(c *http.Client, url string) (*answer, error) {
	for try := 0; try < 4; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 {
			fmt.Println(finish(resp))
			time.Sleep(time.Second << try)
			continue
		}
		defer resp.Body.Close()
		a := new(answer)
		return a, json.NewDecoder(resp.Body).Decode(a)
	}
	return nil, errBusy
}

func ByNumber(c *http.Client, url string) (*answer, error) {
	for try := 0; ; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close() // want `defer closes the response \(sent at line \d+\) when the function returns`
		a := new(answer)
		if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
			return nil, err
		}
		if a.Fault != nil {
			err := fmt.Errorf("%d: %s", a.Fault.Number, a.Fault.Text)
			if a.Fault.Number == 17 && try < 3 {
				time.Sleep(time.Second << try)
				continue
			}
			return nil, err
		}
		return a, nil
	}
}

// ByTextAtOnce closes the answer where it has been read.
func ByTextAtOnce(c *http.Client, url string) (*answer, error) {
	for try := 0; ; try++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		a := new(answer)
		err = json.NewDecoder(resp.Body).Decode(a)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if err := toError(a.Note); err != nil {
			if err == errBusy && try < 3 {
				time.Sleep(time.Second << try)
				continue
			}
			return nil, err
		}
		return a, nil
	}
}

func once(c *http.Client, url string) (*answer, error) {
	resp, err := c.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(answer)
	if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
		return nil, err
	}
	return a, toError(a.Note)
}

// ByFunction has the answer closed by what has asked for it.
func ByFunction(c *http.Client, url string) (*answer, error) {
	for try := 0; ; try++ {
		a, err := once(c, url)
		if errors.Is(err, errBusy) && try < 3 {
			time.Sleep(time.Second << try)
			continue
		}
		return a, err
	}
}

// ByDefer closes it with a function of its own round.
func ByDefer(c *http.Client, url string) (*answer, error) {
	for try := 0; ; try++ {
		a, err := func() (*answer, error) {
			resp, err := c.Get(url)
			if err != nil {
				return nil, err
			}
			defer resp.Body.Close()
			a := new(answer)
			if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
				return nil, err
			}
			return a, toError(a.Note)
		}()
		if errors.Is(err, errBusy) && try < 3 {
			time.Sleep(time.Second << try)
			continue
		}
		return a, err
	}
}

// Never closes none before the next attempt, but leaves where the answer tells of anything.
func Never(c *http.Client, url string) (*answer, error) {
	for try := 0; ; try++ {
		resp, err := c.Get(url)
		if err != nil {
			if try < 3 {
				time.Sleep(time.Second << try)
				continue
			}
			return nil, err
		}
		defer resp.Body.Close()
		a := new(answer)
		if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
			return nil, err
		}
		return a, toError(a.Note)
	}
}
