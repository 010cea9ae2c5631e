// Package fluent puts its requests together in chains of calls, with the places where answers go.
package fluent

import (
	"errors"
	"time"

	"github.com/go-resty/resty/v2"
)

type item struct{ Name, Next string }

type failure struct{ Message string }

type shop struct{ api *resty.Client }

func open() *shop {
	c := resty.New()
	c.SetRetryCount(2)
	return &shop{api: c}
}

func (s *shop) named(id string) (out item, err error) {
	for n := 0; n < 4; n++ { // want `up to 4 x 3 = 12 requests: retries inside retries`
		_, err = s.api.R().SetResult(&out).Get("/items/" + id)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return out, err
}

func (s *shop) both(id string) (*item, error) {
	var got item
	var refused failure
	for n := 0; n < 4; n++ { // want `up to 4 x 3 = 12 requests: retries inside retries`
		r := s.api.R().SetResult(&got).SetError(&refused)
		if _, err := r.Get("/items/" + id); err == nil {
			return &got, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New(refused.Message)
}

func (s *shop) anew(id string) (*item, error) {
	var err error
	for n := 0; n < 4; n++ { // want `up to 4 x 3 = 12 requests: retries inside retries`
		var got item
		if _, err = s.api.R().SetResult(&got).Get("/items/" + id); err == nil {
			return &got, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// The next page is no second attempt.
func (s *shop) pages() (all []item, err error) {
	next := "/items"
	for n := 0; n < 4 && next != ""; n++ {
		var page item
		if _, err = s.api.R().SetResult(&page).Get(next); err != nil {
			return all, err
		}
		all = append(all, page)
		next = page.Next
	}
	return all, nil
}

// Nor is that of another one, whatever the first has come to.
func (s *shop) each(ids []string) (all []item) {
	for _, id := range ids {
		var got item
		if _, err := s.api.R().SetPathParam("id", id).SetResult(&got).Get("/items/{id}"); err != nil {
			continue
		}
		all = append(all, got)
	}
	return all
}

// What was answered is asked for.
func (s *shop) follow(id string) (out item, err error) {
	out.Next = id
	for n := 0; n < 4; n++ {
		if _, err = s.api.R().SetResult(&out).Get("/items/" + out.Next); err == nil && out.Name != "" {
			return out, nil
		}
	}
	return out, err
}
