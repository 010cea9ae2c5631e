// Package issued asks a source for its token in each round: what is refused for another reason is refused again.
package issued

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errGivenUp = errors.New("the desk is closed")

// A Pass says who comes.
type Pass struct{ AccessToken string }

// A Source issues them.
type Source interface{ Token() (*Pass, error) }

// A Desk does so while somebody waits.
type Desk interface {
	GetToken(ctx context.Context, scope string) (string, error)
}

// A Drawer has several.
type Drawer interface {
	NextToken(ctx context.Context) (string, error)
	Fetch(ctx context.Context) (string, error)
	AccessToken(ctx context.Context) (string, error)
}

type client struct {
	hc       *http.Client
	src      Source
	desk     Desk
	drawer   Drawer
	rotation Drawer
	bearer   func(context.Context) (string, error)
	access   struct {
		token func(context.Context) (string, error)
	}
	url string
}

func (c *client) visit(ctx context.Context, header, value string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set(header, value)
	resp, err := c.hc.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

func (c *client) bySource(ctx context.Context) error {
	for n := range 4 {
		p, err := c.src.Token()
		if err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url, nil)
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+p.AccessToken)
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 300 { // want `retries 400, 404 and 422 \(300 and above`
			return nil
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) byDesk(ctx context.Context) error {
	for n := range 4 {
		token, err := c.desk.GetToken(ctx, "visits")
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", "Bearer "+token)
		if err != nil || code < 300 { // want `retries 400, 404 and 422 \(300 and above`
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// Its name says too little.
func (c *client) byFunction(ctx context.Context) error {
	n := 0
again:
	token, err := c.bearer(ctx)
	if err != nil {
		return err
	}
	code, err := c.visit(ctx, "X-Access-Token", token)
	if err != nil || code < 300 || n > 3 {
		return err
	}
	n++
	time.Sleep(time.Second << n)
	goto again
}

func (c *client) byField(ctx context.Context) error {
	n := 0
again:
	token, err := c.access.token(ctx)
	if err != nil {
		return err
	}
	code, err := c.visit(ctx, "X-Access-Token", token)
	if err != nil || code < 300 || n > 3 { // want `retries 400, 404 and 422 \(300 and above`
		return err
	}
	n++
	time.Sleep(time.Second << n)
	goto again
}

func (c *client) byAccess(ctx context.Context) error {
	for n := range 4 {
		token, err := c.drawer.AccessToken(ctx)
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", token)
		if err != nil || code < 300 { // want `retries 400, 404 and 422 \(300 and above`
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// The token may be another one by then.
func (c *client) refused(ctx context.Context) error {
	for n := range 4 {
		p, err := c.src.Token()
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", "Bearer "+p.AccessToken)
		if err != nil || code != http.StatusUnauthorized && code != http.StatusForbidden {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) refusedAtDesk(ctx context.Context) error {
	for n := range 4 {
		token, err := c.desk.GetToken(ctx, "visits")
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", "Bearer "+token)
		if err != nil || code != http.StatusUnauthorized && code < 500 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// The next one is somebody else's.
func (c *client) drawn(ctx context.Context) error {
	for n := range 4 {
		token, err := c.drawer.NextToken(ctx)
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", token)
		if err != nil || code < 300 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

func (c *client) rotated(ctx context.Context) error {
	for n := range 4 {
		token, err := c.rotation.AccessToken(ctx)
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", token)
		if err != nil || code < 300 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// What is fetched may be anything.
func (c *client) fetched(ctx context.Context) error {
	for n := range 4 {
		token, err := c.drawer.Fetch(ctx)
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", token)
		if err != nil || code < 300 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// A scope that is another one in each round makes the token another.
func (c *client) scoped(ctx context.Context, scopes []string) error {
	for n, scope := range scopes {
		token, err := c.desk.GetToken(ctx, scope)
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", "Bearer "+token)
		if err != nil || code < 300 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}

// It decides by itself.
func (c *client) busy(ctx context.Context) error {
	for n := range 4 {
		p, err := c.src.Token()
		if err != nil {
			return err
		}
		code, err := c.visit(ctx, "Authorization", "Bearer "+p.AccessToken)
		if err != nil || code != http.StatusTooManyRequests && code < 500 {
			return err
		}
		time.Sleep(time.Second << n)
	}
	return errGivenUp
}
