// Package broker is a stand-in for the client of a message broker.
package broker

import "net"

type Conn struct{ c net.Conn }

// Options have the function that dials, so that nothing tells of Dial that it does.
type Options struct {
	Dialer func(network, address string) (net.Conn, error)
}

func Dial(address string) (*Conn, error) { return DialOptions(address, Options{Dialer: net.Dial}) }

func DialOptions(address string, o Options) (*Conn, error) {
	c, err := o.Dialer("tcp", address)
	return &Conn{c}, err
}

func Connect(address string) (*Conn, error) { return Dial(address) }

func Redial(c *Conn) error { return nil }

func (c *Conn) Publish(subject string, b []byte) error { _, err := c.c.Write(b); return err }

func (c *Conn) Close() error { return c.c.Close() }

func (c *Conn) Closed() <-chan error { return nil }
