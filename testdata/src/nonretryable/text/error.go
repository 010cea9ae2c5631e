package text

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprintf("unexpected status: %d", e.code) }

func (c *client) load(url string) error {
	resp, err := c.hc.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &statusError{resp.StatusCode}
	}
	return nil
}

// No status makes this text, so that all of them go round.
func (c *client) otherText(url string) (err error) {
	for i := range 3 {
		if err = c.load(url); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		if strings.HasPrefix(err.Error(), "query failed") || strings.Contains(err.Error(), "no such key") {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Each status makes this one.
func (c *client) thatText(url string) (err error) {
	for i := range 3 {
		if err = c.load(url); err == nil {
			return nil
		}
		if strings.HasPrefix(err.Error(), "unexpected status") {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// This one is made by some.
func (c *client) someText(url string) (err error) {
	for i := range 3 {
		if err = c.load(url); err == nil {
			return nil
		}
		if strings.HasSuffix(err.Error(), ": 400") || strings.Contains(err.Error(), "status: 4") {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Whose text it is, is not known.
func (c *client) anyText(url string) (err error) {
	for i := range 3 {
		if err = c.ask(url); err == nil {
			return nil
		}
		if strings.Contains(err.Error(), "query failed") {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) ask(url string) error {
	resp, err := c.hc.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Header.Get("X-Error"))
	}
	return nil
}
