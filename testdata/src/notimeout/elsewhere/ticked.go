package elsewhere

import (
	"io"
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

// From here on all is well.

func heartbeatLimited(stop <-chan struct{}, u string) {
	t := time.NewTicker(time.Minute)
	defer t.Stop()
	hc := &http.Client{Timeout: time.Minute}
	for {
		select {
		case <-stop:
			return
		case <-t.C:
		}
		resp, err := hc.Get(u)
		if err != nil {
			continue
		}
		_ = reply.Check(resp)
		resp.Body.Close()
	}
}

func monitorStream(u string, say func(io.Reader)) {
	for range time.Tick(time.Minute) {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		say(resp.Body)
		resp.Body.Close()
	}
}
