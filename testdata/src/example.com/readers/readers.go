// Package readers makes readers of others.
package readers

import (
	"compress/gzip"
	"io"
	"net/http"
)

type counted struct {
	io.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}

// Counted counts what is read.
func Counted(r io.Reader) io.Reader { return &counted{Reader: r} }

// Unpacked fails on what is not packed.
func Unpacked(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// Content is the body of an answer that was one.
func Content(resp *http.Response) io.Reader {
	if resp.StatusCode != http.StatusOK {
		return http.NoBody
	}
	return resp.Body
}
