// Package stores tries again by the codes of object stores.
package stores

import (
	"context"
	"errors"
	"time"

	"github.com/aws/smithy-go"
	"github.com/minio/minio-go/v7"
)

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func denied(ctx context.Context, c *minio.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = c.RemoveObject(ctx, "b", "o"); err == nil {
			return nil
		}
		if code := minio.ToErrorResponse(err).Code; code != "SlowDown" && code != "AccessDenied" { // want `retries s3 code "AccessDenied"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

type table interface {
	Put(ctx context.Context, key string) error
}

func validation(ctx context.Context, t table) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = t.Put(ctx, "k"); err == nil {
			return nil
		}
		var ae smithy.APIError
		if !errors.As(err, &ae) || ae.ErrorCode() != "ValidationException" { // want `retries aws code "ValidationException"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func slow(ctx context.Context, c *minio.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = c.RemoveObject(ctx, "b", "o"); err == nil {
			return nil
		}
		if minio.ToErrorResponse(err).Code != "SlowDown" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What was granted a moment ago has to spread.
func granted(ctx context.Context, t table) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = t.Put(ctx, "k"); err == nil {
			return nil
		}
		var ae smithy.APIError
		if !errors.As(err, &ae) || ae.ErrorCode() != "AccessDenied" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func throttled(ctx context.Context, t table) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = t.Put(ctx, "k"); err == nil {
			return nil
		}
		var ae smithy.APIError
		if !errors.As(err, &ae) {
			return err
		}
		switch ae.ErrorCode() {
		case "ThrottlingException", "ProvisionedThroughputExceededException":
		default:
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func made(ctx context.Context, c *minio.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = c.MakeBucket(ctx, "b"); err == nil {
			return nil
		}
		if code := minio.ToErrorResponse(err).Code; code != "SlowDown" && code != "InvalidBucketName" { // want `retries s3 code "InvalidBucketName"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func madeSlowly(ctx context.Context, c *minio.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = c.MakeBucket(ctx, "b"); err == nil || minio.ToErrorResponse(err).Code == "BucketAlreadyOwnedByYou" {
			return nil
		}
		if minio.ToErrorResponse(err).Code != "SlowDown" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// What has no context is made here, and what is closed is asked for nothing.
func composed(ctx context.Context, c *minio.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = c.MakePolicy("b"); err == nil {
			return nil
		}
		if minio.ToErrorResponse(err).Code != "InvalidBucketName" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func closed(ctx context.Context, c *minio.Client) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = c.CloseWith(ctx); err == nil {
			return nil
		}
		if minio.ToErrorResponse(err).Code != "InvalidBucketName" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
