// Package repeated has bodies whose codes repeat HTTP's statuses.
package repeated

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type answer struct {
	Code    int             `json:"code"`
	Message string          `json:"message"`
	Data    json.RawMessage `json:"data"`
}

func post(c *http.Client, u string, in []byte) (*answer, error) {
	resp, err := c.Post(u, "application/json", bytes.NewReader(in))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	return &a, json.NewDecoder(resp.Body).Decode(&a)
}

// whatever is not 200 goes round.
func all(c *http.Client, u string, in []byte) (*answer, error) {
	for i := 0; i < 5; i++ {
		a, err := post(c, u, in)
		if err != nil {
			return nil, err
		}
		if a.Code != http.StatusOK { // want `retries http code 400 \(Bad Request\) and \d+ more, sent at line 19; the same request fails again, so return the error`
			time.Sleep(time.Second << i)
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// 401 by its name, with the credentials that were refused.
func unauthorized(c *http.Client, u string, in []byte) (*answer, error) {
	for i := 0; i < 5; i++ {
		a, err := post(c, u, in)
		if err != nil {
			return nil, err
		}
		switch a.Code {
		case http.StatusUnauthorized, http.StatusServiceUnavailable: // want `retries http code 401 \(Unauthorized\)`
			time.Sleep(time.Second << i)
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// the answer was found to be 200 first, and the code is in an error of the package.
type reply struct {
	Error *problem `json:"error"`
	ID    string   `json:"id"`
}

type problem struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Status  string `json:"status"`
}

func nested(c *http.Client, u string) (string, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return "", err
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return "", fmt.Errorf("status %d", resp.StatusCode)
		}
		var r reply
		err = json.NewDecoder(resp.Body).Decode(&r)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
		if r.Error == nil {
			return r.ID, nil
		}
		if r.Error.Code >= 400 { // want `retries http code 400 \(Bad Request\) and \d+ more`
			time.Sleep(time.Second << i)
			continue
		}
		return "", fmt.Errorf("%d: %s", r.Error.Code, r.Error.Message)
	}
	return "", fmt.Errorf("too many")
}

// good: limits and failures of the server pass.
func passing(c *http.Client, u string, in []byte) (*answer, error) {
	for i := 0; i < 5; i++ {
		a, err := post(c, u, in)
		if err != nil {
			return nil, err
		}
		if a.Code == http.StatusTooManyRequests || a.Code >= 500 {
			time.Sleep(time.Second << i)
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// good: other credentials.
func renewed(c *http.Client, u string, in []byte, renewToken func() []byte) (*answer, error) {
	for i := 0; i < 2; i++ {
		a, err := post(c, u, in)
		if err != nil {
			return nil, err
		}
		if a.Code == http.StatusUnauthorized {
			in = renewToken()
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// good: a scheme of its own, in which 200 is one of many.
type own struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
}

const busy = 10013

func ownCodes(c *http.Client, u string) error {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return err
		}
		var o own
		err = json.NewDecoder(resp.Body).Decode(&o)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if o.Code == http.StatusOK {
			return nil
		}
		if o.Code == busy {
			time.Sleep(time.Second << i)
			continue
		}
		time.Sleep(time.Minute << i)
	}
	return fmt.Errorf("too many")
}

// good: 200 as a number alone says nothing.
type plain struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
}

func plainCodes(c *http.Client, u string) error {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return err
		}
		var p plain
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if p.Code == 200 {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return fmt.Errorf("too many")
}

// good: what worked goes round as well: a poller.
func poll(c *http.Client, u string, in []byte) {
	for {
		a, err := post(c, u, in)
		if err == nil && a.Code != http.StatusGone {
			fmt.Println(a.Message)
		}
		time.Sleep(time.Minute)
	}
}
