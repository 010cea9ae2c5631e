// Package streamed asks for streams by a client that tries again by itself: whether that has worked is told by the stream, when there is no
// more of it, or over a channel.
package streamed

import (
	"context"
	"log"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
)

type desk struct{ ai anthropic.Client }

func open() *desk { return &desk{ai: anthropic.NewClient()} }

func rest(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << n):
		return nil
	}
}

func (d *desk) bad(ctx context.Context, text string) (err error) {
	for n := range 4 { // want `up to 4 x 3 = 12 requests: retries inside retries \(d.ai.Messages.NewStreaming, line 28, retries by itself\)`
		events := d.ai.Messages.NewStreaming(ctx, text)
		for events.Next() {
			log.Print(events.Current())
		}
		if err = events.Err(); err == nil {
			return nil
		}
		if err := rest(ctx, n); err != nil {
			return err
		}
	}
	return err
}

type event struct {
	text string
	err  error
}

// badBeside runs beside its caller, and tells it over a channel how it ended.
func (d *desk) badBeside(ctx context.Context, text string) <-chan event {
	out := make(chan event)
	go func() {
		defer close(out)
		for n := 0; ; n++ { // want `up to 5 x 3 = 15 requests: retries inside retries \(d.ai.Messages.NewStreaming, line 53, retries by itself\)`
			events := d.ai.Messages.NewStreaming(ctx, text)
			for events.Next() {
				out <- event{text: events.Current()}
			}
			err := events.Err()
			if err == nil {
				return
			}
			if n == 4 {
				out <- event{err: err}
				return
			}
			if rest(ctx, n) != nil {
				return
			}
		}
	}()
	return out
}

// goodBeside tells nobody.
func (d *desk) goodBeside(ctx context.Context, text string) {
	go func() {
		for n := 0; n < 4; n++ {
			events := d.ai.Messages.NewStreaming(ctx, text)
			for events.Next() {
				log.Print(events.Current())
			}
			if events.Err() == nil || rest(ctx, n) != nil {
				return
			}
		}
	}()
}

// goodOnce asks once, and whoever gets the stream goes through it.
func (d *desk) goodOnce(ctx context.Context, text string) error {
	events := d.ai.Messages.NewStreaming(ctx, text)
	defer events.Close()
	for events.Next() {
		log.Print(events.Current())
	}
	return events.Err()
}
