// Package printed does no more with its answers than to print them, or more.
package printed

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"os"
)

type logger interface {
	Info(args ...any)
	Debugf(format string, args ...any)
}

type sink interface{ Collect(args ...any) }

type outbox struct {
	log  logger
	rest sink
	url  string
}

// An answer that is printed has come.
func (o *outbox) flush(data []byte) {
	req, err := http.NewRequest("POST", o.url, bytes.NewReader(data))
	if err != nil {
		return
	}
	hc := &http.Client{} // want `no Timeout, nor its request a deadline`
	resp, err := hc.Do(req)
	if err != nil {
		o.log.Info("flush", err)
		return
	}
	defer resp.Body.Close()
	o.log.Info("flushed", resp)
}

func (o *outbox) flushed(data []byte) error {
	resp, err := http.Post(o.url, "application/json", bytes.NewReader(data)) // want `no time limit`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	o.log.Debugf("%v", resp)
	if resp.StatusCode >= 300 {
		log.Println("refused", resp)
	}
	return nil
}

// What is collected may be read by and by.
func (o *outbox) collected() error {
	resp, err := http.Get(o.url)
	if err != nil {
		return err
	}
	o.rest.Collect("answer", resp)
	return nil
}

// A download is printed as well.
func (o *outbox) saved(to *os.File) error {
	resp, err := http.Get(o.url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	log.Print(resp)
	_, err = io.Copy(to, resp.Body)
	return err
}

// The caller has it, too.
func (o *outbox) Opened() (*http.Response, error) {
	resp, err := http.Get(o.url)
	if err != nil {
		return nil, err
	}
	log.Print(resp)
	return resp, nil
}

var _, _, _, _ = (*outbox).flush, (*outbox).flushed, (*outbox).collected, (*outbox).saved
