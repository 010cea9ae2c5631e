package main

import (
	"context"
	"net/http"
	"time"
)

// thumbnail fetches the small version of a photo. It is BAD: download tries four times before it gives up, and here is
// that three times over, so that a server in trouble gets twelve requests a photo. (That a 404 goes round, too, is another
// fault.)
func thumbnail(ctx context.Context, link string) (data []byte, err error) {
	for attempt := range 3 {
		data, err = download(ctx, link+"!small")
		if err == nil {
			return data, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << attempt):
		}
	}
	return nil, err
}

// announce tells a webhook that all is done. It is BAD: while the other side has trouble, it never ends.
func announce(hook string) error {
	for pause := time.Second; ; pause *= 2 {
		resp, err := http.Post(hook, "text/plain", nil)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(pause)
	}
}
