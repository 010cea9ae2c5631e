// Package elsewhere asks for many things, whose addresses a function of another package makes, which may fail.
package elsewhere

import (
	"errors"
	"fmt"
	"log"
	"time"

	"example.com/depot"
)

var errNone = errors.New("none of them has it")

// The first host that has it.
func firstOf(hosts []string) (int64, error) {
	for _, h := range hosts {
		at, err := depot.Address(h, "part")
		if err != nil {
			return 0, err
		}
		if n, err := depot.Weigh(at); err == nil {
			return n, nil
		}
	}
	return 0, errNone
}

// The name is made of the number first.
func firstNumber(base string, numbers []int) (int64, error) {
	for _, n := range numbers {
		name := fmt.Sprintf("part%d", n)
		at, err := depot.Address(base, name)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", name, err)
		}
		size, err := depot.Weigh(at)
		if err != nil {
			log.Println("left out", name, err)
			continue
		}
		return size, nil
	}
	return 0, errNone
}

// By a number, in a loop that counts.
func firstByIndex(hosts []string) (int64, error) {
	for i := 0; i < len(hosts); i++ {
		at, err := depot.Address(hosts[i], "part")
		if err != nil {
			return 0, err
		}
		if n, err := depot.Weigh(at); err == nil {
			return n, nil
		}
	}
	return 0, errNone
}

// Two calls on the way: what the one found is what the other asks with.
func firstShelf(numbers []int) (int64, error) {
	for _, n := range numbers {
		shelf, err := depot.Find(n)
		if err != nil {
			return 0, err
		}
		at, err := depot.Address(shelf.Address, "part")
		if err != nil {
			return 0, err
		}
		if size, err := depot.Weigh(at + "?full=1"); err == nil {
			return size, nil
		}
	}
	return 0, errNone
}

// One that is sent over a channel.
func firstSent(numbers <-chan int) (int64, error) {
	for n := range numbers {
		shelf, err := depot.Find(n)
		if err != nil {
			return 0, err
		}
		if size, err := depot.Weigh(shelf.Address); err == nil {
			return size, nil
		}
	}
	return 0, errNone
}

// The same address is made anew in each round.
func again(base string) (n int64, err error) {
	for range 4 {
		at, err := depot.Address(base, "part")
		if err != nil {
			return 0, err
		}
		if n, err = depot.Weigh(at); err == nil { // want `retries 400, 401 and 403`
			return n, nil
		}
		time.Sleep(time.Second)
	}
	return 0, errNone
}

// Of each of many, as often as it takes: the rounds in which one is asked for again are inside.
func each(hosts []string) (sum int64, err error) {
	for _, h := range hosts {
		var n int64
		for range 4 {
			at, err := depot.Address(h, "part")
			if err != nil {
				return 0, err
			}
			if n, err = depot.Weigh(at); err == nil { // want `retries 400, 401 and 403`
				break
			}
			time.Sleep(time.Second)
		}
		sum += n
	}
	return sum, nil
}

// The list says how long to wait, and nothing of what is asked for.
func paced(base string) (n int64, err error) {
	for _, wait := range []time.Duration{time.Second, 4 * time.Second} {
		shelf, err := depot.Home()
		if err != nil {
			return 0, err
		}
		if n, err = depot.Weigh(shelf.Address); err == nil { // want `retries 400, 401 and 403`
			return n, nil
		}
		time.Sleep(wait)
	}
	return 0, errNone
}
