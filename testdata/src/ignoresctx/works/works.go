// Package works tries again what is no request for all that is known: a call that is given the context and can fail.
package works

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"time"
)

type store interface {
	Load(ctx context.Context, key string) (string, error)
}

type manager struct {
	s   store
	n   int
	log func(string, ...any)
}

func ping(ctx context.Context, db *sql.DB) error {
	var err error
	for i := 0; i < 30; i++ {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `the wait between two attempts \(sent at line 25\) does not end with ctx; wait in a select with ctx.Done\(\)`
	}
	return err
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	var d net.Dialer
	for range 10 {
		c, err := d.DialContext(ctx, "tcp", addr)
		if err == nil {
			return c, nil
		}
		fmt.Println(err)
		time.Sleep(5 * time.Second) // want `does not end with ctx`
	}
	return nil, nil
}

func load(ctx context.Context, s store) (v string, err error) {
	for tries := 0; tries < 4; tries++ {
		if v, err = s.Load(ctx, "a"); err == nil {
			break
		}
		<-time.After(time.Second) // want `does not end with ctx`
	}
	return v, err
}

func (m *manager) initialize(ctx context.Context) error {
	v, err := m.s.Load(ctx, "k")
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	m.n = len(v)
	return nil
}

func (m *manager) run(ctx context.Context, ready chan struct{}) {
	for k := 0; k < 100; k++ {
		err := m.initialize(ctx)
		if err == nil {
			break
		}
		m.log("failed: %v", err)
		time.Sleep(time.Second) // want `does not end with ctx`
	}
	ready <- struct{}{}
}

// Well made.

func (m *manager) looks(ctx context.Context) error {
	for {
		err := m.initialize(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		time.Sleep(time.Second)
	}
}

func (m *manager) daemon(ctx context.Context) {
	for {
		if err := m.initialize(ctx); err != nil {
			m.log("failed: %v", err)
		}
		time.Sleep(time.Minute)
	}
}

// own gives each attempt a context of its own, and has none itself.
func (m *manager) own(key string) (err error) {
	for range 5 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		_, err = m.s.Load(ctx, key)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (m *manager) selects(ctx context.Context) error {
	for {
		_, err := m.s.Load(ctx, "k")
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// each is work on one thing after the other.
func (m *manager) each(ctx context.Context, keys []string) {
	for _, k := range keys {
		if _, err := m.s.Load(ctx, k); err != nil {
			m.log("%s: %v", k, err)
		}
		time.Sleep(time.Second)
	}
}

// brief waits for less than anyone would notice.
func (m *manager) brief(ctx context.Context) (err error) {
	for range 5 {
		if _, err = m.s.Load(ctx, "k"); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}
