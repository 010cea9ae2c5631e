// Package chosen has tables of functions, of which the caller chooses one by its name.
package chosen

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

type client struct{ c *http.Client }

func (c *client) a(ctx context.Context) error { return c.get(ctx, "https://a.example/1") }
func (c *client) b(ctx context.Context) error { return c.get(ctx, "https://a.example/2") }

func (c *client) get(ctx context.Context, u string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", u, nil)
	if err != nil {
		return err
	}
	resp, err := c.c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// by the key, in each round.
func (c *client) byName(ctx context.Context, name string) error {
	var err error
	ops := map[string]func(context.Context) error{"a": c.a, "b": c.b}
	for i := 0; i < 3; i++ {
		if err = ops[name](ctx); err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 21\); the same request fails again, so return the error`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (c *client) ops() map[string]func(context.Context) error {
	return map[string]func(context.Context) error{"a": c.a, "b": c.b}
}

// once, from a table that a function makes.
func (c *client) once(ctx context.Context, name string) error {
	var err error
	op := c.ops()[name]
	for i := 0; i < 3; i++ {
		if err = op(ctx); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// literals, and it is asked whether there is one.
func (c *client) literals(ctx context.Context, name string) error {
	ops := map[string]func() error{
		"a": func() error { return c.get(ctx, "https://x.example/1") },
		"b": func() error { return c.get(ctx, "https://x.example/2") },
	}
	op, ok := ops[name]
	if !ok {
		return fmt.Errorf("no %s", name)
	}
	var err error
	for i := 0; i < 3; i++ {
		if err = op(); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

var table = map[string]func(context.Context, *client) error{"first": first, "second": second}

func first(ctx context.Context, c *client) error  { return c.a(ctx) }
func second(ctx context.Context, c *client) error { return c.b(ctx) }

// a table of the package.
func (c *client) fromTable(ctx context.Context, name string) error {
	var err error
	for i := 0; i < 3; i++ {
		if err = table[name](ctx, c); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// good: steps one after another.
func (c *client) steps(ctx context.Context) {
	for _, step := range []func(context.Context) error{c.a, c.b} {
		if err := step(ctx); err != nil {
			fmt.Println(err)
		}
	}
	for name, step := range map[string]func(context.Context) error{"a": c.a, "b": c.b} {
		if err := step(ctx); err != nil {
			fmt.Println(name, err)
		}
	}
}

// good: each name is another one.
func (c *client) each(ctx context.Context, names []string) {
	ops := c.ops()
	for _, name := range names {
		if err := ops[name](ctx); err != nil {
			continue
		}
	}
}

// good: the next one is tried where one fails.
func (c *client) next(ctx context.Context, name string) error {
	ops := c.ops()
	for name != "" {
		if err := ops[name](ctx); err == nil {
			return nil
		}
		name = other(name)
	}
	return nil
}

func other(name string) string {
	if name == "a" {
		return "b"
	}
	return ""
}

// good: by numbers, one after another.
func (c *client) numbered(ctx context.Context, from int) error {
	ops := map[int]func(context.Context) error{0: c.a, 1: c.b}
	for i := from; i < 3; i++ {
		if err := ops[i](ctx); err == nil {
			return nil
		}
	}
	return nil
}

// good: a machine, whose steps say what comes next.
func (c *client) machine(ctx context.Context, state string) {
	ops := map[string]func() string{
		"a": func() string {
			if c.a(ctx) != nil {
				return "b"
			}
			return "done"
		},
		"b": func() string {
			_ = c.b(ctx)
			return "done"
		},
	}
	for state != "done" {
		state = ops[state]()
	}
}

// good: what is refused is not asked for again, whichever it is.
func (c *client) refused(ctx context.Context, name string) error {
	status := map[string]func(context.Context) (int, error){"a": c.status}
	for i := 0; i < 3; i++ {
		n, err := status[name](ctx)
		if err != nil || n < 500 {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return nil
}

func (c *client) status(ctx context.Context) (int, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://a.example/3", nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.c.Do(req)
	if err != nil {
		return 0, err
	}
	resp.Body.Close()
	return resp.StatusCode, nil
}

// a table in a field, set where the client is made.
type runner struct {
	*client
	kinds map[string]func(context.Context) error
	open  map[string]func(context.Context) error
}

func newRunner(c *http.Client) *runner {
	r := &runner{client: &client{c}}
	r.kinds = map[string]func(context.Context) error{"mail": r.mail, "sms": r.sms}
	r.open = map[string]func(context.Context) error{"mail": r.mail}
	return r
}

func (r *runner) mail(ctx context.Context) error { return r.get(ctx, "https://a.example/mail") }
func (r *runner) sms(ctx context.Context) error  { return r.get(ctx, "https://a.example/sms") }

func (r *runner) run(ctx context.Context, kind string) (err error) {
	job, ok := r.kinds[kind]
	if !ok {
		return fmt.Errorf("no %s", kind)
	}
	for i := 0; i < 3; i++ {
		if err = job(ctx); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// good: others put functions into the table.
func (r *runner) register(kind string, f func(context.Context) error) { r.open[kind] = f }

func (r *runner) registered(ctx context.Context, kind string) (err error) {
	for i := 0; i < 3; i++ {
		if err = r.open[kind](ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// good: each kind once.
func (r *runner) all(ctx context.Context) (err error) {
	for _, kind := range []string{"mail", "sms"} {
		if err = r.kinds[kind](ctx); err != nil {
			fmt.Println(err)
		}
	}
	return err
}
