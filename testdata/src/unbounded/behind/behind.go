// Package behind has functions of its own dial and ask data bases, and tries them again.
package behind

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"net/http"
	"time"
)

type store struct {
	db   *sql.DB
	addr string
}

func (s *store) name(id int) string {
	for {
		var name string
		err := s.db.QueryRow("SELECT name FROM t WHERE id = $1", id).Scan(&name)
		if err == nil { // want `nothing ends the retries while the call fails`
			return name
		}
		time.Sleep(time.Second)
	}
}

func (s *store) second(id int) string {
	for {
		var name string
		row := s.db.QueryRow("SELECT name FROM t WHERE id = $1", id)
		if err := row.Scan(&name); err == nil { // want `nothing ends the retries while the call fails`
			return name
		}
		time.Sleep(time.Second)
	}
}

func (s *store) dial() (net.Conn, error) { return net.Dial("tcp", s.addr) }

func (s *store) conn() net.Conn {
	for {
		c, err := s.dial()
		if err == nil { // want `nothing ends the retries while the call fails`
			return c
		}
		time.Sleep(time.Second)
	}
}

func (s *store) tables(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

func (s *store) all() []string {
	for {
		out, err := s.tables(context.Background())
		if err == nil { // want `nothing ends the retries while the call fails`
			return out
		}
		time.Sleep(time.Second)
	}
}

// It is tried some times.
func (s *store) some(ctx context.Context) (out []string, err error) {
	for range 4 {
		if out, err = s.tables(ctx); err == nil {
			break
		}
	}
	return out, err
}

// A statement that says which is wrong ends it.
func (s *store) sorted(id int) (name string, err error) {
	for {
		err = s.db.QueryRow("SELECT name FROM t WHERE id = $1", id).Scan(&name)
		if !errors.Is(err, sql.ErrConnDone) || id < 0 {
			return name, err
		}
		id--
	}
}

// Each is another one.
func (s *store) each(ids <-chan int) (names []string) {
	for id := range ids {
		var name string
		if err := s.db.QueryRow("SELECT name FROM t WHERE id = $1", id).Scan(&name); err != nil {
			continue
		}
		names = append(names, name)
	}
	return names
}

func (s *store) request(ctx context.Context, u string) (*http.Request, string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	return req, u, err
}

// What makes a request sends none.
func (s *store) made(ctx context.Context, us <-chan string) *http.Request {
	for {
		req, _, err := s.request(context.Background(), <-us)
		if err == nil {
			return req
		}
	}
}

// Rows are read one after another.
func (s *store) read(rows *sql.Rows) (out []string) {
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			continue
		}
		out = append(out, n)
	}
	return out
}
