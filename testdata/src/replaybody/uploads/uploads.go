// Package uploads gives a reader to functions of which no more is known than what they take.
package uploads

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"os"
	"time"
)

type store interface {
	Put(ctx context.Context, key string, from io.Reader, size int64) error
	PutAll(ctx context.Context, in *input) error
	PutSeeker(ctx context.Context, key string, from io.ReadSeeker) error
	Next(ctx context.Context, from io.Reader) (string, error)
}

type input struct {
	Key  string
	From io.ReadCloser
}

type patient struct {
	to    store
	tries int
	src   io.Reader
}

func (p *patient) times(ctx context.Context, what func(context.Context) error) (err error) {
	for n := 0; n < p.tries; n++ {
		if err = what(ctx); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Second << n):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

// By a helper of the package.
func (p *patient) put(ctx context.Context, key string, from io.Reader, size int64) error {
	return p.times(ctx, func(ctx context.Context) error {
		return p.to.Put(ctx, key, from, size) // want `from was read by the first attempt, so every retry \(line 33\) sends none of it`
	})
}

// In place.
func (p *patient) putInPlace(ctx context.Context, key string, from io.Reader, size int64) (err error) {
	for n := 0; n < 4; n++ {
		if err = p.to.Put(ctx, key, from, size); err == nil { // want `from was read by the first attempt`
			break
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// In a field, and in that of a literal.
func (p *patient) putField(ctx context.Context, key string) (err error) {
	for n := 0; n < 4; n++ {
		if err = p.to.Put(ctx, key, p.src, -1); err == nil { // want `p.src was read by the first attempt`
			break
		}
		time.Sleep(time.Second << n)
	}
	return err
}

func (p *patient) putLiteral(ctx context.Context, key string, from io.Reader) error {
	return p.times(ctx, func(ctx context.Context) error {
		return p.to.PutAll(ctx, &input{Key: key, From: io.NopCloser(from)}) // want `from was read by the first attempt`
	})
}

// A buffer is as empty.
func (p *patient) putBuffer(ctx context.Context, key string, write func(io.Writer)) error {
	var buf bytes.Buffer
	write(&buf)
	return p.times(ctx, func(ctx context.Context) error {
		return p.to.Put(ctx, key, &buf, -1) // want `buf was read by the first attempt`
	})
}

// A reader for each attempt.
func (p *patient) putAnew(ctx context.Context, key string, data []byte) error {
	return p.times(ctx, func(ctx context.Context) error {
		return p.to.Put(ctx, key, bytes.NewReader(data), int64(len(data)))
	})
}

func (p *patient) putFile(ctx context.Context, key, name string) error {
	return p.times(ctx, func(ctx context.Context) error {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return p.to.PutAll(ctx, &input{Key: key, From: f})
	})
}

// Written for each attempt.
func (p *patient) putWritten(ctx context.Context, key string, write func(io.Writer)) error {
	return p.times(ctx, func(ctx context.Context) error {
		var buf bytes.Buffer
		write(&buf)
		return p.to.Put(ctx, key, &buf, int64(buf.Len()))
	})
}

// Read before.
func (p *patient) putRead(ctx context.Context, key string, from io.Reader) error {
	data, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return p.times(ctx, func(ctx context.Context) error {
		return p.to.Put(ctx, key, bytes.NewReader(data), int64(len(data)))
	})
}

// Rewound.
func (p *patient) putRewound(ctx context.Context, key string, from io.Reader) error {
	return p.times(ctx, func(ctx context.Context) error {
		if s, ok := from.(io.Seeker); ok {
			if _, err := s.Seek(0, io.SeekStart); err != nil {
				return err
			}
		}
		return p.to.Put(ctx, key, from, -1)
	})
}

// What can seek may be rewound by those who get it.
func (p *patient) putSeeker(ctx context.Context, key string, from io.ReadSeeker) error {
	return p.times(ctx, func(ctx context.Context) error { return p.to.PutSeeker(ctx, key, from) })
}

func (p *patient) putSeekable(ctx context.Context, key string, f *os.File) error {
	return p.times(ctx, func(ctx context.Context) error { return p.to.Put(ctx, key, f, -1) })
}

// Given up where nothing more can be read.
func (p *patient) putOnce(ctx context.Context, key string, from io.Reader) error {
	tries := p.tries
	if _, ok := from.(io.Seeker); !ok {
		tries = 1
	}
	var err error
	for n := 0; n < tries; n++ {
		if s, ok := from.(io.Seeker); ok {
			_, _ = s.Seek(0, io.SeekStart)
		}
		if err = p.to.Put(ctx, key, from, -1); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return err
}

// The next message of a stream, after those that could not be read, too.
func (p *patient) messages(ctx context.Context, from io.Reader, handle func(string)) error {
	for ctx.Err() == nil {
		m, err := p.to.Next(ctx, from)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			log.Print(err)
			time.Sleep(time.Second)
			continue
		}
		handle(m)
	}
	return ctx.Err()
}

// One after the other: each is given once.
func (p *patient) all(ctx context.Context, from map[string]io.Reader) (err error) {
	for key, r := range from {
		if e := p.to.Put(ctx, key, r, -1); e != nil {
			err = e
			time.Sleep(time.Second)
		}
	}
	return err
}

// Their own functions are seen.
func (p *patient) write(ctx context.Context, key string, from io.Reader) error {
	if s, ok := from.(io.Seeker); ok {
		if _, err := s.Seek(0, io.SeekStart); err != nil {
			return err
		}
	}
	return p.to.Put(ctx, key, from, -1)
}

func (p *patient) written(ctx context.Context, key string, from io.Reader) error {
	return p.times(ctx, func(ctx context.Context) error { return p.write(ctx, key, from) })
}
