// Package scalars has errors that are a text or a number by themselves.
package scalars

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

type refusal string

func (r refusal) Error() string { return "refused: " + string(r) }

type code int

func (c code) Error() string { return http.StatusText(int(c)) }

func length(c *http.Client, url string) (int64, error) {
	resp, err := c.Head(url)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, refusal(strconv.Itoa(resp.StatusCode))
	}
	return resp.ContentLength, nil
}

func remove(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode > 299 {
		return code(resp.StatusCode)
	}
	return nil
}

func asserted(c *http.Client, url string) (n int64, err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		if n, err = length(c, url); err == nil {
			return n, nil
		}
		if r, ok := err.(refusal); ok && r == "404" { // want `retries 400, 401 and 403`
			return 0, err
		}
		time.Sleep(d)
	}
	return n, err
}

func ofAnother(c *http.Client, url string) (n int64, err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		if n, err = length(c, url); err == nil {
			return n, nil
		}
		var r code              // which it is never
		if errors.As(err, &r) { // want `retries 400, 401 and 403`
			return 0, err
		}
		time.Sleep(d)
	}
	return n, err
}

func number(c *http.Client, req *http.Request) error {
	for i := 0; ; i++ {
		err := remove(c, req)
		if err == nil || i == 4 { // want `retries 400, 401 and 403`
			return err
		}
		time.Sleep(time.Second << i)
	}
}

func digit(c *http.Client, url string) (n int64, err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		if n, err = length(c, url); err == nil {
			return n, nil
		}
		var r refusal
		if errors.As(err, &r) && r != "429" && r[0] != '5' {
			return 0, err
		}
		time.Sleep(d)
	}
	return n, err
}

func alone(c *http.Client, url string) (n int64, err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		n, err = length(c, url)
		switch e := err.(type) {
		case nil:
			return n, nil
		case refusal:
			if e < "500" {
				return 0, e
			}
		}
		time.Sleep(d)
	}
	return n, err
}

func anyRefusal(c *http.Client, url string) (n int64, err error) {
	for d := time.Second; d < time.Minute; d *= 2 {
		n, err = length(c, url)
		if _, refused := err.(refusal); refused || err == nil {
			return n, err
		}
		time.Sleep(d)
	}
	return n, err
}

func counted(c *http.Client, req *http.Request) (err error) {
	for i := range 5 {
		err = remove(c, req)
		if n, ok := errors.AsType[code](err); ok && n < 500 && n != http.StatusTooManyRequests {
			return err
		}
		if err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

const (
	missing refusal = "missing"
	broken  refusal = "broken"
	denied  refusal = "denied"
)

func look(c *http.Client, url string) error {
	resp, err := c.Head(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	switch status := resp.StatusCode; {
	case status == http.StatusNotFound:
		return missing
	case status >= 500:
		return broken
	case status >= 400:
		return denied
	}
	return nil
}

func unlessMissing(c *http.Client, url string) (err error) {
	for i := range 5 {
		if err = look(c, url); err == nil || err == missing { // want `retries 400, 401 and 403 \(400 and above except 404, .*decided at line 152\)`
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func ifBroken(c *http.Client, url string) (err error) {
	for i := range 5 {
		if err = look(c, url); !errors.Is(err, broken) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func bySwitch(c *http.Client, url string) (err error) {
	for i := range 5 {
		err = look(c, url)
		switch err {
		case nil, missing, denied:
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func byText(c *http.Client, url string) (err error) {
	for i := range 5 {
		err = look(c, url)
		var r refusal
		if errors.As(err, &r) && r != broken {
			return err
		}
		if err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}
