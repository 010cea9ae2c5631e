// Package callers has functions whose callers look at what they return.
package callers

import (
	"encoding/json"
	"errors"
	"net/http"
)

type account struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Roles []string `json:"roles"`
}

func (a account) valid() bool { return a.ID != "" }

func get(url string, to any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(to) // want `whatever its status`
}

func compared(url string) (account, error) {
	var a account
	resp, err := http.Get(url)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&a)
	return a, err
}

// The caller asks for what an error page does not have.
func name(url string) (string, error) {
	a, err := compared(url)
	if err != nil {
		return "", err
	}
	if a.ID == "" {
		return "", errors.New("no account")
	}
	return a.Name, nil
}

func counted(url string) (*account, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(account)
	if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
		return nil, err
	}
	return a, nil
}

func first(url string) string {
	a, err := counted(url)
	if err != nil || len(a.Roles) == 0 {
		return ""
	}
	return a.Roles[0]
}

func asked(url string) (account, error) {
	var a account
	resp, err := http.Get(url)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&a)
	return a, err
}

func checked(url string) error {
	a, err := asked(url)
	if err == nil && !a.valid() {
		err = errors.New("no account")
	}
	return err
}

func token(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var a account
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return "", err
	}
	return a.ID, nil
}

func login(url string) (string, error) {
	t, err := token(url)
	if t == "" {
		return "", errors.New("no token")
	}
	return t, err
}

// BAD: the caller looks at the error alone.
func taken(url string) (account, error) {
	var a account
	resp, err := http.Get(url)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&a) // want `whatever its status`
	return a, err
}

func use(url string) (string, error) {
	a, err := taken(url)
	if err != nil {
		return "", err
	}
	return a.Name, nil
}

// BAD: that it is there says nothing of what it holds.
func pointer(url string) (*account, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(account)
	if err := json.NewDecoder(resp.Body).Decode(a); err != nil { // want `whatever its status`
		return nil, err
	}
	return a, nil
}

func there(url string) string {
	if a, err := pointer(url); err == nil && a != nil {
		return a.Name
	}
	return ""
}

// What get decodes into is not looked at.
func Exported(url string) (account, error) {
	var a account
	return a, get(url, &a)
}
