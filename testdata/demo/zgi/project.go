package zgi

import (
	"context"
	"errors"
	"log"
	"strings"
	"time"
)

// Project is a project of the organisation.
type Project struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// CreateProject creates a project. It is BAD: it asks four times more for what was refused with a reason.
func (c *Client) CreateProject(ctx context.Context, name string) (*Project, error) {
	var p Project
	var err error
	for i := 0; i < 5; i++ {
		err = c.post(ctx, "/v1/projects", map[string]string{"name": name}, &p)
		if err == nil {
			return &p, nil
		}
		log.Printf("creating project %s: %v, trying again", name, err)
		time.Sleep(2 * time.Second)
	}
	return nil, err
}

// EnsureProject creates a project if there is none. It is BAD: any text with these digits in it, a name as well as an id, is
// taken for "exists already".
func (c *Client) EnsureProject(ctx context.Context, name string) error {
	var p Project
	err := c.post(ctx, "/v1/projects", map[string]string{"name": name}, &p)
	if err != nil && !strings.Contains(err.Error(), "13002") {
		return err
	}
	return nil
}

// Hint says what a person can do about an error.
func Hint(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Code {
	case 10014: // BAD: it is 10004
		return "wait a minute"
	case 11004:
		return "ask an administrator for the permission"
	case 15001:
		return "top up the account"
	}
	return ""
}
