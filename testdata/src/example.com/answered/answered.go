// Package answered is an API's client: what it returns for a refusal is the error that the answer itself holds.
package answered

import (
	"encoding/json"
	"net/http"
)

// A Refusal is what the API says is wrong.
type Refusal struct {
	Message string `json:"message"`
	Status  int    `json:"-"`
}

func (r *Refusal) Error() string { return r.Message }

type envelope struct {
	Error *Refusal `json:"error"`
}

// Remove deletes something. The error of a refusal is what was decoded from the answer, with the status put into it.
func Remove(url string) error {
	resp, err := send(http.MethodDelete, url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var e envelope
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	e.Error.Status = resp.StatusCode
	return e.Error
}

// Touch changes something. The error of a refusal is what was decoded from the answer, if it held one.
func Touch(url string) error {
	resp, err := send(http.MethodPut, url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var e envelope
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	if e.Error != nil {
		return e.Error
	}
	return &Refusal{Message: resp.Status}
}

// Ask asks for something, and says with an answer that worked whether there was a warning in it.
func Ask(url string) (warning *Refusal, err error) {
	resp, err := send(http.MethodGet, url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var e envelope
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil || resp.StatusCode >= 300 {
		return nil, &Refusal{Message: resp.Status, Status: resp.StatusCode}
	}
	return e.Error, nil
}

func send(method, url string) (*http.Response, error) {
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}
