package odd

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	. "strings"
	"sync"
	"time"
	"unsafe"
)

func bodiless(code int) bool

func (c *conn) bodilessRetry(resp *http.Response) (again bool)

func shouldRetryBodiless(resp *http.Response, err error) bool

type conn struct {
	*http.Client
	sync.Mutex
	next *conn
	send func(*http.Request) (*http.Response, error)
	rt   http.RoundTripper
	m    map[[2]int]func() (*http.Response, error)
}

const (
	a, b = iota, 1 << iota
	c, d
	_, _
	e, f
)

type weekday uint8

const (
	sunday weekday = iota
	monday
)

var (
	_       = 0
	x, y, z = func() (int, string, error) { return 1, "", nil }()
	table   = [...]int{5: 1, 2, 1: 3}
	nested  = map[string]map[int][]struct{ n int }{"a": {1: {{2}}}}
	self    func() int
	big     = 1 << 62
	comp    = complex(1, 2)
	retries = [...]string{2: "b", "c"}
	retryOf = map[any]bool{1: true, "2": false, nil: true, 3.5: true}
)

func init() {
	self = func() int {
		if self != nil {
			return self()
		}
		return 0
	}
}

func init() {}

type number interface {
	~int | ~int64 | ~float64
}

type list[T any] struct {
	head T
	tail *list[T]
}

func (l *list[T]) each(f func(T) bool) {
	for ; l != nil; l = l.tail {
		if !f(l.head) {
			break
		}
	}
}

func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func retryGeneric[T any, R interface{ *T }](ctx context.Context, f func(context.Context) (T, error)) (t T, err error) {
	for i := range 3 {
		if t, err = f(ctx); err == nil {
			return
		}
		var r R = &t
		_ = r
		time.Sleep(time.Duration(i))
	}
	return
}

func instantiate(ctx context.Context, c *conn) {
	_, _ = retryGeneric[http.Response, *http.Response](ctx, func(ctx context.Context) (http.Response, error) {
		resp, err := c.Get("x")
		if err != nil || resp.StatusCode != 200 {
			return http.Response{}, errors.New("x")
		}
		return *resp, nil
	})
	_ = sum(1, 2) + sum[int]()
	l := &list[func() int]{}
	l.each(func(f func() int) bool { return f() == sum(1) })
}

func ranges(c *conn, ch chan *http.Request, arr *[3]string, m map[string]int, s string, seq iter.Seq2[int, error], pull func(func() bool)) {
	for range ch {
	}
	for req := range ch {
		resp, _ := c.Do(req)
		_ = resp.StatusCode == 200
	}
	for i, r := range s {
		_, _ = i, r
	}
	for i := range arr {
		_ = arr[i]
	}
	for range arr {
	}
	for k, v := range m {
		m[k] = v + 1
	}
	for i, err := range seq {
		if err != nil {
			continue
		}
		if i > 3 {
			break
		}
	}
	for range pull {
		return
	}
	var k struct{ i, v int }
	for k.i, k.v = range []int{1, 2} {
	}
	for arr[0] = range m {
	}
	for range 0 {
	}
	for i := range uint8(3) {
		_ = i
	}
	var nilMap map[string]int
	for range nilMap {
	}
	for range [0]int{} {
	}
	for i := range "" {
		_ = i
	}
}

func selects(ctx context.Context, in, out chan int, t *time.Timer) (v int, ok bool) {
	for {
		select {}
	}
	for {
		select {
		case v = <-in:
		case v, ok = <-in:
		case w, ok := <-in:
			_, _ = w, ok
		case <-in:
			break
		case out <- func() int { return v }():
			continue
		default:
		}
	}
}

func jumps(c *conn, n int) (resp *http.Response, err error) {
	goto start
back:
	if n > 3 {
		goto end
	}
start:
	{
		resp, err = c.Get("x")
		if err != nil {
			n++
			goto back
		}
	}
outer:
	for {
	inner:
		for {
			switch {
			case n == 1:
				break inner
			case n == 2:
				continue outer
			case n == 3:
				break outer
			case n == 4:
				goto inside
			default:
				break
			}
		inside:
			n--
		}
	}
	{
		if n > 2 {
			goto end
		}
		n = 3
	}
sw:
	switch n {
	case 1:
		break sw
	default:
		fallthrough
	case 2, 3:
		n++
	}
end:
	return
}

func defers(c *conn) (resp *http.Response, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
			resp, err = defers(c)
		}
	}()
	for i := 0; ; i++ {
		defer c.Unlock()
		go func(i int) { c.Lock() }(i)
		go c.Lock()
		defer fmt.Println(i)
		resp, err = c.send(nil)
		if err == nil {
			panic(resp.StatusCode)
		}
	}
}

type embedded interface {
	http.RoundTripper
	fmt.Stringer
	interface{ Unwrap() []error }
}

func methods(c *conn, e embedded, req *http.Request) {
	do := c.Do
	trip := e.RoundTrip
	expr := (*http.Client).Do
	iface := http.RoundTripper.RoundTrip
	for {
		r1, err1 := do(req)
		r2, err2 := trip(req)
		r3, err3 := expr(c.Client, req)
		r4, err4 := iface(e, req)
		if err1 == nil && err2 == nil && err3 == nil && err4 == nil && r1.StatusCode+r2.StatusCode == r3.StatusCode*r4.StatusCode {
			return
		}
		if r5, err := c.m[[2]int{1, 2}](); err == nil && r5.StatusCode == 200 {
			return
		}
		if r6, err := func(c *conn) (*http.Response, error) { return c.rt.RoundTrip(req) }(c.next.next); err != nil && r6 == nil {
			continue
		}
		func() func() { return func() {} }()()
	}
}

func shadows(resp *http.Response) int {
	len := func(any) int { return 3 }
	append := 4
	true := false
	nil := len(append)
	type error struct{ Code int }
	type string int
	e := error{Code: 4004}
	var panic = func(...any) {}
	panic(e)
	for true == false {
		if resp.StatusCode == nil {
			continue
		}
		break
	}
	return int(string(append))
}

type loop struct{ *loop }

func (l loop) walk() loop {
	for l.loop != nil {
		l = *l.loop.loop
	}
	return l.walk()
}

type rec func(rec) rec

func twist(f rec) rec { return f(f)(f) }

func ping(c *conn, n int) error {
	if _, err := c.Get("x"); err != nil {
		return pong(c, n-1)
	}
	return nil
}

func pong(c *conn, n int) error { return ping(c, n) }

func conversions(c *conn, p unsafe.Pointer) {
	resp, err := c.Head("x")
	for err != nil {
		_ = (*[4]byte)(p)[1]
		_ = []byte("x")[0:1:1]
		_ = [2]int([]int{1, 2})
		_ = interface{}(resp).(interface{ StatusCode() int }).StatusCode()
		switch v := any(resp).(type) {
		case nil, *http.Response:
			_ = v
		case interface{ Code() int }:
			_ = v.Code()
		case func() error:
			_ = v()
		default:
			_, _ = v.(fmt.Stringer)
		}
		switch any(err).(type) {
		}
		switch x := resp.StatusCode; x {
		}
		switch {
		}
		switch resp, err = c.Head("x"); {
		case err == nil:
		}
		if resp, err := c.Head("y"); err != nil {
			_ = resp
		} else if resp.StatusCode != 200 {
		} else {
		}
	}
	var (
		bits      = 3
		f    any  = real(comp)
		ch        = make(chan<- (<-chan int), bits)
		arr       = [...]func(){func() {}, nil}
		l, u uint = 1, 2
	)
	bits <<= u
	bits &^= 1
	bits |= ^bits
	*&bits = -(+bits)
	(bits)++
	arr[0]()
	ch <- nil
	_, _, _ = f, l, Contains("a", "b")
	nested["a"][1][0].n = 3
	table[a]++
	*new(int) = 3
	(*struct{ n int })(nil).n = cap(arr)
	clear(nested)
	copy([]int{}, table[:])
	delete(nested, "a")
	print(min(1.5, 2), max("a", "b"), imag(comp))
}

func (*conn) _(_ int, _ string) (_ error) { return }

func (conn) Retry(...int) {}

func _() { _ = func(...error) {} }

func unreachable(c *conn) int {
	for {
		c.Get("x")
	}
	return 1
}

func constantLoop() (n int) {
	for i := 0; i < 1000000; i++ {
		for j := i; j > 0; j /= 2 {
			n += j % 3
		}
	}
	return n >> 70
}

func retryAfterZero(n int) time.Duration {
	return time.Duration(n/0x7fffffff) % (time.Duration(n) - time.Duration(n) + 1)
}

func shouldRetry(resp *http.Response, err error, _ ...any) (again bool, wait time.Duration) {
	defer func() { again = !again }()
	switch code := resp.StatusCode; {
	case err != nil:
		return
	case code&1 == 1, code^5 > 3, code<<2 < 0, code>>code == 0, code%0x10 == 3:
		return true, time.Duration(code) << code
	}
	return shouldRetry(resp, err)
}

type monthError struct {
	Status     weekday
	Code       []int
	StatusCode func() int
}

func (m *monthError) Error() string {
	return fmt.Sprint(m.Status == monday, m.StatusCode() == 200, m.Code[0] == 400)
}

// The functions in the value of a variable of the package have no scope around them.
var trials = []struct {
	name string
	make func() *http.Request
}{
	{"none", func() *http.Request { return nil }},
	{"some", func() *http.Request { return &http.Request{} }},
}

func tryAll(c *conn) {
	for _, try := range trials {
		for range 3 {
			if resp, err := http.DefaultClient.Do(try.make()); err == nil {
				resp.Body.Close()
				break
			}
		}
	}
}

// An error whose one implementation has its method from the language.
type Refused interface {
	Error() string
	Refused() bool
}

type refused struct{ error }

func (refused) Refused() bool { return true }
