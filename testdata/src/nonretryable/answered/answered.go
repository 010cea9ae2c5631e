// Package answered retries what another package sends, whose errors were decoded from answers.
package answered

import (
	"errors"
	"time"

	"example.com/answered"
)

func remove(url string) (err error) {
	for range 5 {
		if err = answered.Remove(url); err == nil { // want `retries 400, 401 and 403 \(300 and above, and transport errors, sent at line 13\)`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func touch(url string) (err error) {
	for range 5 {
		if err = answered.Touch(url); err == nil { // want `retries 400, 401 and 403 \(300 and above, and transport errors, sent at line 23\)`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// removeServerErrors asks for the status that was put into what the answer held.
func removeServerErrors(url string) (err error) {
	for range 5 {
		err = answered.Remove(url)
		var r *answered.Refusal
		if !errors.As(err, &r) || r.Status < 500 {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// removeRefused gives up on nothing that the answer says.
func removeRefused(url string) (err error) {
	for range 5 {
		err = answered.Remove(url)
		var r *answered.Refusal
		if !errors.As(err, &r) || r.Status == 404 { // want `retries 400, 401 and 403 \(300 and above except 404, sent at line 47\)`
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// untilNoWarning waits for an answer without a warning.
func untilNoWarning(url string) error {
	for range 5 {
		warning, err := answered.Ask(url)
		if err != nil {
			return err
		}
		if warning == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("it still warns")
}

// once goes on to the next address.
func once(urls []string) {
	for _, u := range urls {
		if err := answered.Touch(u); err != nil {
			continue
		}
	}
}
