package dials

import (
	"log"
	"net/http"
	"time"

	"example.com/socket"
)

// Whatever is no switch to the other protocol has failed, and so has what is set first.
type feed struct {
	url  string
	c    *socket.Conn
	slow bool
}

func (f *feed) connect() error {
	for {
		if f.slow {
			time.Sleep(time.Second)
		}
		c, resp, err := socket.Default.Dial(f.url, nil)
		if err != nil { // want `nothing ends the retries while some calls fail`
			log.Print(err)
			f.slow = true
			continue
		} else if resp.StatusCode != 101 {
			log.Print("not switched")
			f.slow = true
			continue
		}
		if err := c.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
			log.Print(err)
			f.slow = true
			continue
		}
		f.c, f.slow = c, false
		return nil
	}
}

func (f *feed) again() (*socket.Conn, error) {
dial:
	c, resp, err := socket.Default.Dial(f.url, http.Header{})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols { // want `nothing ends the retries`
		c.Close()
		time.Sleep(time.Second)
		goto dial
	}
	return c, nil
}

// So often, and no more.
func (f *feed) few() (*socket.Conn, error) {
	for i := 0; ; i++ {
		c, resp, err := socket.Default.Dial(f.url, nil)
		if err == nil && resp.StatusCode == 101 || i == 4 {
			return c, err
		}
		time.Sleep(time.Second)
	}
}

// Goes round with connections that were switched as well: one after the other.
func (f *feed) each(use func(*socket.Conn)) error {
	for {
		c, resp, err := socket.Default.Dial(f.url, nil)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode == 101 {
			use(c)
		}
		c.Close()
	}
}

// Asks no more than that it is none of the server's faults.
func (f *feed) any() (*socket.Conn, error) {
	for {
		c, resp, err := socket.Default.Dial(f.url, nil)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 400 {
			c.Close()
			continue
		}
		return c, nil
	}
}

func (f *feed) use(run func(*socket.Conn)) error {
	if err := f.connect(); err != nil {
		return err
	}
	for _, open := range []func() (*socket.Conn, error){f.again, f.few, f.any} {
		c, err := open()
		if err != nil {
			return err
		}
		run(c)
	}
	return f.each(run)
}

var _ = (*feed).use
