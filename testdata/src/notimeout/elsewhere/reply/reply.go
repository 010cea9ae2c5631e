// Package reply is about answers.
package reply

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Check makes an error of a refusal.
func Check(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// Into decodes an answer.
func Into(resp *http.Response, v any) error {
	defer resp.Body.Close()
	if err := Check(resp); err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

// Discard reads the rest.
func Discard(resp *http.Response) {
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

// Save writes it somewhere.
func Save(resp *http.Response, w io.Writer) error {
	if err := Check(resp); err != nil {
		return err
	}
	_, err := io.Copy(w, resp.Body)
	return err
}

// Each calls a function with each line.
func Each(resp *http.Response, f func(string)) error {
	if err := Check(resp); err != nil {
		return err
	}
	f("")
	return nil
}

// Open is the body of a success.
func Open(resp *http.Response) (io.ReadCloser, error) {
	if err := Check(resp); err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Follow prints what comes, and looks at nothing.
func Follow(resp *http.Response) error {
	_, err := io.Copy(io.Discard, resp.Body)
	return err
}
