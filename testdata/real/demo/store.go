package demo

import (
	"context"

	"github.com/minio/minio-go/v7"
)

// Who may not remove the object may not do so in a second, either.
func removeAnyway(ctx context.Context, c *minio.Client, bucket, object string) error {
	var err error
	for i := range 5 {
		if err = c.RemoveObject(ctx, bucket, object, minio.RemoveObjectOptions{}); err == nil {
			return nil
		}
		if code := minio.ToErrorResponse(err).Code; code != "SlowDown" && code != "AccessDenied" {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func remove(ctx context.Context, c *minio.Client, bucket, object string) error {
	var err error
	for i := range 5 {
		if err = c.RemoveObject(ctx, bucket, object, minio.RemoveObjectOptions{}); err == nil {
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

func isMissing(err error) bool { return minio.ToErrorResponse(err).Code == "NoSuchKeys" }
