// Package embedded has clients in values, embedded, by options, in variables.
package embedded

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

func decode(resp *http.Response) (string, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("status %d", resp.StatusCode)
	}
	var v struct{ Name string }
	err := json.NewDecoder(resp.Body).Decode(&v)
	return v.Name, err
}

// embedded by value, zero.
type API struct { // policy: who has one may set its Timeout
	http.Client
	base string
}

func NewAPI(base string) *API { return &API{base: base} }

func (a *API) Name() (string, error) {
	resp, err := a.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// a field by value, unexported, never given a timeout.
type valued struct {
	client http.Client
	base   string
}

func newValued(base string) *valued { return &valued{base: base} }

func (a *valued) Name() (string, error) {
	resp, err := a.client.Get(a.base + "/name") // want `a\.client\.Get has no time limit: a server that hangs blocks it for ever; use a client with a Timeout or a context's deadline`
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// good: embedded by value, with a timeout.
type Limited struct {
	http.Client
	base string
}

func NewLimited(base string) *Limited {
	return &Limited{Client: http.Client{Timeout: 10 * time.Second}, base: base}
}

func (a *Limited) Name() (string, error) {
	resp, err := a.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// embedded by pointer, made without a limit; nobody else sets it.
type pointed struct {
	*http.Client
	base string
}

func newPointed(base string) *pointed {
	return &pointed{Client: &http.Client{}, base: base} // want `the client has no Timeout, nor its request a deadline \(sent at line 82\): a server that hangs blocks it for ever; set one of them`
}

func (a *pointed) Name() (string, error) {
	resp, err := a.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// good: embedded value, whose timeout is set later.
type later struct {
	http.Client
	base string
}

func newLater(base string, d time.Duration) *later {
	l := &later{base: base}
	l.Timeout = d
	return l
}

func (a *later) Name() (string, error) {
	resp, err := a.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// good: options may set it.
type optioned struct {
	client *http.Client
	base   string
}

type option func(*optioned)

func WithClient(c *http.Client) option { return func(o *optioned) { o.client = c } }

func NewOptioned(base string, opts ...option) *optioned {
	o := &optioned{client: &http.Client{}, base: base}
	for _, opt := range opts {
		opt(o)
	}
	return o
}

func (a *optioned) Name() (string, error) {
	resp, err := a.client.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// options, none of which sets a limit.
type tuned struct {
	client *http.Client
	base   string
	agent  string
}

type tuning func(*tuned)

func WithAgent(a string) tuning { return func(t *tuned) { t.agent = a } }

func NewTuned(base string, opts ...tuning) *tuned {
	t := &tuned{client: &http.Client{}, base: base} // want `the client has no Timeout, nor its request a deadline \(sent at line 155\): a server that hangs blocks it for ever; set one of them`
	for _, opt := range opts {
		opt(t)
	}
	return t
}

func (a *tuned) Name() (string, error) {
	resp, err := a.client.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// a variable of the package, set in init without a limit.
var shared *http.Client

func init() {
	shared = &http.Client{} // want `the client has no Timeout, nor its request a deadline \(sent at line 170\): a server that hangs blocks it for ever; set one of them`
}

func Shared(base string) (string, error) {
	resp, err := shared.Get(base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// a zero variable of the package.
var zero http.Client

func Zero(base string) (string, error) {
	resp, err := zero.Get(base + "/name") // want `zero\.Get has no time limit: a server that hangs blocks it for ever; use a client with a Timeout or a context's deadline`
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// good: a variable of the package whose limit is set in init.
var set http.Client

func init() { set.Timeout = time.Minute }

func Set(base string) (string, error) {
	resp, err := set.Get(base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// good: an exported variable: others may set it.
var Exported http.Client

func Exp(base string) (string, error) {
	resp, err := Exported.Get(base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// a local value.
func Local(base string) (string, error) {
	c := http.Client{} // want `the client has no Timeout, nor its request a deadline \(sent at line 215\): a server that hangs blocks it for ever; set one of them`
	resp, err := c.Get(base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// new.
func Newed(base string) (string, error) {
	c := new(http.Client) // want `the client has no Timeout, nor its request a deadline \(sent at line 225\): a server that hangs blocks it for ever; set one of them`
	resp, err := c.Get(base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// a struct literal around it, kept in a variable.
var api = &valued2{client: http.Client{}, base: "https://api.example.com"} // want `the client has no Timeout, nor its request a deadline \(sent at line 241\): a server that hangs blocks it for ever; set one of them`

type valued2 struct {
	client http.Client
	base   string
}

func (a *valued2) Name() (string, error) {
	resp, err := a.client.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// by a function that makes it.
func makeClient() *http.Client { return &http.Client{} } // want `the client has no Timeout, nor its request a deadline \(sent at line 256\): a server that hangs blocks it for ever; set one of them`

type made struct{ client *http.Client }

func newMade() *made { return &made{client: makeClient()} }

func (a *made) Name(base string) (string, error) {
	resp, err := a.client.Get(base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// embedded by value in a type that nobody else has.
type own struct {
	http.Client
	base string
}

func (a *own) Name() (string, error) {
	resp, err := a.Get(a.base + "/name") // want `a\.Get has no time limit: a server that hangs blocks it for ever; use a client with a Timeout or a context's deadline`
	if err != nil {
		return "", err
	}
	return decode(resp)
}

func Own(base string) (string, error) { return (&own{base: base}).Name() }

// good: it is handed out.
type handed struct {
	http.Client
	base string
}

func NewHanded(base string) *handed { return &handed{base: base} }

func (a *handed) Name() (string, error) {
	resp, err := a.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// good: its transport may be one that limits.
type through struct {
	http.Client
	base string
}

func newThrough(base string, t http.RoundTripper) *through {
	c := &through{base: base}
	c.Transport = t
	return c
}

func (a *through) Name() (string, error) {
	resp, err := a.Get(a.base + "/name")
	if err != nil {
		return "", err
	}
	return decode(resp)
}

// embedded in what is embedded.
type outer struct {
	own
	name string
}

func (o *outer) Full() (string, error) {
	resp, err := o.Get(o.base + "/full/" + o.name) // want `o\.Get has no time limit: a server that hangs blocks it for ever; use a client with a Timeout or a context's deadline`
	if err != nil {
		return "", err
	}
	return decode(resp)
}
