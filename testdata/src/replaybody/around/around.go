// Package around puts something around a file, which can be read then and no more.
package around

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"time"
)

// A Vault takes what it is given to read.
type Vault interface {
	Deposit(ctx context.Context, r io.Reader) error
}

type bank struct {
	vault Vault
	hc    *http.Client
}

func rest(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << n):
		return nil
	}
}

func (b *bank) shut(ctx context.Context, f *os.File) (err error) {
	for n := range 3 {
		if err = b.vault.Deposit(ctx, io.NopCloser(f)); err == nil { // want `f was read by the first attempt`
			return nil
		}
		if e := rest(ctx, n); e != nil {
			return e
		}
	}
	return err
}

func (b *bank) buffered(ctx context.Context, f *os.File) (err error) {
	for n := range 3 {
		if err = b.vault.Deposit(ctx, bufio.NewReader(f)); err == nil { // want `f was read by the first attempt`
			return nil
		}
		if e := rest(ctx, n); e != nil {
			return e
		}
	}
	return err
}

// A meter counts what goes through it.
type meter struct {
	from io.Reader
	n    int
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	m.n += n
	return n, err
}

func (b *bank) metered(ctx context.Context, f *os.File) (err error) {
	for n := range 3 {
		if err = b.vault.Deposit(ctx, &meter{from: f}); err == nil { // want `f was read by the first attempt`
			return nil
		}
		if e := rest(ctx, n); e != nil {
			return e
		}
	}
	return err
}

// By itself a file can be taken back by who is given it.
func (b *bank) bare(ctx context.Context, f *os.File) (err error) {
	for n := range 3 {
		if err = b.vault.Deposit(ctx, f); err == nil {
			return nil
		}
		if e := rest(ctx, n); e != nil {
			return e
		}
	}
	return err
}

func (b *bank) takenBack(ctx context.Context, f *os.File) (err error) {
	for n := range 3 {
		if _, err = f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if err = b.vault.Deposit(ctx, io.NopCloser(f)); err == nil {
			return nil
		}
		if e := rest(ctx, n); e != nil {
			return e
		}
	}
	return err
}

func (b *bank) opened(ctx context.Context, name string) (err error) {
	for n := range 3 {
		var f *os.File
		if f, err = os.Open(name); err != nil {
			return err
		}
		err = b.vault.Deposit(ctx, bufio.NewReader(f))
		f.Close()
		if err == nil {
			return nil
		}
		if e := rest(ctx, n); e != nil {
			return e
		}
	}
	return err
}

// A seeker goes on to where it is told.
type seeker struct{ meter }

func (s *seeker) Seek(offset int64, whence int) (int64, error) {
	return s.from.(io.Seeker).Seek(offset, whence)
}

func (b *bank) sought(ctx context.Context, f *os.File) (err error) {
	s := &seeker{meter{from: f}}
	for n := range 3 {
		if err = b.vault.Deposit(ctx, s); err == nil {
			return nil
		}
		if e := rest(ctx, n); e != nil {
			return e
		}
	}
	return err
}
