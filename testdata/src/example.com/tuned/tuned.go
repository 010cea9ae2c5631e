// Package tuned is told by options what to try again. They are given a pointer that the function has kept in a variable.
package tuned

import "time"

type settings struct {
	most  int
	again func(error) bool
}

// An Option changes a setting.
type Option func(*settings)

// Most says how often.
func Most(n int) Option { return func(s *settings) { s.most = n } }

// If says what to try again.
func If(again func(error) bool) Option { return func(s *settings) { s.again = again } }

// Try tries what it is given.
func Try(op func() error, opts ...Option) (err error) {
	s := &settings{most: 4}
	for _, set := range opts {
		set(s)
	}
	for n := 0; n < s.most; n++ {
		if err = op(); err == nil {
			return nil
		}
		if s.again != nil && !s.again(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}

// A Tuner is an option that is an object.
type Tuner interface{ tune(s *settings) error }

// Only says what to try again.
type Only func(error) bool

func (o Only) tune(s *settings) error {
	s.again = o
	return nil
}

// Tuned is Try with objects.
func Tuned(op func() error, tuners ...Tuner) (err error) {
	s := &settings{most: 4}
	for _, t := range tuners {
		if err := t.tune(s); err != nil {
			return err
		}
	}
	for n := 0; n < s.most; n++ {
		if err = op(); err == nil {
			return nil
		}
		if s.again != nil && !s.again(err) {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return err
}
