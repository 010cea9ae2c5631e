// Package rows has statements fail where their rows are read, and in functions of its own.
package rows

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/lib/pq"
)

type store struct{ db *sql.DB }

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << n):
		return nil
	}
}

func (s *store) names(ctx context.Context) ([]string, error) {
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

func (s *store) again(ctx context.Context) (out []string, err error) {
	for i := range 5 {
		if out, err = s.names(ctx); err == nil {
			return out, nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code != "42P01" && e.Code != "40001" { // want `retries postgres code "42P01"`
			return nil, err
		}
		if err := pause(ctx, i); err != nil {
			return nil, err
		}
	}
	return nil, err
}

func (s *store) well(ctx context.Context) (out []string, err error) {
	for i := range 5 {
		if out, err = s.names(ctx); err == nil {
			return out, nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code != "40001" {
			return nil, err
		}
		if err := pause(ctx, i); err != nil {
			return nil, err
		}
	}
	return nil, err
}

type query struct {
	db   *sql.DB
	cond string
	n    int
}

func (q *query) where(c string) *query { q.cond = c; return q }

func (q *query) limit(n int) *query { q.n = n; return q }

func (q *query) run(ctx context.Context) error {
	_, err := q.db.ExecContext(ctx, "DELETE FROM t WHERE "+q.cond, q.n)
	return err
}

func (q *query) again(ctx context.Context) (err error) {
	for i := range 5 {
		if err = q.where("id = $1").limit(1).run(ctx); err == nil {
			return nil
		}
		var e *pq.Error
		if !errors.As(err, &e) || e.Code != "42601" && e.Code != "40001" { // want `retries postgres code "42601"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
