package zgi

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

const codeTooMany = 10004

// CreateKey creates an API key. It is GOOD.
func (c *Client) CreateKey(ctx context.Context, project, name string) (string, error) {
	in := map[string]string{"project_id": project, "name": name}
	for attempt := 0; ; attempt++ {
		var out struct {
			Key string `json:"key"`
		}
		err := c.post(ctx, "/v1/api-keys", in, &out)
		if err == nil {
			return out.Key, nil
		}
		var e *Error
		if attempt == 4 || !errors.As(err, &e) || e.Code != codeTooMany {
			return "", err
		}
		if err := sleep(ctx, delay(attempt)); err != nil {
			return "", err
		}
	}
}

// delay is a second, two, four and so on, and up to half of it more, lest all clients come back together.
func delay(attempt int) time.Duration {
	d := time.Second << min(attempt, 6)
	return d + rand.N(d/2)
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
