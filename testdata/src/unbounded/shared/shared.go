// Package shared goes round for ever with what callers give it.
package shared

import (
	"net/http"
	"time"
)

func ever(try func() error) error {
	for {
		if err := try(); err == nil { // want `nothing ends the retries while the call fails \(sent at line 20\)`
			return nil
		}
		time.Sleep(time.Second)
	}
}

func get(u string) error {
	return ever(func() error {
		resp, err := http.Get(u)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

func head(u string) error {
	return ever(func() error {
		_, err := http.Head(u)
		return err
	})
}

// A helper with one caller.
func once(try func() error) error {
	for {
		if err := try(); err == nil { // want `nothing ends the retries while the call fails \(sent at line 47\)`
			return nil
		}
		time.Sleep(time.Second)
	}
}

func last(u string) error {
	return once(func() error {
		_, err := http.Head(u)
		return err
	})
}

// One that ends.
func few(try func() error) (err error) {
	for i := range 4 {
		if err = try(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func goodGet(u string) error {
	return few(func() error {
		_, err := http.Head(u)
		return err
	})
}

func goodHead(u string) error {
	return few(func() error {
		_, err := http.Head(u + "/")
		return err
	})
}
