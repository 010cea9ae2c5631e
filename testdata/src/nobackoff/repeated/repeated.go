// Package repeated has bodies whose codes repeat HTTP's statuses.
package repeated

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type answer struct {
	ErrCode int    `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

func get(c *http.Client, u string) (*answer, error) {
	resp, err := c.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	var a answer
	return &a, json.NewDecoder(resp.Body).Decode(&a)
}

// at once.
func atOnce(c *http.Client, u string) (*answer, error) {
	for i := 0; i < 5; i++ {
		a, err := get(c, u)
		if err != nil {
			return nil, err
		}
		if a.ErrCode == http.StatusTooManyRequests { // want `http code 429 is retried at once \(sent at line 17\), which keeps the limit exceeded; wait longer each time`
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// after the same wait, with whatever else is none of the client's faults.
func fixed(c *http.Client, u string) (*answer, error) {
	for i := 0; i < 5; i++ {
		a, err := get(c, u)
		if err != nil {
			return nil, err
		}
		if a.ErrCode == 429 || a.ErrCode >= 500 { // want `http code 429 is retried after a fixed 100ms`
			time.Sleep(100 * time.Millisecond)
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// good: it waits longer each time.
func growing(c *http.Client, u string) (*answer, error) {
	for i := 0; i < 5; i++ {
		a, err := get(c, u)
		if err != nil {
			return nil, err
		}
		if a.ErrCode == http.StatusTooManyRequests {
			time.Sleep(time.Second << i)
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// good: other failures of the server.
func failures(c *http.Client, u string) (*answer, error) {
	for i := 0; i < 5; i++ {
		a, err := get(c, u)
		if err != nil {
			return nil, err
		}
		if a.ErrCode == http.StatusBadGateway {
			time.Sleep(time.Second)
			continue
		}
		return a, nil
	}
	return nil, fmt.Errorf("too many")
}

// good: codes that the package makes itself, in another field.
type verdict struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func judge(c *http.Client, u string) (*verdict, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.Get(u)
		if err != nil {
			return nil, err
		}
		v := &verdict{}
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
		if err != nil {
			v.Code = 429
		}
		if v.Code == 429 {
			time.Sleep(time.Second)
			continue
		}
		return v, nil
	}
	return nil, fmt.Errorf("too many")
}
