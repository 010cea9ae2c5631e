// Package counted goes through what is in an answer before it decides: how much there is of it makes no difference to that.
package counted

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"
	"time"
)

func headers(c *http.Client, url string) (*http.Response, error) {
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 { // want `retries 400, 401 and 403 \(300 and above, sent at line 16\)`
			return resp, nil
		}
		for k, v := range resp.Header {
			log.Printf("%s: %s", k, strings.Join(v, ","))
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("too many attempts")
}

// The same in a function.
func inFunction(c *http.Client, url string) error {
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line 35\)`
			return nil
		}
		tell(resp)
		time.Sleep(time.Second << i)
	}
	return errors.New("too many attempts")
}

func tell(resp *http.Response) {
	var b strings.Builder
	for k, v := range resp.Header {
		fmt.Fprintf(&b, "%s: %s\n", k, v)
	}
	for _, e := range resp.TransferEncoding {
		b.WriteString(e)
	}
	log.Print(b.String())
}

type answer struct {
	Errors []struct {
		Message string `json:"message"`
		Fatal   bool   `json:"fatal"`
	} `json:"errors"`
}

// Of a list in the body.
func messages(c *http.Client, url string) error {
	var last error
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		var a answer
		err = json.NewDecoder(resp.Body).Decode(&a)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if resp.StatusCode < 400 { // want `retries 400, 401 and 403 \(400 and above, sent at line 71\)`
			return nil
		}
		text := ""
		for _, e := range a.Errors {
			text += e.Message
		}
		last = errors.New(text)
		time.Sleep(time.Second << i)
	}
	return last
}

// One of the elements ends it.
func fatal(c *http.Client, url string) error {
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		var a answer
		err = json.NewDecoder(resp.Body).Decode(&a)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if resp.StatusCode < 400 {
			return nil
		}
		for _, e := range a.Errors {
			if e.Fatal {
				return errors.New(e.Message)
			}
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("too many attempts")
}

// Any element ends it: it goes round where there are none only.
func anyOf(c *http.Client, url string) error {
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		var a answer
		err = json.NewDecoder(resp.Body).Decode(&a)
		resp.Body.Close()
		if err != nil || resp.StatusCode < 400 {
			return err
		}
		for _, e := range a.Errors {
			return errors.New(e.Message)
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("too many attempts")
}

// A header ends it.
func refused(c *http.Client, url string) (*http.Response, error) {
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			return resp, nil
		}
		for k := range resp.Header {
			if k == "X-Final" {
				return resp, nil
			}
		}
		resp.Body.Close()
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("too many attempts")
}

// It goes round for as long as the answer names something to wait for.
func named(c *http.Client, url string) error {
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		again := false
		for range resp.Header.Values("X-Pending") {
			again = true
		}
		resp.Body.Close()
		if !again {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("too many attempts")
}

// The number is asked for afterwards.
func few(c *http.Client, url string) error {
	for i := 0; i < 4; i++ {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		n := 0
		for range resp.Cookies() {
			n++
		}
		resp.Body.Close()
		if n > 1 || resp.StatusCode < 300 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return errors.New("too many attempts")
}
