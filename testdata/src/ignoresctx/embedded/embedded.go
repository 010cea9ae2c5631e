// Package embedded waits where what is embedded has a method that returns a context.
package embedded

import (
	"errors"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

var errStatus = errors.New("status")

func ask(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errStatus
	}
	return nil
}

// command is one with more to it: it has a context only if it was run with one.
type command struct {
	*cobra.Command
	verbose bool
}

func connect(c *command, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = ask(url); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// sub has it one level further down.
type sub struct{ command }

func reconnect(s sub, url string) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = ask(url); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// call embeds a request, which always has one.
type call struct {
	*http.Request
	url string
}

func relay(c *call) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = ask(c.url); err == nil {
			return nil
		}
		time.Sleep(time.Second << i) // want `does not end with c\.Context\(\)`
	}
	return err
}
