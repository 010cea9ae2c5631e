// Package others sends one request after the other, until one works: what differs between them is not in the address as it is written,
// but in a query, a form, a header, a body or a field.
package others

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

var client = &http.Client{Timeout: 10 * time.Second}

const shelf = "https://shelf.example.com/v1/books"

var errNone = errors.New("none")

func firstOfQuery(names []string) error {
	for _, name := range names {
		req, err := http.NewRequest(http.MethodGet, shelf, nil)
		if err != nil {
			return err
		}
		q := req.URL.Query()
		q.Add("title", name)
		req.URL.RawQuery = q.Encode()
		resp, err := client.Do(req)
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

func firstPage() error {
	req, err := http.NewRequest(http.MethodGet, shelf, nil)
	if err != nil {
		return err
	}
	for page := 1; page < 50; page++ {
		q := req.URL.Query()
		q.Set("p", strconv.Itoa(page))
		req.URL.RawQuery = q.Encode()
		resp, err := client.Do(req)
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

func firstAfter() error {
	q := url.Values{}
	q.Set("limit", "50")
	for skip := 0; skip < 5000; skip += 50 {
		q.Set("skip", fmt.Sprint(skip))
		resp, err := client.Get(shelf + "?" + q.Encode())
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

func firstForm(names []string) error {
	form := url.Values{}
	for i := range names {
		form.Set("title", names[i])
		resp, err := client.PostForm(shelf, form)
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

func firstReader(cards []string) error {
	for _, card := range cards {
		h := http.Header{}
		h.Set("Library-Card", card)
		req, err := http.NewRequest(http.MethodGet, shelf, nil)
		if err != nil {
			return err
		}
		req.Header = h
		resp, err := client.Do(req)
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

func firstReaderAsWritten(cards []string) error {
	for _, card := range cards {
		req, err := http.NewRequest(http.MethodGet, shelf, nil)
		if err != nil {
			return err
		}
		req.Header["librarycard"] = []string{card}
		resp, err := client.Do(req)
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

func firstGuest(guests <-chan string) error {
	for {
		guest, ok := <-guests
		if !ok {
			return errNone
		}
		req, err := http.NewRequest(http.MethodGet, shelf, nil)
		if err != nil {
			return err
		}
		req.AddCookie(&http.Cookie{Name: "guest", Value: guest})
		resp, err := client.Do(req)
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
	}
}

type book struct{ Title, Author string }

func firstDecoded(r io.Reader) error {
	dec := json.NewDecoder(r)
	for dec.More() {
		var b book
		if err := dec.Decode(&b); err != nil {
			return err
		}
		resp, err := client.Get(shelf + "/" + b.Title)
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

func firstTaken(books []book) error {
	for _, b := range books {
		var buf bytes.Buffer
		if err := json.NewEncoder(&buf).Encode(b); err != nil {
			return err
		}
		resp, err := client.Post(shelf, "application/json", &buf)
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

func firstPart(books []book) error {
	for _, b := range books {
		buf := &bytes.Buffer{}
		parts := multipart.NewWriter(buf)
		if err := parts.WriteField("title", b.Title); err != nil {
			return err
		}
		parts.Close()
		resp, err := client.Post(shelf, parts.FormDataContentType(), buf)
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

func firstBody(texts [][]byte) error {
	for _, text := range texts {
		req, err := http.NewRequest(http.MethodPut, shelf, nil)
		if err != nil {
			return err
		}
		req.Body = io.NopCloser(bytes.NewReader(text))
		resp, err := client.Do(req)
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

type places struct {
	hosts []string
	at    int
}

func (p *places) host() string { return p.hosts[p.at] }

func (p *places) another() bool {
	p.at++
	return p.at < len(p.hosts)
}

func fetch(address string) error {
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

func (p *places) firstHost() error {
	for {
		err := fetch(p.host() + "/books")
		if err == nil {
			return nil
		}
		if !p.another() {
			return err
		}
	}
}

type asked struct{ words map[string]string }

func (a *asked) set(name, word string) { a.words[name] = word }

func (a *asked) query() string {
	q := ""
	for name, word := range a.words {
		q += name + "=" + word + "&"
	}
	return q
}

func firstAsked(titles []string) {
	a := &asked{words: map[string]string{}}
	for _, title := range titles {
		a.set("title", title)
		if err := fetch(shelf + "?" + a.query()); err != nil {
			log.Print(err)
			continue
		}
		break
	}
}

func same(title string) error {
	var err error
	for attempt := 1; attempt <= 4; attempt++ {
		var req *http.Request
		if req, err = http.NewRequest(http.MethodGet, shelf, nil); err != nil {
			return err
		}
		q := req.URL.Query()
		q.Set("title", title)
		q.Set("attempt", strconv.Itoa(attempt))
		req.URL.RawQuery = q.Encode()
		var resp *http.Response
		if resp, err = client.Do(req); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = errors.New(resp.Status)
		}
		time.Sleep(time.Second << attempt)
	}
	return err
}

func sameForEach(cards []string) error {
	for _, card := range cards {
		for tries := 1; tries < 4; tries++ {
			req, err := http.NewRequest(http.MethodGet, shelf, nil)
			if err != nil {
				return err
			}
			req.Header.Set("Library-Card", card)
			resp, err := client.Do(req)
			if err == nil {
				resp.Body.Close()
				if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
					break
				}
			}
			time.Sleep(time.Second << tries)
		}
	}
	return nil
}

func sameHeaders(headers map[string]string, body []byte) error {
	for tries := 1; tries < 4; tries++ {
		req, err := http.NewRequest(http.MethodPost, shelf, nil)
		if err != nil {
			return err
		}
		for name, value := range headers {
			req.Header.Set(name, value)
		}
		req.Header.Set("X-Try", strconv.Itoa(tries))
		req.Body = io.NopCloser(bytes.NewReader(body))
		resp, err := client.Do(req)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
		}
		time.Sleep(time.Second << tries)
	}
	return errNone
}

func sameInTheEnd(address string, waits []time.Duration) error {
	for _, wait := range waits {
		req, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		req.Header.Set("Waited", wait.String())
		resp, err := client.Do(req)
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
		}
		time.Sleep(wait)
	}
	return errNone
}
