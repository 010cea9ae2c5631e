// Package asked looks at parts of what was decoded, and at most of them to go on with it.
package asked

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

var hc = &http.Client{Timeout: time.Minute}

type formula struct {
	Versions struct {
		Stable string `json:"stable"`
	} `json:"versions"`
	Homepage string `json:"homepage"`
}

// A prefix that was missing is added, to nothing as well.
func latest(u string) (string, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var f formula
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil { // want `decoded and returned whatever its status`
		return "", err
	}
	v := f.Versions.Stable
	if !strings.HasPrefix(v, "v") {
		v = "v" + v
	}
	return v, nil
}

// Decoding makes what a pointer leads to.
func stable(u string) (string, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	var f *formula
	if err := json.Unmarshal(data, &f); err != nil { // want `decoded and returned whatever its status`
		return "", err
	}
	return f.Versions.Stable, nil
}

// The pointer is looked at.
func stableIfAny(u string) (string, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var f *formula
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return "", err
	}
	if f == nil || f.Versions.Stable == "" {
		return "", errors.New("no version")
	}
	return f.Versions.Stable, nil
}

type thread struct {
	Posts []struct {
		Author string `json:"author"`
		Text   string `json:"text"`
		Hidden bool   `json:"hidden"`
	} `json:"posts"`
	Older  string `json:"older"`
	Cursor int    `json:"cursor"`
}

type post struct{ author, text string }

func fetch(u string, into *thread) error {
	resp, err := hc.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", u, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

// The last page is the one that has no next: an error page ends the list.
func posts(u string) ([]post, error) {
	var all []post
	for {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		var t thread
		err = json.NewDecoder(resp.Body).Decode(&t) // want `decoded and returned whatever its status`
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		for _, p := range t.Posts {
			if p.Hidden {
				continue
			}
			all = append(all, post{p.Author, p.Text})
		}
		if t.Older != "" {
			u = t.Older
		} else {
			break
		}
	}
	return all, nil
}

// The same by the condition of the loop.
func postsWhile(u string) ([]post, error) {
	var all []post
	for u != "" {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		var t thread
		err = json.NewDecoder(resp.Body).Decode(&t) // want `decoded and returned whatever its status`
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		for _, p := range t.Posts {
			all = append(all, post{p.Author, p.Text})
		}
		u = t.Older
	}
	return all, nil
}

// The same by a return, where there is no number of a next one.
func postsUntil(u string) ([]post, error) {
	var all []post
	at := 0
	for {
		resp, err := hc.Get(fmt.Sprintf("%s?cursor=%d", u, at))
		if err != nil {
			return nil, err
		}
		var t thread
		err = json.NewDecoder(resp.Body).Decode(&t) // want `decoded and returned whatever its status`
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		for _, p := range t.Posts {
			all = append(all, post{p.Author, p.Text})
		}
		if t.Cursor == 0 {
			return all, nil
		}
		at = t.Cursor
	}
}

// A list without an end is none.
func postsToTheEnd(u string) ([]post, error) {
	var all []post
	for {
		resp, err := hc.Get(u)
		if err != nil {
			return nil, err
		}
		var t thread
		err = json.NewDecoder(resp.Body).Decode(&t)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		for _, p := range t.Posts {
			all = append(all, post{p.Author, p.Text})
		}
		if t.Older == "" {
			break
		}
		u = t.Older
	}
	if len(all) == 0 {
		return nil, errors.New("no posts")
	}
	return all, nil
}

// What is asked for by an address that is not there fails.
func homepage(u string) (*http.Response, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var f formula
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return nil, err
	}
	return hc.Get(f.Homepage)
}

// What is missing has something else in its place.
func stableOr(u, fallback string) (string, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var f formula
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return "", err
	}
	v := f.Versions.Stable
	if v == "" {
		v = fallback
	}
	return v, nil
}

// A flag says whether there was one.
func found(u string) (string, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var f formula
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return "", err
	}
	ok := false
	if f.Versions.Stable != "" {
		ok = true
	}
	if !ok {
		return "", errors.New("no version")
	}
	return f.Versions.Stable, nil
}

// Without the prefix it is refused.
func tagged(u string) (string, error) {
	resp, err := hc.Get(u)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var f formula
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return "", err
	}
	if !strings.HasPrefix(f.Versions.Stable, "v") {
		return "", errors.New("no tag: " + f.Versions.Stable)
	}
	return f.Versions.Stable, nil
}

// Asked for again until it is there.
func awaited(u string) (string, error) {
	var f formula
	for f.Versions.Stable == "" {
		resp, err := hc.Get(u)
		if err != nil {
			return "", err
		}
		err = json.NewDecoder(resp.Body).Decode(&f)
		resp.Body.Close()
		if err != nil {
			return "", err
		}
		time.Sleep(time.Second)
	}
	return f.Versions.Stable, nil
}

// The status is looked at.
func postsChecked(u string) ([]post, error) {
	var all []post
	for u != "" {
		var t thread
		if err := fetch(u, &t); err != nil {
			return nil, err
		}
		for _, p := range t.Posts {
			all = append(all, post{p.Author, p.Text})
		}
		u = t.Older
	}
	return all, nil
}

var _, _, _, _, _, _, _ = latest, stable, stableIfAny, posts, postsWhile, postsUntil, postsToTheEnd
var _, _, _, _, _, _ = homepage, stableOr, found, tagged, awaited, postsChecked
