// Package loops makes something of the items of an answer, in loops and in functions of its own.
package loops

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"sort"
	"strings"
)

type Item struct {
	ID    string  `json:"id"`
	Owner string  `json:"owner"`
	Price float64 `json:"price"`
}

type Page struct {
	Items []Item `json:"items"`
	Total int    `json:"total"`
}

type Service struct {
	hc    *http.Client
	base  string
	total int
}

// BAD: a map of them.
func (s *Service) owners() (map[string]string, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and returned`
		return nil, err
	}
	owners := make(map[string]string, len(page.Items))
	for _, m := range page.Items {
		owners[m.ID] = m.Owner
	}
	return owners, nil
}

// BAD: and of what is counted.
func (s *Service) counted() (map[string]int, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var page Page
	if err := json.Unmarshal(raw, &page); err != nil { // want `decoded and returned`
		return nil, err
	}
	n := map[string]int{}
	for i := range page.Items {
		if page.Items[i].Price > 0 {
			n[page.Items[i].Owner]++
		}
	}
	return n, nil
}

// BAD: how many there are.
func (s *Service) length() (int, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and returned`
		return 0, err
	}
	return len(page.Items), nil
}

// BAD: the most that one costs.
func (s *Service) most() (float64, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and returned`
		return 0, err
	}
	var most float64
	for i := 0; i < len(page.Items); i++ {
		if p := page.Items[i].Price; p > most {
			most = p
		}
	}
	return most, nil
}

// BAD: in order.
func (s *Service) sorted() ([]string, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and returned`
		return nil, err
	}
	sort.Slice(page.Items, func(i, j int) bool { return page.Items[i].Price < page.Items[j].Price })
	log.Printf("%d items", len(page.Items))
	var ids []string
	for _, m := range page.Items {
		ids = append(ids, m.ID)
	}
	return ids, nil
}

type Thing struct{ Name, Of string }

func thing(i Item) Thing { return Thing{strings.ToUpper(i.ID), i.Owner} }

func checked(i Item) (Thing, error) {
	if i.ID == "" {
		return Thing{}, errors.New("no ID")
	}
	return thing(i), nil
}

// BAD: each by a function.
func (s *Service) each() ([]Thing, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and returned`
		return nil, err
	}
	var out []Thing
	for _, m := range page.Items {
		t, err := checked(m)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

func things(items []Item) []Thing {
	out := make([]Thing, len(items))
	for i, m := range items {
		out[i] = thing(m)
	}
	return out
}

func (p *Page) owners() map[string][]string {
	owners := map[string][]string{}
	for _, m := range p.Items {
		owners[m.Owner] = append(owners[m.Owner], m.ID)
	}
	return owners
}

// BAD: all by one.
func (s *Service) all() ([]Thing, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and returned`
		return nil, err
	}
	return things(page.Items), nil
}

// BAD: by a method.
func (s *Service) grouped() (map[string][]string, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	page := new(Page)
	if err := json.NewDecoder(resp.Body).Decode(page); err != nil { // want `decoded and returned`
		return nil, err
	}
	return page.owners(), nil
}

func (s *Service) setTotal(n int) { s.total = n }

// BAD: kept by a method.
func (s *Service) refresh() error {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil { // want `decoded and kept`
		return err
	}
	s.setTotal(page.Total)
	return nil
}

// BAD: a field is set besides.
func (s *Service) noted() (*Item, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var m Item
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil { // want `decoded and returned`
		return nil, err
	}
	m.Owner = s.base
	return &m, nil
}

func decode(resp *http.Response) (Page, error) {
	defer resp.Body.Close()
	var page Page
	err := json.NewDecoder(resp.Body).Decode(&page)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("items: %s", resp.Status)
	}
	return page, err
}

// GOOD: the status is looked at.
func (s *Service) good() (map[string]string, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	page, err := decode(resp)
	if err != nil {
		return nil, err
	}
	owners := map[string]string{}
	for _, m := range page.Items {
		owners[m.ID] = m.Owner
	}
	return owners, nil
}

// GOOD: there must be some.
func (s *Service) some() (map[string]string, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	owners := map[string]string{}
	for _, m := range page.Items {
		owners[m.ID] = m.Owner
	}
	if len(owners) == 0 {
		return nil, errors.New("none")
	}
	return owners, nil
}

// GOOD: one of them must be the one.
func (s *Service) owner(id string) (string, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return "", err
	}
	owners := map[string]string{}
	for _, m := range page.Items {
		owners[m.ID] = m.Owner
	}
	owner, ok := owners[id]
	if !ok {
		return "", errors.New("no such item")
	}
	return owner, nil
}

// GOOD: the best, if there is one.
func (s *Service) best() (*Item, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	var best *Item
	for _, m := range page.Items {
		if best == nil || m.Price < best.Price {
			best = &m
		}
	}
	if best == nil {
		return nil, errors.New("none")
	}
	return best, nil
}

// GOOD: what was seen is asked afterwards.
func (s *Service) seen(id string) (Item, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return Item{}, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return Item{}, err
	}
	var one Item
	found := false
	for _, m := range page.Items {
		if m.ID == id {
			one, found = m, true
			break
		}
	}
	if !found {
		return Item{}, errors.New("no such item")
	}
	return one, nil
}

// GOOD: so is how many there were.
func (s *Service) many() (float64, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return 0, err
	}
	var sum float64
	n := 0
	for _, m := range page.Items {
		sum += m.Price
		n++
	}
	if n == 0 {
		return 0, errors.New("none")
	}
	return sum / float64(n), nil
}

func whole(items []Item) ([]Thing, error) {
	if len(items) == 0 {
		return nil, errors.New("none")
	}
	return things(items), nil
}

// GOOD: the function that makes something of it wants some.
func (s *Service) wants() ([]Thing, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return whole(page.Items)
}

func has(items []Item, id string) bool {
	for _, m := range items {
		if m.ID == id {
			return true
		}
	}
	return false
}

// GOOD: and so does this one.
func (s *Service) having(id string) ([]Item, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	if !has(page.Items, id) {
		return nil, errors.New("no such item")
	}
	return page.Items, nil
}

func (p *Page) validate() error {
	for _, m := range p.Items {
		if m.ID != "" {
			return nil
		}
	}
	return errors.New("none")
}

// GOOD: a method asks.
func (s *Service) valid() ([]Item, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	if err := page.validate(); err != nil {
		return nil, err
	}
	return page.Items, nil
}

// GOOD: somebody else may look at it.
func (s *Service) given(look func([]Item) error) (int, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return 0, err
	}
	return len(page.Items), look(page.Items)
}

func fill(owners map[string]string, items []Item) {
	for _, m := range items {
		owners[m.ID] = m.Owner
	}
}

// GOOD: what is filled in another function is looked at in this one.
func (s *Service) filled() (map[string]string, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	owners := map[string]string{}
	fill(owners, page.Items)
	if len(owners) == 0 {
		return nil, errors.New("none")
	}
	return owners, nil
}

type Answer struct {
	Items []Item `json:"items"`
	Error string `json:"error"`
}

func (a *Answer) list() []Item {
	if a.Error != "" {
		return nil
	}
	return a.Items
}

// GOOD: a method looks at what tells of a failure.
func (s *Service) told() ([]Item, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a Answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	return a.list(), nil
}

// GOOD: it is counted, and a caller compares.
func (s *Service) number() (int, error) {
	resp, err := s.hc.Get(s.base)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var page Page
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return 0, err
	}
	return len(page.Items), nil
}

func (s *Service) complete(want int) error {
	n, err := s.number()
	if err == nil && n < want {
		err = errors.New("some are missing")
	}
	return err
}
