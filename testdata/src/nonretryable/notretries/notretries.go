// Package notretries holds loops around requests that retry nothing.
package notretries

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"time"

	"example.com/api"
)

type client struct {
	hc    *http.Client
	url   string
	hosts []string
}

func (c *client) get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

type page struct {
	Items []string
	Next  string
	State string
}

func (c *client) page(ctx context.Context, url string) (*page, error) {
	resp, err := c.get(ctx, url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	p := new(page)
	return p, json.NewDecoder(resp.Body).Decode(p)
}

// N1: a poller goes round on success.
func (c *client) goodPoll(ctx context.Context) error {
	for {
		p, err := c.page(ctx, c.url)
		if err != nil {
			return err
		}
		if p.State == "done" {
			return nil
		}
		time.Sleep(2 * time.Second)
	}
}

func (c *client) goodAccepted(ctx context.Context) (*http.Response, error) {
	for {
		resp, err := c.get(ctx, c.url)
		if err != nil || resp.StatusCode != http.StatusAccepted {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}

func goodJob(ctx context.Context, c *api.Client) error {
	for {
		item, err := c.Get(ctx, "job")
		if err != nil {
			return err
		}
		switch item.State {
		case "done":
			return nil
		case "failed":
			return errors.New("failed")
		}
		time.Sleep(time.Second)
	}
}

// N2: pagination.
func (c *client) goodPages(ctx context.Context) (all []string, err error) {
	next := c.url
	for next != "" {
		p, err := c.page(ctx, next)
		if err != nil {
			return all, err
		}
		all = append(all, p.Items...)
		next = p.Next
	}
	return all, nil
}

func (c *client) goodNumbered(ctx context.Context) (all []string, err error) {
	for n := 1; ; n++ {
		p, err := c.page(ctx, fmt.Sprintf("%s?page=%d", c.url, n))
		if err != nil {
			return all, err
		}
		if len(p.Items) == 0 {
			return all, nil
		}
		all = append(all, p.Items...)
	}
}

func goodTokens(ctx context.Context, c *api.Client) (all []api.Item, err error) {
	token := ""
	for {
		p, err := c.List(ctx, token)
		if err != nil {
			return all, err
		}
		all = append(all, p.Items...)
		if token = p.Next; token == "" {
			return all, nil
		}
	}
}

// A bad page is left out, the next one is another request.
func (c *client) goodSkipsPages(ctx context.Context) (all []string) {
	for n := 1; n <= 10; n++ {
		resp, err := c.get(ctx, fmt.Sprintf("%s?page=%d", c.url, n))
		if err != nil || resp.StatusCode != 200 {
			continue
		}
		all = append(all, resp.Status)
	}
	return all
}

// N3: consumers.
func (c *client) goodConsume(ctx context.Context, urls <-chan string) {
	for url := range urls {
		resp, err := c.get(ctx, url)
		if err != nil || resp.StatusCode != 200 {
			log.Print(err)
			continue
		}
		resp.Body.Close()
	}
}

func (c *client) goodQueue(ctx context.Context, q *api.Queue) error {
	for {
		m, err := q.ReadMessage(ctx)
		if err != nil {
			return err
		}
		resp, err := c.hc.Post(c.url, "text/plain", bytes.NewReader(m.Body))
		if err != nil || resp.StatusCode != 200 {
			log.Print(err)
			continue
		}
		resp.Body.Close()
	}
}

// N4: accept and receive.
func (c *client) goodAccept(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go conn.Close()
	}
}

func goodRecv(s *api.Stream) error {
	for {
		item, err := s.Recv()
		if err != nil {
			return err
		}
		log.Print(item.ID)
	}
}

// N5: another host.
func (c *client) goodFailover(ctx context.Context) (resp *http.Response, err error) {
	for _, h := range c.hosts {
		resp, err = c.get(ctx, "https://"+h)
		if err == nil && resp.StatusCode == 200 {
			return resp, nil
		}
	}
	return nil, errors.New("no host answers")
}

// N6: periodic work.
func (c *client) goodPeriodic(ctx context.Context) {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			resp, err := c.get(ctx, c.url)
			if err != nil || resp.StatusCode != 200 {
				log.Print("not sent")
				continue
			}
			resp.Body.Close()
		}
	}
}

func (c *client) goodReport(ctx context.Context) {
	for {
		if _, err := c.page(ctx, c.url); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Minute)
	}
}

// N7: batches.
func (c *client) goodBatches(ctx context.Context, items []string) {
	for i := 0; i < len(items); i += 10 {
		b, _ := json.Marshal(items[i:min(i+10, len(items))])
		resp, err := c.hc.Post(c.url, "application/json", bytes.NewReader(b))
		if err != nil || resp.StatusCode != 200 {
			log.Print("batch lost")
			continue
		}
		resp.Body.Close()
	}
}

func (c *client) goodAll(ctx context.Context, ids map[string]bool) (bad int) {
	for id := range ids {
		if _, err := c.page(ctx, c.url+"/"+id); err != nil {
			bad++
		}
	}
	return bad
}

// N8: optimistic writes.
func goodOptimistic(ctx context.Context, c *api.Client) error {
	for {
		item, err := c.Get(ctx, "counter")
		if err != nil {
			return err
		}
		item.Version++
		err = c.Put(ctx, item)
		var ae *api.Error
		if errors.As(err, &ae) && (ae.StatusCode == 409 || ae.StatusCode == 412) {
			continue
		}
		return err
	}
}

// N9: servers and tests write statuses, they do not read them.
func goodServe(w http.ResponseWriter, limited bool) {
	for range 3 {
		if limited {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			continue
		}
		w.WriteHeader(200)
	}
}

func goodRecorder(h http.Handler, req *http.Request) int {
	for i := 0; ; i++ {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, req)
		if rec.Code != http.StatusTooManyRequests {
			return i
		}
	}
}

// N10: waiting for something to come up.
func (c *client) goodWaitReady(ctx context.Context) {
	for {
		resp, err := c.get(ctx, c.url+"/healthz")
		if err == nil && resp.StatusCode == 200 {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) goodIsAlive(ctx context.Context) bool {
	for range 10 {
		resp, err := c.get(ctx, c.url)
		if err == nil && resp.StatusCode == 200 {
			return true
		}
		time.Sleep(time.Second)
	}
	return false
}

// N11: a long poll.
func (c *client) goodWatch(ctx context.Context) error {
	version := ""
	for {
		p, err := c.page(ctx, c.url+"?since="+version)
		if err != nil {
			return err
		}
		version = p.Next
	}
}
