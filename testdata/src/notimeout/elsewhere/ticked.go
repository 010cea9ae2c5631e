package elsewhere

import (
	"net/http"
	"time"

	"notimeout/elsewhere/reply"
)

func heartbeat(stop <-chan struct{}, u string) {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for {
		select {
		case <-stop:
			return
		case <-t.C:
		}
		resp, err := http.Get(u) // want `http.Get has no time limit`
		if err != nil {
			continue
		}
		_ = reply.Check(resp)
		resp.Body.Close()
	}
}

func monitor(u string, say func(error)) {
	for range time.Tick(time.Minute) {
		resp, err := http.Get(u) // want `http.Get has no time limit`
		if err == nil {
			err = reply.Check(resp)
			resp.Body.Close()
		}
		say(err)
	}
}

// From here on all is well: an answer comes when there is something to tell.

func watch(u string, say func(error)) {
	for {
		resp, err := http.Get(u)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		say(reply.Check(resp))
		resp.Body.Close()
	}
}

func listen(u string, say func(error)) {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	for {
		<-t.C
		go func() {
			resp, err := http.Get(u)
			if err != nil {
				return
			}
			say(reply.Check(resp))
			resp.Body.Close()
		}()
	}
}
