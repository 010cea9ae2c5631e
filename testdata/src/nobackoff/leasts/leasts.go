// Package leasts takes another delay where the one that grows is less, and does something else with it there, too.
package leasts

import (
	"context"
	"log"
	"math/rand"
	"time"
)

// rest cuts what a server told as well.
func rest(ctx context.Context, attempt int, base, most, told time.Duration) {
	d := time.Duration(1<<attempt) * base // want `rest waits .* again from attempt \d+ on with most 30s: the power overflows before the cap is tested`
	if d > most {
		d = most
	}
	if told > d {
		d = told
		if d > most {
			d = most
		}
	}
	d += time.Duration(rand.Float64() * float64(d) * 0.1)
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// logged writes of it.
func logged(attempt int, base, most, told time.Duration) time.Duration {
	d := base << attempt // want `logged returns .* again from attempt \d+ on`
	if d > most {
		d = most
	}
	if d < told {
		log.Printf("the server asks for %s", told)
		d = told
	}
	return d
}

// other has it in the other branch.
func other(attempt int, base, most, told time.Duration) time.Duration {
	d := base << attempt // want `other returns .* again from attempt \d+ on`
	if d > most {
		d = most
	}
	if d >= told {
		log.Printf("waiting %s", d)
	} else {
		log.Printf("the server asks for %s", told)
		d = told
	}
	return d
}

// cut has an exponent that is small enough.
func cut(attempt int, base, most, told time.Duration) time.Duration {
	d := base << min(attempt, 8)
	if d > most {
		d = most
	}
	if d < told {
		log.Printf("the server asks for %s", told)
		d = told
		if d > most {
			d = most
		}
	}
	return d
}

// caught takes the longest where it has overflown.
func caught(attempt int, base, most, told time.Duration) time.Duration {
	d := base << attempt
	if d > most || d <= 0 {
		d = most
	}
	if told > d {
		d = told
		log.Printf("waiting %s", d)
	}
	return d
}

// once sets it to something else there.
func once(attempt int, base, most, told time.Duration) time.Duration {
	d := base * time.Duration(attempt)
	if told > d {
		log.Printf("the server asks for %s", told)
		d = most
	}
	return d
}
