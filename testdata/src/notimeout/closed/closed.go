// Package closed leaves it to others to close its answers.
package closed

import (
	"encoding/json"
	"io"
	"net/http"

	"notimeout/closed/tidy"
)

func Feed(u string) ([]byte, error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return nil, err
	}
	defer tidy.Close(resp.Body, "feed")
	return io.ReadAll(resp.Body)
}

func Rate(u string) (rate float64, err error) {
	client := &http.Client{} // want `the client has no Timeout`
	resp, err := client.Get(u)
	if err != nil {
		return 0, err
	}
	err = json.NewDecoder(resp.Body).Decode(&rate)
	tidy.Close(resp.Body, "rate")
	return rate, err
}

// A box may close it, and can do no more.
func Kept(u string, box tidy.Box) ([]byte, error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return nil, err
	}
	box.Keep(resp.Body)
	return io.ReadAll(resp.Body)
}

// What is closed without having been read was handed on before: to who reads it as it comes.
func Followed(u string, each func(io.Reader)) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer tidy.Close(resp.Body, "followed")
	each(resp.Body)
	return nil
}

// Who is given it can read it.
func Rested(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	tidy.Rest(resp.Body)
	return nil
}

// Who is given anything may find out what it is.
func Anything(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	tidy.Any(resp.Body)
	return nil
}

// A list of what is to be closed is not followed.
func Listed(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	defer tidy.All(resp.Body)
	return io.ReadAll(resp.Body)
}

// One of the package finds out what it may read.
func Asserted(u string, to io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer tidy.Close(resp.Body, "asserted")
	return copied(to, resp.Body)
}

func copied(to io.Writer, from io.Closer) error {
	r, ok := from.(io.Reader)
	if !ok {
		return nil
	}
	_, err := io.Copy(to, r)
	return err
}
