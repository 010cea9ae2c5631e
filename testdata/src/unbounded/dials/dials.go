// Package dials connects again and again.
package dials

import (
	"crypto/tls"
	"database/sql"
	"errors"
	"net"
	"time"
)

func open(addr string) (net.Conn, error) {
	for {
		c, err := net.Dial("tcp", addr)
		if err == nil { // want `nothing ends the retries while the call fails`
			return c, nil
		}
	}
}

func slowly(addr string) (net.Conn, error) {
	for {
		c, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil { // want `nothing ends the retries`
			time.Sleep(time.Second)
			continue
		}
		return c, nil
	}
}

func secure(addr string, cfg *tls.Config) (*tls.Conn, error) {
	d := &net.Dialer{Timeout: 10 * time.Second}
again:
	c, err := tls.DialWithDialer(d, "tcp", addr, cfg)
	if err != nil { // want `nothing ends the retries`
		time.Sleep(time.Second)
		goto again
	}
	return c, nil
}

func write(db *sql.DB, statement string) error {
	for {
		if _, err := db.Exec(statement); err != nil { // want `nothing ends the retries`
			continue
		}
		return nil
	}
}

type peer struct {
	addr string
	conn net.Conn
}

func (p *peer) connect() error {
	for {
		conn, err := net.Dial("tcp", p.addr)
		if err != nil { // want `nothing ends the retries`
			continue
		}
		p.conn = conn
		return nil
	}
}

func (p *peer) send(b []byte) error {
	if p.conn == nil {
		if err := p.connect(); err != nil {
			return err
		}
	}
	_, err := p.conn.Write(b)
	return err
}

var errNone = errors.New("no address answers")

func counted(addr string) (net.Conn, error) {
	for range 5 {
		c, err := net.Dial("tcp", addr)
		if err == nil {
			return c, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errNone
}

func until(addr string, late time.Time) (net.Conn, error) {
	for {
		c, err := net.Dial("tcp", addr)
		if err == nil || time.Now().After(late) {
			return c, err
		}
		time.Sleep(time.Second)
	}
}

// Each address once.
func any(addrs []string) (net.Conn, error) {
	for _, a := range addrs {
		c, err := net.Dial("tcp", a)
		if err == nil {
			return c, nil
		}
	}
	return nil, errNone
}

// It is to wait for that, by its name.
func waitForPort(addr string) error {
	for {
		c, err := net.Dial("tcp", addr)
		if err == nil {
			return c.Close()
		}
		time.Sleep(time.Second)
	}
}

// It serves for ever.
func (p *peer) keep(handle func(net.Conn) error) error {
	for {
		c, err := net.Dial("tcp", p.addr)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		handle(c)
	}
}

// A connection for each that comes in; one that cannot be handed on is closed.
func forward(ln net.Listener, to string) error {
	for {
		in, err := ln.Accept()
		if err != nil {
			return err
		}
		out, err := net.Dial("tcp", to)
		if err != nil {
			in.Close()
			continue
		}
		go pipe(in, out)
	}
}

func pipe(a, b net.Conn) {}

// To listen at any port asks no other machine.
func listen() (net.Listener, error) {
	for {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err == nil {
			return ln, nil
		}
	}
}

func calls(addr string) net.Conn {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		time.Sleep(time.Second)
		return calls(addr) // want `calls itself again for every failure`
	}
	return c
}

func callsFewer(addr string, left int) (net.Conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil && left > 0 {
		time.Sleep(time.Second)
		return callsFewer(addr, left-1)
	}
	return c, err
}

func callsNext(addrs []string) (net.Conn, error) {
	c, err := net.Dial("tcp", addrs[0])
	if err != nil && len(addrs) > 1 {
		return callsNext(addrs[1:])
	}
	return c, err
}
