// Package sentinels compares errors with the texts of those that it keeps in variables.
package sentinels

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/rpc"
	"strings"
)

var (
	ErrGone = errors.New("gone")
	errBusy = errors.New("busy")
	errSeen = errors.New("seen")
)

func find(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusGone:
		return ErrGone
	case http.StatusServiceUnavailable:
		return fmt.Errorf("%s: %w", u, errBusy)
	}
	return nil
}

func look(ctx context.Context, u string) error {
	if err := find(ctx, u); err != nil {
		return fmt.Errorf("look: %w", err)
	}
	return nil
}

func compared(ctx context.Context, u string) bool {
	err := find(ctx, u)
	return err != nil && err.Error() == ErrGone.Error() // want `decides by the text of ErrGone, which another error may have, and this one with more around it; use errors.Is`
}

func contained(ctx context.Context, u string) error {
	err := look(ctx, u)
	if err != nil && strings.Contains(err.Error(), errBusy.Error()) { // want `decides by the text of errBusy`
		return nil
	}
	return err
}

func inLoop(ctx context.Context, us []string) (gone []string, err error) {
	for _, u := range us {
		if err := find(ctx, u); err != nil {
			if ErrGone.Error() != err.Error() { // want `decides by the text of ErrGone`
				return nil, err
			}
			gone = append(gone, u)
			continue
		}
	}
	return gone, nil
}

func name(db *sql.DB) (name string, err error) {
	err = db.QueryRow("SELECT name FROM t").Scan(&name)
	if err != nil && err.Error() == sql.ErrNoRows.Error() { // want `decides by the text of sql.ErrNoRows`
		return "nobody", nil
	}
	return name, err
}

func readOnce(r io.Reader) error {
	_, err := r.Read(make([]byte, 1))
	if err != nil && strings.EqualFold(err.Error(), io.EOF.Error()) { // want `decides by the text of io.EOF`
		return nil
	}
	return err
}

// From here on all is well.

func asked(ctx context.Context, u string) bool { return errors.Is(look(ctx, u), ErrGone) }

// What another machine says is a text, whatever it was there.
func remote(c *rpc.Client) error {
	err := c.Call("Store.Get", 1, nil)
	if err != nil && err.Error() == ErrGone.Error() {
		return ErrGone
	}
	return err
}

func message(answer struct{ Message string }) error {
	if answer.Message == ErrGone.Error() {
		return ErrGone
	}
	return nil
}

// Nobody returns it.
func other(ctx context.Context, u string) error {
	err := find(ctx, u)
	if err != nil && err.Error() == errSeen.Error() {
		return nil
	}
	return err
}

// It is another error that has the text of it in its own.
func quoted(ctx context.Context, u string) error {
	err := quotes(ctx)
	if err != nil && strings.Contains(err.Error(), errSeen.Error()) {
		return nil
	}
	return err
}

func quotes(ctx context.Context) error { return fmt.Errorf("%v: %v", ctx.Err(), errSeen) }

func words(ctx context.Context, u string) {
	if err := find(ctx, u); err != nil {
		if err.Error() == ErrGone.Error() {
			log.Print("no longer there")
			return
		}
		log.Print(err)
	}
}
