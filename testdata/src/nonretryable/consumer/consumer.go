// Package consumer takes one message after the other: each round in which all worked is followed by the next.
package consumer

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type registry struct {
	url string
	hc  *http.Client
}
type schema struct{ Text string }

func (r *registry) byID(id uint32) (*schema, error) {
	resp, err := r.hc.Get(fmt.Sprintf("%s/schemas/ids/%d", r.url, id))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("registry error %d", resp.StatusCode)
	}
	var s schema
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		return nil, err
	}
	return &s, nil
}

type sub struct{}

func (b *broker) receive(s *sub) (*schema, error) {
	if b.left == 0 {
		return nil, errors.New("no messages available")
	}
	b.left--
	return &schema{}, nil
}

type broker struct {
	r    *registry
	left int
}

func (b *broker) envelope(v *schema) ([]byte, error) {
	s, err := b.r.byID(1)
	if err != nil {
		return nil, err
	}
	return []byte(s.Text), nil
}

// Fetch takes the next message in each round, and leaves out one that cannot be put together.
func (b *broker) Fetch(s *sub, max int) ([][]byte, error) {
	messages := make([][]byte, 0, max)
	for len(messages) < max {
		id, err := b.receive(s)
		if err != nil {
			break
		}
		e, err := b.envelope(id)
		if err != nil {
			continue
		}
		messages = append(messages, e)
	}
	return messages, nil
}
