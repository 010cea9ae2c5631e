// Package byname returns parts of an answer by the names of results.
package byname

import (
	"encoding/json"
	"errors"
	"net/http"
)

type usage struct {
	Used  int64 `json:"used"`
	Total int64 `json:"total"`
	Items []struct {
		Name string `json:"name"`
	} `json:"items"`
}

type outcome struct {
	Error string `json:"error"`
	Used  int64  `json:"used"`
}

func both(c *http.Client, url string) (used, total int64, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var u usage
	if err = json.NewDecoder(resp.Body).Decode(&u); err != nil { // want `the answer is decoded and returned whatever its status`
		return
	}
	used, total = u.Used, u.Total
	return
}

func one(c *http.Client, url string) (used int64, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	u := new(usage)
	err = json.NewDecoder(resp.Body).Decode(u) // want `the answer is decoded and returned whatever its status`
	used = u.Used
	return
}

func looked(c *http.Client, url string) (used, total int64, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		err = errors.New(resp.Status)
		return
	}
	var u usage
	if err = json.NewDecoder(resp.Body).Decode(&u); err != nil {
		return
	}
	used, total = u.Used, u.Total
	return
}

func asked(c *http.Client, url string) (used int64, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var u usage
	if err = json.NewDecoder(resp.Body).Decode(&u); err != nil {
		return
	}
	if used = u.Used; used == 0 {
		err = errors.New("nothing there")
	}
	return
}

func told(c *http.Client, url string) (used int64, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var o outcome
	if err = json.NewDecoder(resp.Body).Decode(&o); err != nil {
		return
	}
	used = o.Used
	if o.Error != "" {
		err = errors.New(o.Error)
	}
	return
}

// There are no items in an answer that is another one.
func items(c *http.Client, url string) (name string, err error) {
	resp, err := c.Get(url)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var u usage
	if err = json.NewDecoder(resp.Body).Decode(&u); err != nil {
		return
	}
	for _, i := range u.Items {
		name = i.Name
	}
	return
}
