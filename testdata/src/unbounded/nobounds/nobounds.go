// Package nobounds has loops whose bound is none.
package nobounds

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"time"
)

var errAgain = errors.New("again")

var hc = &http.Client{Timeout: time.Minute}

func get(url string) error {
	resp, err := hc.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errAgain
	}
	return nil
}

// a counter that is reset in the loop.
func Reset(url string) error {
	tries := 0
	for {
		err := get(url)
		if err == nil { // want `nothing ends the retries while the call fails \(sent at line 18\); count the attempts or check a context`
			return nil
		}
		tries++
		if tries > 5 {
			time.Sleep(time.Minute)
			tries = 0
		}
		time.Sleep(time.Second)
	}
}

// a counter that only one branch increments.
func OneBranch(url string) error {
	tries := 0
	for tries < 5 {
		resp, err := hc.Get(url)
		if err != nil { // want `nothing ends the retries while the call fails \(sent at line 50\); count the attempts or check a context`
			time.Sleep(time.Second)
			continue
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			return nil
		}
		tries++
		time.Sleep(time.Second)
	}
	return errAgain
}

// a limit that nothing sets.
type client struct {
	maxRetries int
	tries      int
	breaker    time.Time
}

func (c *client) Unset(url string) error {
	for i := 0; c.maxRetries == 0 || i < c.maxRetries; i++ { // policy: a setting
		if err := get(url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errAgain
}

// a context of Background without an end.
func Basic(url string) error {
	ctx := context.Background()
	for ctx.Err() == nil {
		if err := get(url); err == nil { // want `nothing ends the retries while the call fails \(sent at line 18\): the context \(line 85\) never ends, or is new each time; set its deadline before the first attempt`
			return nil
		}
		time.Sleep(time.Second)
	}
	return ctx.Err()
}

// the clock of a breaker.
func (c *client) Breaker(url string) error {
	for {
		if time.Now().Before(c.breaker) {
			time.Sleep(time.Second)
			continue
		}
		err := get(url)
		if err == nil { // want `nothing ends the retries while the call fails \(sent at line 18\); count the attempts or check a context`
			return nil
		}
		c.breaker = time.Now().Add(10 * time.Second)
	}
}

// a query until a row scans.
func Query(db *sql.DB) int {
	var n int
	for {
		row := db.QueryRow("select count(*) from jobs")
		if row.Scan(&n) == nil { // want `nothing ends the retries while the call fails \(sent at line 114\); count the attempts or check a context`
			return n
		}
		time.Sleep(time.Second)
	}
}

// a deadline that is made anew in each round.
func Anew(url string) error {
	for {
		deadline := time.Now().Add(time.Minute)
		err := get(url)
		if err == nil { // want `nothing ends the retries while the call fails \(sent at line 18\); count the attempts or check a context`
			return nil
		}
		if time.Now().After(deadline) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// the breaker's clock in the condition.
func (c *client) Until(url string) error {
	for time.Now().After(c.breaker) { // left: others may set it
		if err := get(url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errAgain
}

// good: the counter is kept.
func Kept(url string) error {
	tries := 0
	for {
		err := get(url)
		if err == nil {
			return nil
		}
		tries++
		if tries > 5 {
			return err
		}
		time.Sleep(time.Second)
	}
}

// good: a deadline of before.
func Deadline(url string) error {
	deadline := time.Now().Add(time.Minute)
	for time.Now().Before(deadline) {
		if err := get(url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errAgain
}

// good: the limit is set.
type limited struct{ maxRetries int }

func newLimited() *limited { return &limited{maxRetries: 5} }

func (c *limited) Get(url string) error {
	for i := 0; c.maxRetries == 0 || i < c.maxRetries; i++ {
		if err := get(url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errAgain
}

// good: the counter is reset after what worked.
func Pages(url string) error {
	tries := 0
	for page := 0; page < 10; {
		if err := get(url); err != nil {
			tries++
			if tries > 5 {
				return err
			}
			time.Sleep(time.Second)
			continue
		}
		tries = 0
		page++
	}
	return nil
}

// good: the breaker gives up.
func (c *client) GivesUp(url string) error {
	for {
		if time.Now().Before(c.breaker) {
			return errAgain
		}
		if err := get(url); err == nil {
			return nil
		}
		c.tries++
		if c.tries > 3 {
			c.breaker = time.Now().Add(10 * time.Second)
		}
		time.Sleep(time.Second)
	}
}

// good: rows end.
func Rows(rows *sql.Rows) (int, error) {
	n := 0
	for rows.Next() {
		var v int
		if err := rows.Scan(&v); err != nil {
			return 0, err
		}
		n += v
	}
	return n, rows.Err()
}

// two counters, one compared and the other one counted.
func Wrong(url string) error {
	tries, fails := 0, 0
	for {
		err := get(url)
		if err == nil { // want `nothing ends the retries while the call fails \(sent at line 18\); count the attempts or check a context`
			return nil
		}
		fails++
		if tries >= 5 {
			return err
		}
		time.Sleep(time.Duration(fails) * time.Second)
	}
}

// EOF alone ends it.
func EOF(url string) error {
	for {
		err := get(url)
		if err == nil || errors.Is(err, io.EOF) { // want `nothing ends the retries while the call fails \(sent at line 18\); count the attempts or check a context`
			return err
		}
		time.Sleep(time.Second)
	}
}

// shadowed counter.
func Shadow(url string) error {
	tries := 0
	for tries < 5 {
		err := get(url)
		if err == nil { // want `nothing ends the retries while the call fails \(sent at line 18\); count the attempts or check a context`
			return nil
		}
		tries := tries + 1
		time.Sleep(time.Duration(tries) * time.Second)
	}
	return errAgain
}

// good: the deadline of a round is that of all.
func Remaining(url string, most time.Duration) error {
	start := time.Now()
	for {
		end := start.Add(most)
		err := get(url)
		if err == nil {
			return nil
		}
		if time.Now().After(end) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// good: the time of a round against the first.
func Elapsed(url string) error {
	start := time.Now()
	for {
		err := get(url)
		if err == nil {
			return nil
		}
		now := time.Now()
		if now.Sub(start) > time.Minute {
			return err
		}
		time.Sleep(time.Second)
	}
}

// good: a pause now and then, and a count that ends it.
func Pauses(url string) error {
	tries, all := 0, 0
	for {
		err := get(url)
		if err == nil {
			return nil
		}
		if tries++; tries > 5 {
			time.Sleep(time.Minute)
			tries = 0
		}
		if all++; all > 50 {
			return err
		}
		time.Sleep(time.Second)
	}
}

// good: the count says that it is over.
func Flag(url string) error {
	tries, over := 0, false
	for !over {
		err := get(url)
		if err == nil {
			return nil
		}
		if tries++; tries > 5 {
			over = true
			tries = 0
		}
		time.Sleep(time.Second)
	}
	return errAgain
}

// good: the clock puts it off, and a count ends it.
func (c *client) PutOff(url string) error {
	for i := 0; i < 10; i++ {
		if time.Now().Before(c.breaker) {
			time.Sleep(time.Second)
			continue
		}
		if err := get(url); err == nil {
			return nil
		}
		c.breaker = time.Now().Add(10 * time.Second)
	}
	return errAgain
}

// good: a time that others have set.
func (c *client) Till(url string, end func() time.Time) error {
	for {
		err := get(url)
		if err == nil {
			return nil
		}
		until := end()
		if time.Now().After(until) {
			return err
		}
		time.Sleep(time.Second)
	}
}
