package dials

import (
	"context"
	"log"
	"time"

	"example.com/broker"
)

func session(address string) (*broker.Conn, error) {
	var c *broker.Conn
	for {
		var err error
		if c, err = broker.Dial(address); err == nil { // want `nothing ends the retries while the call fails`
			break
		}
		log.Print(err)
		time.Sleep(5 * time.Second)
	}
	return c, c.Publish("hello", nil)
}

type queue struct {
	address string
	c       *broker.Conn
}

func (q *queue) open() error {
	for {
		c, err := broker.Connect(q.address)
		if err != nil { // want `nothing ends the retries while the call fails`
			time.Sleep(time.Second)
			continue
		}
		q.c = c
		return nil
	}
}

func (q *queue) put(subject string, b []byte) error {
	if err := q.open(); err != nil {
		return err
	}
	return q.c.Publish(subject, b)
}

func sessionFew(address string) (c *broker.Conn, err error) {
	for range 5 {
		if c, err = broker.Dial(address); err == nil {
			return c, nil
		}
		time.Sleep(5 * time.Second)
	}
	return nil, err
}

func sessionUntil(ctx context.Context, address string) (*broker.Conn, error) {
	for {
		c, err := broker.DialOptions(address, broker.Options{})
		if err == nil {
			return c, nil
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(time.Second):
		}
	}
}

// Nobody waits for it, and it goes on after the connection is there.
func (q *queue) keep(stop chan struct{}) {
	for {
		c, err := broker.Dial(q.address)
		if err != nil {
			select {
			case <-stop:
				return
			case <-time.After(time.Second):
			}
			continue
		}
		q.c = c
		select {
		case <-stop:
			return
		case <-c.Closed():
		}
	}
}

func (q *queue) reconnect() {
	for {
		c, err := broker.Dial(q.address)
		if err == nil {
			q.c = c
			return
		}
		time.Sleep(time.Second)
	}
}

// What is done again here connects to nothing.
func (q *queue) flush(lines [][]byte) {
	for _, l := range lines {
		for q.c.Publish("line", l) != nil {
			time.Sleep(time.Second)
		}
	}
}

var _, _, _, _ = session, (*queue).put, sessionFew, sessionUntil
var _, _, _ = (*queue).keep, (*queue).reconnect, (*queue).flush
