// Package worded chooses words by the text of an error, and nothing else.
package worded

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"strings"
)

type Refusal struct {
	Status int
	Body   string
}

func (e *Refusal) Error() string { return fmt.Sprintf("status %d: %s", e.Status, e.Body) }

func fetch(ctx context.Context) error {
	if ctx.Err() != nil {
		return &Refusal{Status: 404}
	}
	return nil
}

type agent struct {
	log  *slog.Logger
	gone int
	mark bool
}

func bothLog(ctx context.Context) {
	if err := fetch(ctx); err != nil {
		if strings.Contains(err.Error(), "410") {
			log.Printf("not there: %v", err)
			return
		}
		log.Printf("failed: %v", err)
	}
}

func (s *agent) bothLogLevel(ctx context.Context) error {
	err := fetch(ctx)
	if err != nil {
		if strings.Contains(err.Error(), "410") {
			s.log.Debug("gone", "err", err)
			return err
		}
		s.log.Error("failed", "err", err)
		return err
	}
	return nil
}

func (s *agent) wraps(ctx context.Context) error {
	err := fetch(ctx)
	if err == nil {
		return nil
	}
	if strings.Contains(err.Error(), "410") {
		return fmt.Errorf("not there: %w", err)
	}
	return fmt.Errorf("call: %w", err)
}

func logsInLoop(ctx context.Context, n int) {
	for range n {
		err := fetch(ctx)
		if err == nil {
			continue
		}
		if strings.Contains(err.Error(), "410") {
			log.Println("gone")
			continue
		}
		log.Println("failed", err)
	}
}

func logsSwitch(ctx context.Context) {
	err := fetch(ctx)
	if err == nil {
		return
	}
	switch text := err.Error(); {
	case strings.Contains(text, "410"):
		log.Println("gone")
	case strings.Contains(text, "401"):
		log.Println("who are you")
	default:
		log.Println("failed", err)
	}
}

func (s *agent) helper(ctx context.Context) {
	if err := fetch(ctx); err != nil {
		s.say(err)
	}
}

func (s *agent) say(err error) {
	if strings.Contains(err.Error(), "410") {
		s.log.Info("gone")
		return
	}
	s.log.Error("failed", "err", err)
}

func (s *agent) level(ctx context.Context) {
	err := fetch(ctx)
	if err == nil {
		return
	}
	level := slog.LevelError
	if strings.Contains(err.Error(), "410") {
		level = slog.LevelDebug
	}
	s.log.Log(ctx, level, "call", "err", err)
}

func (s *agent) message(ctx context.Context) {
	err := fetch(ctx)
	if err == nil {
		return
	}
	msg := "failed"
	if strings.Contains(err.Error(), "410") {
		msg = "gone"
	}
	s.log.Error(msg, "err", err)
}

func isGoneText(ctx context.Context) {
	err := fetch(ctx)
	if err == nil {
		return
	}
	if gone := strings.Contains(err.Error(), "410"); gone {
		log.Println("gone")
	} else {
		log.Println("failed")
	}
}

func swallows(ctx context.Context) error {
	err := fetch(ctx)
	if err != nil && strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
		log.Println("gone")
		return nil
	}
	return err
}

func (s *agent) counts(ctx context.Context) {
	err := fetch(ctx)
	if err == nil {
		return
	}
	if strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
		s.gone++
		return
	}
	log.Println("failed", err)
}

func stops(ctx context.Context, n int) {
	for range n {
		err := fetch(ctx)
		if err == nil {
			continue
		}
		if strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
			log.Println("gone")
			return
		}
		log.Println("failed", err)
	}
}

func panics(ctx context.Context) {
	err := fetch(ctx)
	if err == nil {
		return
	}
	if strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
		log.Println("gone")
		return
	}
	log.Fatal("failed", err)
}

var errGone = errors.New("gone")

func sentinel(ctx context.Context) error {
	err := fetch(ctx)
	if err != nil && strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
		return errGone
	}
	return err
}

func (s *agent) sets(ctx context.Context) {
	if err := fetch(ctx); err != nil {
		if strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
			log.Println("gone")
			s.mark = true
			return
		}
		log.Println("failed", err)
	}
}

func skips(ctx context.Context) {
	err := fetch(ctx)
	if err != nil {
		if strings.Contains(err.Error(), "410") { // want `decides by the text "410"`
			log.Println("gone")
			return
		}
		log.Println("failed", err)
	}
	_ = fetch(ctx)
}
