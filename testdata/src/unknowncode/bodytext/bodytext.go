// Package bodytext looks for digits in whole bodies.
package bodytext

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
)

func read(resp http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// BAD: goes on with another key if the digits are anywhere.
func join(urls []string) error {
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		body, err := read(*resp)
		if err != nil {
			return err
		}
		if strings.Contains(string(body), "1015") { // want `looks for the digits 1015 in the whole body, so any payload with them counts as error 1015; decode the body and compare its code`
			log.Print("the address is limited")
			break
		}
	}
	return nil
}

// BAD: in the bytes themselves.
func expired(resp *http.Response) bool {
	data, err := io.ReadAll(resp.Body)
	return err == nil && bytes.Contains(data, []byte("40101")) // want `looks for the digits 40101 in the whole body`
}

// GOOD: the code is decoded.
func decoded(resp *http.Response) (bool, error) {
	var answer struct{ Code int }
	err := json.NewDecoder(resp.Body).Decode(&answer)
	return answer.Code == 1015, err
}

// GOOD: the digits stand in their field.
func inField(resp *http.Response) bool {
	data, err := io.ReadAll(resp.Body)
	return err == nil && bytes.Contains(data, []byte(`"code":1015,`))
}

// GOOD: words for a log.
func logged(resp *http.Response) error {
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if strings.Contains(string(data), "1015") {
		log.Print("the address is limited")
	}
	return errors.New(resp.Status)
}

// GOOD: a year in a page that is no answer of a server.
func dated(page string) bool { return strings.Contains(page, "2024") }

// GOOD: too long to stand there by accident.
func long(resp *http.Response) bool {
	data, err := io.ReadAll(resp.Body)
	return err == nil && strings.Contains(string(data), "40100005")
}
