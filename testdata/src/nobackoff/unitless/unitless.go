// Package unitless has durations and bare numbers side by side.
package unitless

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"time"
)

var errAgain = errors.New("again")

var hc = &http.Client{Timeout: time.Minute}

func send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errAgain
	}
	return nil
}

// a number in both branches.
func Get1(url string, slow bool) error {
	d := 5
	if slow {
		d = 30
	}
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(d)) // want `time\.Duration\(d\) comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time\.Millisecond`
	}
	return errAgain
}

// a duration in one branch and a number in the other.
func Get2(url string, slow bool) error {
	var d time.Duration
	if slow {
		d = 2 * time.Second
	} else {
		d = 5 // want `d of 5 is 5 nanoseconds, no delay at all; write the unit, as in 5 \* time\.Second`
	}
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(d)
	}
	return errAgain
}

// a field with a default that has no unit.
type client struct {
	delay   time.Duration
	pause   time.Duration
	scaled  time.Duration
	retries int
}

func newClient() *client {
	return &client{delay: 10, pause: 2 * time.Second, scaled: 5, retries: 3} // want `delay of 10 is 10 nanoseconds, no delay at all; write the unit, as in 10 \* time\.Second`
}

func (c *client) Get(url string) error {
	for i := 0; i < c.retries; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(c.delay)
	}
	return errAgain
}

// good: the field has its unit where it is waited for, or where it is set.
func (c *client) GetScaled(url string) error {
	for i := 0; i < c.retries; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(c.scaled * time.Second)
		time.Sleep(c.pause)
	}
	return errAgain
}

// a number of the environment.
func Get5(url string) error {
	n, err := strconv.Atoi(os.Getenv("RETRY_DELAY"))
	if err != nil {
		n = 5
	}
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(n)) // want `n is waited for as that many nanoseconds, no delay at all, as nothing gives it a unit; multiply it by time\.Second, say`
	}
	return errAgain
}

// a number of the settings.
type config struct {
	RetryDelay   int   `json:"retry_delay"`
	RetryDelayMs int   `json:"retry_delay_ms"`
	RetryNanos   int64 `json:"retry_nanos"`
}

func load(b []byte) (*config, error) {
	var c config
	err := json.Unmarshal(b, &c)
	return &c, err
}

func (c *config) Get6(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(c.RetryDelay)) // want `RetryDelay is waited for as that many nanoseconds, no delay at all, as nothing gives it a unit; multiply it by time\.Second, say`
	}
	return errAgain
}

// good.
func (c *config) Get7(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(c.RetryDelayMs) * time.Millisecond)
		time.Sleep(time.Duration(c.RetryNanos))
	}
	return errAgain
}

// jitter without a unit, beside one that has one.
func Get8(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(rand.Intn(500))) // want `time\.Duration\(rand\.Intn\(500\)\) comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time\.Millisecond`
	}
	return errAgain
}

// good.
func Get9(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Second + time.Duration(rand.Intn(500))*time.Millisecond)
		time.Sleep(time.Duration(rand.Int63n(int64(2 * time.Second))))
		d := int64(3)
		d *= int64(time.Second)
		time.Sleep(time.Duration(d))
	}
	return errAgain
}

// a loop that counts down, its own delay doubled: no unit.
func Get10(url string) error {
	delay := 1
	for tries := 5; tries > 0; tries-- {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(delay)) // want `time\.Duration\(delay\) comes to some nanoseconds, no delay at all, as nothing in it has a unit; multiply it by one, as time\.Millisecond`
		delay *= 2
	}
	return errAgain
}

// good: of a constant of a type.
const pause = 1500 * time.Millisecond

func Get11(url string) error {
	d := int64(pause)
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(d))
		d *= 2
	}
	return errAgain
}

// a parameter of the package's own constructor.
func newPacer(d time.Duration) *client { return &client{delay: d, retries: 2} }

var fast = newPacer(50) // want `newPacer of 50 is 50 nanoseconds, no delay at all; write the unit, as in 50 \* time\.Second`

var slow = newPacer(50 * time.Millisecond)

// a flag whose default has no unit; and one that has.
var (
	retryWait = flag.Int("retry-wait", 5, "how long to wait")
	retryFor  = flag.Duration("retry-for", 5*time.Second, "how long to wait")
)

func Get13(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(*retryWait)) // want `retryWait is waited for as that many nanoseconds, no delay at all, as nothing gives it a unit; multiply it by time\.Second, say`
	}
	return errAgain
}

func Get14(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(*retryFor)
		time.Sleep(time.Duration(*retryWait) * time.Second)
	}
	return errAgain
}

// good: a micro pause with its unit computed elsewhere: 50 thousand nanoseconds.
func Get15(url string) error {
	const ns = 1000000
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(ns * (i + 1)))
		time.Sleep(time.Duration(i * 1000 * 1000))
	}
	return errAgain
}

// good: an environment's nanoseconds.
func Get16(url string) error {
	n, _ := strconv.ParseInt(os.Getenv("RETRY_DELAY_NS"), 10, 64)
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(time.Duration(n))
	}
	return errAgain
}

// As many milliseconds were meant.
func Micro1(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(5000) // want `time\.Sleep of 5000 is 5000 nanoseconds, no delay at all; write the unit, as in 5000 \* time\.Millisecond`
	}
	return errAgain
}

// It calls itself.
func Again1(url string, left int) error {
	err := send(context.Background(), url)
	if errors.Is(err, errAgain) && left > 0 {
		time.Sleep(10) // want `time\.Sleep of 10 is 10 nanoseconds, no delay at all`
		return Again1(url, left-1)
	}
	return err
}

// Nothing is tried there: what it waits for is the program's own work.
func spin(done chan struct{}, ready func() bool) {
	for !ready() {
		time.Sleep(2000)
	}
	close(done)
}

// Nanoseconds, and many of them.
func Nanos1(url string) error {
	for i := 0; i < 5; i++ {
		if err := send(context.Background(), url); !errors.Is(err, errAgain) {
			return err
		}
		time.Sleep(500000000)
	}
	return errAgain
}

// Called once, and not for a failure.
func once(url string) error {
	time.Sleep(10)
	return send(context.Background(), url)
}
