// Package written has statuses that are asked for by what is written of them: a digit, the beginning of the status line, a number as a text.
package written

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

func line(c *http.Client, url string) error {
	for i := range 4 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if strings.HasPrefix(resp.Status, "20") { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func digit(c *http.Client, url string) error {
	delay := time.Second
	for delay < time.Minute {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch strconv.Itoa(resp.StatusCode)[0] {
		case '2', '3':
			return nil
		case '4', '5': // want `retries 400, 401 and 403`
			time.Sleep(delay)
			delay *= 2
		default:
			return errors.New(resp.Status)
		}
	}
	return errors.New("gave up")
}

var wanted = []string{"200", "201", "204"}

func listed(c *http.Client, url string) error {
	for i := 0; ; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if slices.Contains(wanted, fmt.Sprint(resp.StatusCode)) || i == 5 { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
}

func cut(c *http.Client, url string) error {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		code, _, _ := strings.Cut(resp.Status, " ")
		if code == "200" { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func part(c *http.Client, url string) error {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if n, _ := strconv.Atoi(resp.Status[:3]); n < 300 || n == 404 { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func serversDigit(c *http.Client, url string) error {
	for i := range 4 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.Status[0] != '5' {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func serversLine(c *http.Client, url string) error {
	for i := range 4 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !strings.HasPrefix(resp.Status, "5") && !strings.HasPrefix(resp.Status, "429 Too") {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

var later = map[string]bool{"429": true, "502": true, "503": true, "504": true}

func serversSet(c *http.Client, url string) error {
	for i := range 4 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !later[strconv.FormatInt(int64(resp.StatusCode), 10)] {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func serversFields(c *http.Client, url string) error {
	for i := range 4 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if code := strings.Fields(resp.Status)[0]; code < "500" || len(code) != 3 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

// The words are the server's: nothing is known of them.
func words(c *http.Client, url string) error {
	for i := range 4 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if !strings.HasSuffix(resp.Status, "Try Again") && !strings.Contains(resp.Status, "Busy") {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}

func printed(c *http.Client, url string) error {
	for i := range 4 {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if s := fmt.Sprintf("%03d", resp.StatusCode); !strings.HasPrefix(s, "50") && !strings.Contains(resp.Status, "429") {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("gave up")
}
