// Package pausers waits in a function of its own between what it asks for.
package pausers

import (
	"context"
	"database/sql"
	"net"
	"net/http"
	"time"
)

type link struct {
	hc *http.Client
	d  net.Dialer
	db *sql.DB
}

func idle(d time.Duration) { <-time.NewTimer(d).C }

func (l *link) dial(ctx context.Context, addr string) (c net.Conn, err error) {
	for n := range 5 {
		if c, err = l.d.DialContext(ctx, "tcp", addr); err == nil {
			return c, nil
		}
		idle(time.Second << n) // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
	}
	return nil, err
}

func (l *link) asked(ctx context.Context, left int) error {
	err := l.db.PingContext(ctx)
	if err == nil || left == 0 {
		return err
	}
	time.Sleep(3 * time.Second) // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
	return l.asked(ctx, left-1)
}

// A Depot keeps things.
type Depot interface {
	Keep(ctx context.Context, name string) error
}

func (l *link) kept(ctx context.Context, d Depot) (err error) {
	for n := range 5 {
		if err = d.Keep(ctx, "one"); err == nil {
			return nil
		}
		idle(time.Second << n) // want `the wait between two attempts \(sent at line \d+\) does not end with ctx`
	}
	return err
}

// rest ends with the context.
func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func (l *link) keptWell(ctx context.Context, d Depot) (err error) {
	for n := range 5 {
		if err = d.Keep(ctx, "one"); err == nil {
			return nil
		}
		if e := rest(ctx, time.Second<<n); e != nil {
			return e
		}
	}
	return err
}

func (l *link) askedWell(ctx context.Context, left int) error {
	err := l.db.PingContext(ctx)
	if err == nil || left == 0 {
		return err
	}
	if e := rest(ctx, 3*time.Second); e != nil {
		return e
	}
	return l.askedWell(ctx, left-1)
}

// One after the other is no retry.
func (l *link) each(ctx context.Context, d Depot, names []string) error {
	for _, name := range names {
		if err := d.Keep(ctx, name); err != nil {
			return err
		}
		idle(time.Second)
	}
	return nil
}

func (l *link) brief(ctx context.Context, d Depot) (err error) {
	for range 5 {
		if err = d.Keep(ctx, "one"); err == nil {
			return nil
		}
		idle(50 * time.Millisecond)
	}
	return err
}
