// Package manymethods has a client whose methods all leave it to one function whether to go round.
package manymethods

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.com/ledgers"
)

type client struct {
	node  ledgers.Ledger
	tries int
}

func (c *client) over(err error) bool {
	var refused ledgers.Refusal
	if errors.As(err, &refused) {
		fmt.Println("refused", refused.Status)
		if refused.StatusCode >= 400 && refused.StatusCode < 500 {
			if refused.StatusCode == 403 { // want `retries 400 and 401 \(400 and above except 403, sent at line \d+\)`
				return true
			}
			return false
		}
		return false
	}
	return true
}

func (c *client) pause(i int) { time.Sleep(time.Duration(i) * time.Second) }

func (c *client) Height(ctx context.Context) (n uint64, err error) {
	for i := 0; i < c.tries; i++ {
		c.pause(i)
		if n, err = c.node.Height(ctx); err == nil {
			return n, nil
		}
		if c.over(err) {
			break
		}
	}
	return n, err
}

func (c *client) Balance(ctx context.Context, of string) (n uint64, err error) {
	for i := 0; i < c.tries; i++ {
		c.pause(i)
		if n, err = c.node.Balance(ctx, of); err == nil {
			return n, nil
		}
		if c.over(err) {
			break
		}
	}
	return n, err
}

// What it asks for is named like a credential, and is none of its own.
func (c *client) NonceAt(ctx context.Context, of string) (n uint64, err error) {
	for i := 0; i < c.tries; i++ {
		c.pause(i)
		if n, err = c.node.NonceAt(ctx, of); err == nil {
			return n, nil
		}
		if c.over(err) {
			break
		}
	}
	return n, err
}

func (c *client) SessionKeys(ctx context.Context) (keys []string, err error) {
	for i := 0; i < c.tries; i++ {
		c.pause(i)
		if keys, err = c.node.SessionKeys(ctx); err == nil {
			return keys, nil
		}
		if c.over(err) {
			break
		}
	}
	return keys, err
}

// What to do, and with which node.
type (
	action int
	node   int
)

const (
	giveUp action = iota
	goOn
)

const (
	same node = iota
	next
)

type chooser struct {
	nodes []ledgers.Ledger
	at    int
	tries int
}

func (c *chooser) afterRefusal(r ledgers.Refusal) (node, action) {
	switch {
	case r.StatusCode >= 200 && r.StatusCode < 300:
		return same, giveUp
	case r.StatusCode >= 400 && r.StatusCode < 500:
		if r.StatusCode == 403 || r.StatusCode == 429 { // want `retries 400 and 401 \(400-499 except 403 and 429, sent at line \d+\)`
			return next, goOn
		}
		return same, goOn
	}
	return next, goOn
}

// ends reports whether it is over, and goes on to the next node where that may help.
func (c *chooser) ends(err error) bool {
	which, what := next, goOn
	var refused ledgers.Refusal
	if errors.As(err, &refused) {
		which, what = c.afterRefusal(refused)
	}
	if which == next {
		c.at++
	}
	return what == giveUp
}

func (c *chooser) node() ledgers.Ledger { return c.nodes[c.at%len(c.nodes)] }

func (c *chooser) Height(ctx context.Context) (n uint64, err error) {
	for i := 0; i < c.tries; i++ {
		n, err = c.node().Height(ctx)
		if err == nil {
			return n, nil
		}
		if c.ends(err) {
			break
		}
		time.Sleep(time.Second << i)
	}
	return 0, err
}

func (c *chooser) Balance(ctx context.Context, of string) (n uint64, err error) {
	for i := 0; i < c.tries; i++ {
		n, err = c.node().Balance(ctx, of)
		if err == nil {
			return n, nil
		}
		if c.ends(err) {
			break
		}
		time.Sleep(time.Second << i)
	}
	return 0, err
}

func (c *chooser) NonceAt(ctx context.Context, of string) (n uint64, err error) {
	for i := 0; i < c.tries; i++ {
		n, err = c.node().NonceAt(ctx, of)
		if err == nil {
			return n, nil
		}
		if c.ends(err) {
			break
		}
		time.Sleep(time.Second << i)
	}
	return 0, err
}
