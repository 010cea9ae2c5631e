// Package headless has loops that count where their bodies begin, or in the branch of a condition.
package headless

import (
	"errors"
	"net/http"
	"time"
)

var errGivenUp = errors.New("given up")

func ask(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 500 {
		return errGivenUp
	}
	return nil
}

// begun asks five times: the head is where the body begins.
func begun(u string) (err error) {
	for i := 0; ; i++ {
		if !(i < 5) {
			break
		}
		if err = ask(u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// opposite says it the other way round.
func opposite(u string) (err error) {
	for i := 1; !(i > 4); i++ {
		if err = ask(u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// branched counts in the branch that goes on.
func branched(u string) error {
	n := 0
	for {
		err := ask(u)
		if err != nil {
			if n++; n != 3 {
				time.Sleep(time.Second << n)
			} else {
				return err
			}
		} else {
			return nil
		}
	}
}

// unknown counts to what it is given.
func unknown(u string, most int) (err error) {
	for i := 0; ; i++ {
		if i >= most {
			break
		}
		if err = ask(u); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// once makes one request whatever its loop counts: it is left after the first.
func once(u string) (err error) {
	for i := 0; ; i++ {
		if i >= 5 {
			break
		}
		err = ask(u)
		break
	}
	return err
}

func around(u string, how int) (err error) {
	switch how {
	case 0:
		for range 3 { // want `up to 3 x 5 = 15 requests`
			if err = begun(u); err == nil {
				return nil
			}
		}
	case 1:
		for range 3 { // want `up to 3 x 4 = 12 requests`
			if err = opposite(u); err == nil {
				return nil
			}
		}
	case 2:
		for range 3 { // want `up to 3 x 3 = 9 requests`
			if err = branched(u); err == nil {
				return nil
			}
		}
	case 3:
		for n := 0; ; n++ { // want `up to 2 x 5 = 10 requests`
			if n == 2 {
				break
			}
			if err = begun(u); err == nil {
				return nil
			}
		}
	case 4:
		for range 3 { // want `each of these 3 attempts is several requests`
			if err = unknown(u, len(u)); err == nil {
				return nil
			}
		}
	}
	return err
}

func goodAround(u string) (err error) {
	for range 3 {
		if err = once(u); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
