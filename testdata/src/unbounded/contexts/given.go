package contexts

import (
	"context"
	"time"
)

type label struct{}

// The context of a kiosk has a value, and no end: it is made of itself.
type kiosk struct {
	ctx  context.Context
	shop *shelf
}

func newKiosk(s *shelf) *kiosk {
	ctx := context.Background()
	ctx = context.WithValue(ctx, label{}, "kiosk")
	return &kiosk{ctx: ctx, shop: s}
}

func (k *kiosk) field(key string) error {
	for {
		code, err := k.shop.read(k.ctx, key)
		if err == nil && code < 500 { // want `nothing ends the retries while the call fails`
			return nil
		}
		if err := pause(k.ctx, time.Second); err != nil {
			return err
		}
	}
}

func (k *kiosk) Open(key string) error {
	if err := k.field(key); err != nil {
		return err
	}
	return again(k.ctx, k.shop, key)
}

// Nobody has another one for it.
func again(ctx context.Context, s *shelf, key string) error {
retry:
	code, err := s.read(ctx, key)
	if err != nil || code >= 500 { // want `nothing ends the retries`
		time.Sleep(200 * time.Millisecond)
		goto retry
	}
	return nil
}

// Each layer of it only adds a value.
type booth struct {
	ctx  context.Context
	shop *shelf
}

func openBooth(s *shelf) *booth {
	b := &booth{ctx: context.TODO(), shop: s}
	b.ctx = context.WithValue(b.ctx, label{}, "booth")
	return b
}

func (b *booth) Sell(key string) error {
	for b.ctx.Err() == nil {
		code, err := b.shop.read(b.ctx, key)
		if err == nil && code < 500 { // want `nothing ends the retries`
			return nil
		}
		time.Sleep(time.Second)
	}
	return b.ctx.Err()
}

// What a caller has may end.
type stand struct {
	ctx  context.Context
	shop *shelf
}

func newStand(ctx context.Context, s *shelf) *stand {
	ctx = context.WithValue(ctx, label{}, "stand")
	return &stand{ctx: ctx, shop: s}
}

func defaultStand(s *shelf) *stand { return newStand(context.Background(), s) }

func OpenStand(ctx context.Context, s *shelf) *stand {
	if ctx == nil {
		return defaultStand(s)
	}
	return newStand(ctx, s)
}

func (t *stand) field(key string) error {
	for {
		code, err := t.shop.read(t.ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(t.ctx, time.Second); err != nil {
			return err
		}
	}
}

// One of two has a deadline.
func (t *stand) Both(key string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := either(ctx, t.shop, key); err != nil {
		return t.field(key)
	}
	return either(context.Background(), t.shop, key)
}

func either(ctx context.Context, s *shelf, key string) error {
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

// Who has it as a value may call it with any.
var handed = through

func through(ctx context.Context, s *shelf, key string) error {
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

func (k *kiosk) Hand(key string) error { return through(context.Background(), k.shop, key) }

// So may who asks by the interface.
type seller interface {
	sell(ctx context.Context, key string) error
}

func (t *stand) sell(ctx context.Context, key string) error {
	for {
		code, err := t.shop.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

func Sell(ctx context.Context, s seller, t *stand, key string) error {
	if err := t.sell(context.Background(), key); err != nil {
		return err
	}
	return s.sell(ctx, key)
}

// It is given an end before the first attempt.
func limited(ctx context.Context, s *shelf, key string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		code, err := s.read(ctx, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(ctx, time.Second); err != nil {
			return err
		}
	}
}

func (k *kiosk) Limited(key string) error { return limited(k.ctx, k.shop, key) }

// Two fields that are made of each other, the one with an end.
type pair struct {
	one, two context.Context
	shop     *shelf
}

func newPair(s *shelf) (*pair, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &pair{one: ctx, shop: s}
	p.two = context.WithValue(p.one, label{}, "two")
	p.one = context.WithValue(p.two, label{}, "one")
	return p, cancel
}

func (p *pair) field(key string) error {
	for {
		code, err := p.shop.read(p.two, key)
		if err == nil && code < 500 {
			return nil
		}
		if err := pause(p.two, time.Second); err != nil {
			return err
		}
	}
}
