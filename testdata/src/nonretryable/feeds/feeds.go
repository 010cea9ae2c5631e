// Package feeds asks for what is new until its context ends: there are more paths than are followed, and none leaves the loop as it has worked.
package feeds

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

type reply struct {
	Fine   bool            `json:"fine"`
	Number int             `json:"number"`
	Words  string          `json:"words"`
	News   json.RawMessage `json:"news"`
	Rest   struct {
		Seconds int `json:"seconds"`
	} `json:"rest"`
}

type refusal struct {
	number int
	words  string
	rest   time.Duration
}

func (r *refusal) Error() string { return r.words }

type reader struct {
	root string
	web  *http.Client
}

func (r *reader) ask(ctx context.Context, what string, v url.Values) (json.RawMessage, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.root+what, strings.NewReader(v.Encode()))
	if err != nil {
		return nil, err
	}
	resp, err := r.web.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a reply
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	if !a.Fine {
		return nil, &refusal{a.Number, a.Words, time.Duration(a.Rest.Seconds) * time.Second}
	}
	return a.News, nil
}

func (r *reader) follow(ctx context.Context, out chan<- json.RawMessage) error {
	from := 0
	for ctx.Err() == nil {
		m, err := r.ask(ctx, "news", url.Values{"from": {fmt.Sprint(from)}})
		if err != nil {
			select {
			case <-time.After(3 * time.Second):
			case <-ctx.Done():
			}
			continue
		}
		var list []json.RawMessage
		if err := json.Unmarshal(m, &list); err != nil {
			return err
		}
		for _, one := range list {
			out <- one
		}
		from += len(list)
	}
	return ctx.Err()
}
