// Command main has names with capitals that nobody else can call.
package main

import "time"

// Backoff has no cap.
func Backoff(attempt int) time.Duration { return time.Second << attempt }

func try(send func() error, pause func(time.Duration)) {
	for i := 0; send() != nil; i++ {
		pause(Backoff(i))
	}
}

func main() { try(func() error { return nil }, time.Sleep) }
