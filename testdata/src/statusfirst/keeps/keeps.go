// Package keeps keeps what the server answers: in fields, maps, channels and variables, and in types that the caller gives.
package keeps

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
)

type Quote struct {
	Price float64 `json:"price"`
	Name  string  `json:"name"`
}

type Reply struct {
	Price float64 `json:"price"`
	Error string  `json:"error"`
}

type Desk struct {
	mu    sync.Mutex
	hc    *http.Client
	url   string
	last  Quote
	reply Reply
	list  []Quote
	p     *Quote
	cache map[string]Quote
	byID  sync.Map
	now   atomic.Pointer[Quote]
	feed  chan Quote
}

// BAD: in place.
func (d *Desk) inPlace() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	d.mu.Lock()
	defer d.mu.Unlock()
	return json.NewDecoder(resp.Body).Decode(&d.last) // want `the answer is decoded and kept whatever its status .* check resp.StatusCode first`
}

// BAD: where a field points to.
func (d *Desk) pointed() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, d.p) // want `decoded and kept`
}

// BAD: in place and returned.
func (d *Desk) both() (*Quote, error) {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&d.last); err != nil { // want `decoded and kept`
		return nil, err
	}
	return &d.last, nil
}

type Settings struct {
	Host string `json:"host"`
	Port int    `json:"port"`
}

// BAD: all of the receiver.
func (s *Settings) load(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(s) // want `decoded and kept`
}

// BAD: a field of what came in.
func fill(d *Desk) error {
	resp, err := http.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&d.last) // want `decoded and kept`
}

// BAD: in a map.
func (d *Desk) cached(sku string) error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var q Quote
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil { // want `decoded and kept`
		return err
	}
	d.cache[sku] = q
	return nil
}

// BAD: in a map that came in.
func into(quotes map[string]Quote, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var q Quote
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil { // want `decoded and kept`
		return err
	}
	quotes[url] = q
	return nil
}

// BAD: in a map for several goroutines.
func (d *Desk) shared(sku string) error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var q Quote
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil { // want `decoded and kept`
		return err
	}
	d.byID.Store(sku, q)
	return nil
}

// BAD: in a pointer for several goroutines.
func (d *Desk) swapped() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	q := new(Quote)
	if err := json.NewDecoder(resp.Body).Decode(q); err != nil { // want `decoded and kept`
		return err
	}
	d.now.Store(q)
	return nil
}

// BAD: sent on.
func (d *Desk) fed() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var q Quote
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil { // want `decoded and kept`
		return err
	}
	d.feed <- q
	return nil
}

var current Quote

// BAD: a variable of the package.
func refresh(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var q Quote
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil { // want `decoded and kept`
		return err
	}
	current = q
	return nil
}

// BAD: a type that the caller gives.
func fetch[T any](hc *http.Client, url string) (*T, error) {
	resp, err := hc.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	out := new(T)
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil { // want `decoded and returned`
		return nil, err
	}
	return out, nil
}

// BAD: as a result with a name.
func fetched[T any](hc *http.Client, url string) (out T, err error) {
	resp, err := hc.Get(url)
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return
	}
	err = json.Unmarshal(raw, &out) // want `decoded and returned`
	return
}

type Store[T any] struct{ url string }

// BAD: a type of the receiver.
func (s *Store[T]) get() (T, error) {
	var v T
	resp, err := http.Get(s.url)
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v) // want `decoded and returned`
	return v, err
}

func callers(hc *http.Client) error {
	if _, err := fetch[Quote](hc, "a"); err != nil {
		return err
	}
	if _, err := fetched[Quote](hc, "a"); err != nil {
		return err
	}
	if _, err := told[Reply](hc, "a"); err != nil {
		return err
	}
	if _, err := listed[[]Quote](hc, "a"); err != nil {
		return err
	}
	s := Store[Quote]{}
	_, err := s.get()
	return err
}

// GOOD: only for types that tell of failures.
func told[T any](hc *http.Client, url string) (*T, error) {
	resp, err := hc.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	out := new(T)
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return nil, err
	}
	return out, nil
}

// GOOD: an error page is no list.
func listed[T any](hc *http.Client, url string) (out T, err error) {
	resp, err := hc.Get(url)
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// GOOD: nobody knows for which types.
func Unknown[T any](hc *http.Client, url string) (out T, err error) {
	resp, err := hc.Get(url)
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// GOOD: the status comes first.
func fine[T any](hc *http.Client, url string) (*T, error) {
	resp, err := hc.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	out := new(T)
	return out, json.NewDecoder(resp.Body).Decode(out)
}

func fineCaller(hc *http.Client) (*Quote, error) { return fine[Quote](hc, "a") }

// GOOD: in place, after the status.
func (d *Desk) checked() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(&d.last)
}

// GOOD: what is kept tells of failures.
func (d *Desk) telling() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&d.reply)
}

// GOOD: it is looked at.
func (d *Desk) looked() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&d.last); err != nil {
		return err
	}
	if d.last.Name == "" {
		return errors.New("nothing came")
	}
	return nil
}

func (d *Desk) valid() error {
	if d.last.Name == "" {
		return errors.New("nothing came")
	}
	return nil
}

// GOOD: a method looks at all of the receiver.
func (s *Settings) validated(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(s); err != nil {
		return err
	}
	return s.valid()
}

func (s *Settings) valid() error {
	if s.Host == "" {
		return errors.New("no host")
	}
	return nil
}

// GOOD: given to a function.
func (d *Desk) given(use func(Quote) error) error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&d.last); err != nil {
		return err
	}
	return use(d.last)
}

// GOOD: an error page is no list.
func (d *Desk) lists() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&d.list)
}

// GOOD: nobody sees a copy.
func (d Desk) copied() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&d.last)
}

// GOOD: only what names itself is kept.
func (d *Desk) named() error {
	resp, err := d.hc.Get(d.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var q Quote
	if err := json.NewDecoder(resp.Body).Decode(&q); err != nil {
		return err
	}
	if q.Name != "" {
		d.cache[q.Name] = q
	}
	return nil
}

// GOOD: what is sent on tells of failures.
func answers(url string, out chan<- Reply) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r Reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	out <- r
	return nil
}

// GOOD: the elements of a list.
func elements(url string, out chan<- Quote) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var page struct {
		Items []Quote `json:"items"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return err
	}
	for _, q := range page.Items {
		out <- q
	}
	return nil
}
