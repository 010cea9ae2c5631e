// Package ownscale has states of its own beside the statuses of HTTP, under the same name.
package ownscale

import "net/http"

// A StatusCode says how far a transfer has come.
type StatusCode int

const (
	StatusCodeInit StatusCode = iota
	StatusCodePending
	StatusCodeRunning
	StatusCodeFailed
	StatusCodeDone
)

type worker struct{ statusCode StatusCode }

func (w *worker) StatusCode() StatusCode { return w.statusCode }

type progress struct {
	StatusCode StatusCode
	Bytes      int64
}

func count(ws []*worker, ps []progress) (running, failed int) {
	for _, w := range ws {
		switch w.StatusCode() {
		case StatusCodeRunning:
			running++
		case StatusCodeFailed:
			failed++
		}
		if w.StatusCode() == 4 || w.StatusCode() != StatusCodePending {
			running--
		}
	}
	for _, p := range ps {
		if p.StatusCode == StatusCodeFailed || p.StatusCode == 2 {
			failed++
		}
	}
	return running, failed
}

// A Status is one of HTTP, with names for some.
type Status int

const (
	OK      Status = 200
	Missing Status = 404
)

type answer struct{ statusCode Status }

func (a *answer) StatusCode() Status { return a.statusCode }

func gone(a *answer, resp *http.Response) bool {
	if resp.StatusCode == 44 { // want `44 is not an HTTP status, so resp.StatusCode never has it`
		return true
	}
	return a.StatusCode() == Missing
}
