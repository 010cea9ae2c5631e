// Package counted has loops that no head limits: what they count is asked in their bodies, and is further away than the rounds that are
// gone through.
package counted

import (
	"errors"
	"net/http"
	"time"
)

const most = 5

var errBusy = errors.New("busy")

func ask(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errBusy
	}
	return nil
}

func steppedInPost(u string) error {
	for n := 1; ; n++ {
		err := ask(u)
		if err == nil || n >= most {
			return err
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func steppedBefore(u string) error {
	fails := 0
	for {
		err := ask(u)
		if err == nil {
			return nil
		}
		if fails++; most < fails {
			return err
		}
		time.Sleep(time.Duration(fails) * time.Second)
	}
}

func steppedBehind(u string) error {
	n := 0
	for {
		err := ask(u)
		if err == nil {
			return nil
		}
		if n == 6 {
			return err
		}
		n = n + 1
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func down(u string) error {
	left := 7
	for {
		err := ask(u)
		if err == nil {
			return nil
		}
		left--
		if left > 0 {
			time.Sleep(time.Duration(8-left) * time.Second)
			continue
		}
		return err
	}
}

// Counted in two places, and set back where something has worked.
func inTwo(u string) error {
	fails := 0
	for {
		resp, err := http.Get(u)
		if err != nil {
			if fails++; fails > 5 {
				return err
			}
			time.Sleep(2 * time.Second)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		fails++
		if fails > 5 {
			return errBusy
		}
		time.Sleep(time.Duration(fails) * time.Second)
	}
}

func outer(u string, which int) (err error) {
	switch which {
	case 0:
		for range 3 { // want `up to 3 x 5 = 15 requests`
			if err = steppedInPost(u); err == nil {
				return nil
			}
		}
	case 1:
		for range 3 { // want `up to 3 x 6 = 18 requests`
			if err = steppedBefore(u); err == nil {
				return nil
			}
		}
	case 2:
		for range 3 { // want `up to 3 x 7 = 21 requests`
			if err = steppedBehind(u); err == nil {
				return nil
			}
		}
	case 3:
		for range 3 { // want `each of these 3 attempts is several requests`
			if err = down(u); err == nil {
				return nil
			}
		}
	case 4:
		for range 3 { // want `up to 3 x 6 = 18 requests`
			if err = inTwo(u); err == nil {
				return nil
			}
		}
	}
	return err
}

// What gives up tells so, and is not asked again.
var errSpent = errors.New("tried often enough")

func tells(u string) error {
	for n := 1; ; n++ {
		err := ask(u)
		if err == nil {
			return nil
		}
		if n >= most {
			return errSpent
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func listens(u string) (err error) {
	for range 3 {
		if err = tells(u); err == nil || errors.Is(err, errSpent) {
			return err
		}
	}
	return err
}

// It never comes to what it asks for, as it counts the other way.
func never(u string) error {
	for n := 0; ; n-- {
		err := ask(u)
		if err == nil {
			return nil
		}
		if n > most {
			return err
		}
		time.Sleep(time.Second)
	}
}

// One time alone.
func once(u string) error {
	n := 0
	for {
		if n++; n > 1 {
			return errSpent
		}
		if err := ask(u); err == nil {
			return nil
		}
		break
	}
	return errBusy
}

func around(u string, which int) (err error) {
	for range 3 {
		if which == 0 {
			err = never(u)
		} else {
			err = once(u)
		}
		if err == nil {
			return nil
		}
	}
	return err
}

// A number that other things count says nothing of the rounds.
func elsewhere(u string, seen int) error {
	for {
		err := ask(u)
		if err == nil {
			return nil
		}
		if seen > most {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func aroundElsewhere(u string) (err error) {
	for range 3 {
		if err = elsewhere(u, 3); err == nil {
			return nil
		}
	}
	return err
}

var _ = []any{outer, listens, around, aroundElsewhere}
