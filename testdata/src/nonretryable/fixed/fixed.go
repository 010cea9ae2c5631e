// Package fixed sends by clients and to addresses that variables of the package hold in their fields, as calls have made them once.
package fixed

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"
)

type route struct {
	address string
	client  *http.Client
}

func host() string { return os.Getenv("HOST") }

func newClient() *http.Client { return &http.Client{Timeout: time.Second} }

var (
	users  = route{address: host() + "/users", client: newClient()}
	routes = map[string]route{"teams": {address: host() + "/teams", client: newClient()}}
)

var errNone = errors.New("none")

func bad() error {
	for i := 0; i < 3; i++ {
		resp, err := users.client.Get(users.address)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
		}
		time.Sleep(time.Second << i)
	}
	return errNone
}

func badOfMap() error {
	for i := 0; i < 3; i++ {
		teams := routes["teams"]
		resp, err := teams.client.Get(teams.address)
		if err != nil {
			time.Sleep(time.Second << i)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode >= 400 { // want `retries 400, 401 and 403`
			time.Sleep(time.Second << i)
			continue
		}
		return nil
	}
	return errNone
}

func good() error {
	for i := 0; i < 3; i++ {
		resp, err := users.client.Get(users.address)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests {
				return nil
			}
		}
		time.Sleep(time.Second << i)
	}
	return errNone
}

func goodEach(names []string) error {
	for _, name := range names {
		resp, err := users.client.Get(users.address + "/" + name)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
	}
	return errNone
}

func goodEachRoute() error {
	for name := range routes {
		resp, err := routes[name].client.Get(routes[name].address)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
	}
	return errNone
}

// What a function sets is not what it was when the program began.
type mirror struct {
	address string
	n       int
}

var current = mirror{address: host()}

func (m *mirror) turn() {
	m.n++
	m.address = fmt.Sprintf("https://%d.example.com", m.n)
}

func goodTurned() error {
	for i := 0; i < 3; i++ {
		resp, err := users.client.Get(current.address)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		current.turn()
	}
	return errNone
}

func goodSet() error {
	for i := 0; i < 3; i++ {
		resp, err := users.client.Get(current.address)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		current.address = fmt.Sprint(current.address, i)
	}
	return errNone
}
