package delayhint

import (
	"net/http"
	"time"
)

const pauseSeconds = 5

var basePause = 2 * time.Second

func squared(u string, given time.Duration) {
	wait := 3 * time.Second
	count := time.Duration(4)
	for range 3 {
		if resp, err := http.Get(u); err == nil {
			resp.Body.Close()
			return
		}
		time.Sleep(wait * time.Second)        // want `wait \* time.Second multiplies two durations, nanoseconds by nanoseconds: a wait of years, or an overflow; leave one unit out`
		<-time.After(time.Second * basePause) // want `time.Second \* basePause multiplies two durations`
		time.Sleep(count * time.Second)
		time.Sleep(given * time.Second)
		time.Sleep(pauseSeconds * time.Second)
		time.Sleep(wait / time.Second * time.Second)
		time.Sleep(wait * 2)
	}
}

// A variable that changes may have been anything.
func changed(u string) {
	wait := 3 * time.Second
	for i := range 3 {
		if resp, err := http.Get(u); err == nil {
			resp.Body.Close()
			return
		}
		wait = time.Duration(i)
		time.Sleep(wait * time.Second)
	}
}
