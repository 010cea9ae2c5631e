package clients

import (
	"io"
	"net/http"
	"time"
)

// A zero client is kept in a field that nobody sets.
type untouched struct {
	client http.Client
	url    string
}

func newUntouched(url string) *untouched { return &untouched{url: url} }

func (z *untouched) get() ([]byte, error) {
	resp, err := z.client.Get(z.url) // want `z.client.Get has no time limit: a server that hangs blocks it for ever`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The client of a copy is that of what it was copied from.
type node struct {
	client *http.Client
	url    string
}

func root(url string) *node {
	return &node{url: url, client: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}} // want `the client has no Timeout`
}

func (n *node) child(key string) *node { return &node{url: n.url + "/" + key, client: n.client} }

func (n *node) get() ([]byte, error) {
	resp, err := n.client.Get(n.url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// What is set after the copy limits both.
type limitedNode struct{ client *http.Client }

func limitedRoot() *limitedNode { return &limitedNode{client: &http.Client{Timeout: time.Minute}} }

func (n *limitedNode) child() *limitedNode { return &limitedNode{client: n.client} }

func (n *limitedNode) get(url string) ([]byte, error) {
	resp, err := n.client.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A zero client that is limited before it is used.
type later struct{ client http.Client }

func newLater() *later {
	l := &later{}
	l.client.Timeout = time.Minute
	return l
}

func (l *later) get(url string) ([]byte, error) {
	resp, err := l.client.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A zero client that others may limit.
type handedOut struct{ client http.Client }

func (h *handedOut) limit(set func(*http.Client)) { set(&h.client) }

func (h *handedOut) get(url string) ([]byte, error) {
	resp, err := h.client.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// A client that is only copied comes from somewhere else.
type copied struct{ client *http.Client }

func (c *copied) child() *copied { return &copied{client: c.client} }

func (c *copied) get(url string) ([]byte, error) {
	resp, err := c.client.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
