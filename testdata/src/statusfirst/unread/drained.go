package unread

import (
	"io"
	"net/http"
	"os"
	"strings"
)

func drained(c *http.Client, u string) error {
	resp, err := c.Post(u, "text/plain", strings.NewReader("on")) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func drainedBy(c *http.Client, u string) (derr error) {
	resp, err := c.Post(u, "text/plain", strings.NewReader("off")) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, derr = io.Copy(io.Discard, resp.Body)
	return derr
}

func drainedLooked(c *http.Client, u string) (bool, error) {
	resp, err := c.Post(u, "text/plain", strings.NewReader("on"))
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode == http.StatusOK, err
}

// What is read is shown.
func shown(c *http.Client, u string) error {
	resp, err := c.Post(u, "text/plain", strings.NewReader("on"))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(os.Stdout, resp.Body)
	return err
}

// One that only reads changes nothing.
func read(c *http.Client, u string) error {
	resp, err := c.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
