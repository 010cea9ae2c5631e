// Package decodedbeside uses a generated client.
package decodedbeside

import (
	"context"
	"errors"
	"net/http"
	"time"

	"nonretryable/decodedbeside/api"
)

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

type coded interface{ IsCode(int) bool }

// all that has no JSON200 goes round.
func All200(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.GetThingWithResponse(ctx, id) // want `retries 400, 401 and 403 \(any status but 200, sent at line 27\); the same request fails again, so return the error`
		if err != nil {
			return nil, err
		}
		if resp.JSON200 != nil {
			return resp.JSON200, nil
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// by the method.
func ByMethod(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.GetThingWithResponse(ctx, id)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() == http.StatusOK { // want `retries 400, 401 and 403 \(any status but 200, sent at line 44\); the same request fails again, so return the error`
			return resp.JSON200, nil
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// good: 429 alone, told by its field.
func Limited(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.GetThingWithResponse(ctx, id)
		if err != nil {
			return nil, err
		}
		if resp.JSON429 == nil {
			return resp.JSON200, nil
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// 429 at once, told by its field.
func LimitedAtOnce(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		resp, err := c.GetThingWithResponse(ctx, id)
		if err != nil {
			return nil, err
		}
		if resp.JSON429 == nil {
			return resp.JSON200, nil
		}
	}
	return nil, errors.New("no thing")
}

// all errors go round.
func Swagger(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		ok, err := c.GetThing(ctx, id)
		if err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 92\); the same request fails again, so return the error`
			return ok.Payload, nil
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// 401 alone goes round, by its type.
func SwaggerType(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		ok, err := c.GetThing(ctx, id)
		if err == nil { // want `retries 401 \(sent at line 106\); the same request fails again, so return the error`
			return ok.Payload, nil
		}
		var refused *api.GetThingUnauthorized
		if !errors.As(err, &refused) {
			return nil, err
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// good: 5xx of the default.
func SwaggerDefault(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		ok, err := c.GetThing(ctx, id)
		if err == nil {
			return ok.Payload, nil
		}
		var other *api.GetThingDefault
		if !errors.As(err, &other) || other.Code() < 500 {
			return nil, err
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// good: a switch over the types.
func SwaggerSwitch(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		ok, err := c.GetThing(ctx, id)
		switch e := err.(type) {
		case nil:
			return ok.Payload, nil
		case *api.GetThingUnauthorized, *api.GetThingNotFound:
			return nil, err
		case *api.GetThingDefault:
			if e.Code() < 500 && e.Code() != 429 {
				return nil, err
			}
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

func SwaggerIsCode(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		ok, err := c.GetThing(ctx, id)
		if err == nil {
			return ok.Payload, nil
		}
		var e coded
		if !errors.As(err, &e) || !e.IsCode(401) { // left: a method of an interface, across packages
			return nil, err
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// all goes round.
func OpenAPI(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		t, _, err := c.Execute(ctx, id)
		if err == nil { // want `retries 400, 401 and 403 \(300 and above, and transport errors, sent at line 180\); the same request fails again, so return the error`
			return t, nil
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}

// good: by the response.
func OpenAPIGood(ctx context.Context, c *api.Client, id string) (*api.Thing, error) {
	for i := 0; i < 5; i++ {
		t, resp, err := c.Execute(ctx, id)
		if err == nil {
			return t, nil
		}
		if resp != nil && resp.StatusCode < 500 && resp.StatusCode != 429 {
			return nil, err
		}
		if err := sleep(ctx, time.Second<<i); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("no thing")
}
