// Package grpcasked asks errors for their gRPC codes of which nothing else says that they have one.
package grpcasked

import (
	"context"
	"errors"
	"net/http"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type store interface {
	Fetch(ctx context.Context, key string) (string, error)
	Put(ctx context.Context, key, value string) error
}

func pause(ctx context.Context, try int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << try):
		return nil
	}
}

func named(ctx context.Context, s store) (string, error) {
	for try := 0; ; try++ {
		v, err := s.Fetch(ctx, "a")
		if err == nil {
			return v, nil
		}
		if c := status.Code(err); try == 4 || c != codes.Unavailable && c != codes.InvalidArgument { // want `retries InvalidArgument \(sent at line \d+\); the same request fails again, so return the error`
			return "", err
		}
		if err := pause(ctx, try); err != nil {
			return "", err
		}
	}
}

func sorted(ctx context.Context, s store) (string, error) {
	for try := 0; try < 4; try++ {
		v, err := s.Fetch(ctx, "a")
		switch status.Code(err) {
		case codes.OK:
			return v, nil
		case codes.NotFound: // want `retries InvalidArgument, PermissionDenied, Unimplemented, Unauthenticated`
			return "", nil
		} // every other code goes round
		if err := pause(ctx, try); err != nil {
			return "", err
		}
	}
	return "", errors.New("sorted: given up")
}

func taken(ctx context.Context, s store) error {
	var err error
	for try := 0; try < 4; try++ {
		if err = s.Put(ctx, "a", "b"); err == nil {
			return nil
		}
		if st, ok := status.FromError(err); ok && st.Code() == codes.AlreadyExists { // want `retries InvalidArgument, PermissionDenied, Unimplemented, Unauthenticated`
			return nil
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return err
}

// well goes round for what may pass.
func well(ctx context.Context, s store) (string, error) {
	for try := 0; ; try++ {
		v, err := s.Fetch(ctx, "a")
		if c := status.Code(err); try == 4 || c != codes.Unavailable && c != codes.ResourceExhausted {
			return v, err
		}
		if err := pause(ctx, try); err != nil {
			return "", err
		}
	}
}

// sortedWell leaves with what stays refused.
func sortedWell(ctx context.Context, s store) error {
	var err error
	for try := 0; try < 4; try++ {
		err = s.Put(ctx, "a", "b")
		switch status.Code(err) {
		case codes.OK:
			return nil
		case codes.InvalidArgument, codes.PermissionDenied, codes.Unauthenticated, codes.Unimplemented:
			return err
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return err
}

// until waits for something to be there.
func until(ctx context.Context, s store) (string, error) {
	for try := 0; try < 10; try++ {
		v, err := s.Fetch(ctx, "a")
		if status.Code(err) != codes.NotFound {
			return v, err
		}
		if err := pause(ctx, try); err != nil {
			return "", err
		}
	}
	return "", errors.New("until: given up")
}

// both has an answer of HTTP beside: each has codes of its own.
func both(ctx context.Context, s store, c *http.Client) error {
	for try := 0; try < 4; try++ {
		resp, err := c.Get("https://both.example")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode < 500 {
			err = s.Put(ctx, "a", resp.Status)
			if status.Code(err) != codes.Unavailable {
				return err
			}
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return errors.New("both: given up")
}

// other repeats what nobody asks for a code.
func other(ctx context.Context, s store) error {
	var err error
	for try := 0; try < 4; try++ {
		if err = s.Put(ctx, "a", "b"); err == nil {
			return nil
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
	return err
}
