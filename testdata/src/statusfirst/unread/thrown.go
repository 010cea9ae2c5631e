package unread

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
)

type record struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// What is decoded is looked at by nobody.
func created(c *http.Client, u string, content []byte) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content)) // want `nothing checks the status of this answer, so a refusal counts as a success`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var r record
	if err := json.Unmarshal(body, &r); err != nil {
		log.Printf("decode: %v", err)
		return err
	}
	return nil
}

func logged(c *http.Client, u string, content []byte) error {
	req, err := http.NewRequest(http.MethodPut, u, bytes.NewReader(content))
	if err != nil {
		return err
	}
	resp, err := c.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer := &record{}
	if err := json.NewDecoder(resp.Body).Decode(answer); err != nil {
		return err
	}
	log.Printf("stored %d: %v", answer.ID, answer)
	return nil
}

func anything(c *http.Client, u string, content []byte) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content)) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var all map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&all); err != nil {
		return err
	}
	log.Println(all)
	return nil
}

// With something to send, it is one that changes something.
func either(c *http.Client, u, text string) error {
	method := http.MethodGet
	if text != "" {
		method = http.MethodPost
	}
	req, err := http.NewRequest(method, u, strings.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := c.Do(req) // want `nothing checks the status of this answer`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	log.Printf("answer: %s", content)
	return nil
}

// From here on all is well.

// What is decoded is looked at.
func lookedInto(c *http.Client, u string, content []byte) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r record
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	if r.ID == 0 {
		return errors.New("nothing was created")
	}
	return nil
}

// A function that may look is given it.
func handedOver(c *http.Client, u string, content []byte, check func(*record) error) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r record
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	return check(&r)
}

// The caller gets it.
func filled(c *http.Client, u string, content []byte, r *record) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(any(r).(*record))
}

// An error page does not fit into it.
type list []record

func listed(c *http.Client, u string, content []byte) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var l list
	if err := json.NewDecoder(resp.Body).Decode(&l); err != nil {
		return err
	}
	return nil
}

type rooted struct {
	XMLName xml.Name `xml:"created"`
	ID      int
}

func withRoot(c *http.Client, u string, content []byte) error {
	resp, err := c.Post(u, "text/xml", bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r rooted
	return xml.NewDecoder(resp.Body).Decode(&r)
}

// Nothing that is unknown fits, either.
func strict(c *http.Client, u string, content []byte) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r record
	d := json.NewDecoder(resp.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return err
	}
	return nil
}

// The status is looked at, beside what is thrown away.
func statusToo(c *http.Client, u string, content []byte) error {
	resp, err := c.Post(u, "application/json", bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r record
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusCreated {
		return errors.New(resp.Status)
	}
	return nil
}

// It only reads, whichever method it takes.
func onlyReads(c *http.Client, u string, head bool) error {
	method := http.MethodGet
	if head {
		method = http.MethodHead
	}
	req, err := http.NewRequest(method, u, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var r record
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	log.Print(r.Name)
	return nil
}
