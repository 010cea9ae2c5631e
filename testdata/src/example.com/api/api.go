// Package api is some API's client, as the package under test finds it.
package api

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// An Error is what the API answered.
type Error struct {
	StatusCode int
	Code       string
	Message    string
	RetryAfter time.Duration
}

func (e *Error) Error() string { return fmt.Sprintf("%d %s", e.StatusCode, e.Message) }

// ErrThrottled stands for 429.
var ErrThrottled = fmt.Errorf("throttled")

type Client struct{ hc *http.Client }

type Item struct {
	ID      string
	Version int
	State   string
}

type Page struct {
	Items []Item
	Next  string
}

func (c *Client) Get(ctx context.Context, id string) (*Item, error)          { return nil, ctx.Err() }
func (c *Client) Put(ctx context.Context, item *Item) error                  { return ctx.Err() }
func (c *Client) List(ctx context.Context, token string) (*Page, error)      { return nil, ctx.Err() }
func (c *Client) Login(ctx context.Context) error                            { return ctx.Err() }
func (c *Client) Raw(ctx context.Context, id string) (*http.Response, error) { return nil, ctx.Err() }

// A Message is taken from a queue.
type Message struct{ Body []byte }

type Queue struct{}

func (q *Queue) ReadMessage(ctx context.Context) (Message, error) { return Message{}, ctx.Err() }

type Stream struct{}

func (s *Stream) Recv() (*Item, error) { return nil, nil }

// Pause waits in its own way.
func Pause(ctx context.Context, attempt int) error { return ctx.Err() }
