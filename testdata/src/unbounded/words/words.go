// Package words holds endless retries in functions whose names have letters of what goes on for ever in them, and in functions that do.
package words

import (
	"net/http"
	"time"
)

type client struct {
	hc  *http.Client
	url string
}

// BAD: somebody waits for what they return.

func (c *client) GetDetails() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) ReserveSeat() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) GetServerList() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) SelectPlan() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) SendEntailment() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) PostElective() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) ReadAlready() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) FetchRetail() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) UseObserver() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) GetWorkers() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) CreateSubscription() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) MakeBloop() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) Cheerleading() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) UpdateStartle() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) PutPollen() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries`
			return resp, nil
		}
		time.Sleep(d)
	}
}

// GOOD: they are meant to go on.

func (c *client) tailLogs() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) ServeForever() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) WaitForUp() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) electLeader() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) runLoop() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

// Somebody waits for what it returns: that it is called Run says nothing.
func (c *client) Run() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil { // want `nothing ends the retries while the call fails`
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) startWorker() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) watchEvents() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) ensureUp() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) keepAlive() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) Reconnect() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) pollUntilDone() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}

func (c *client) followStream() (*http.Response, error) {
	for d := time.Second; ; d = min(2*d, time.Minute) {
		resp, err := c.hc.Get(c.url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(d)
	}
}
