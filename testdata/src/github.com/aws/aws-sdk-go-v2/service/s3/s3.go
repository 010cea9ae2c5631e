// Package s3 stands in for the library of that path.
package s3

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type Client struct{}

type Options struct {
	Retryer          aws.Retryer
	RetryMaxAttempts int
}

type (
	PutObjectInput  struct{ Bucket, Key *string }
	PutObjectOutput struct{}
)

func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client { return &Client{} }

func (c *Client) PutObject(ctx context.Context, in *PutObjectInput, optFns ...func(*Options)) (*PutObjectOutput, error) {
	return nil, ctx.Err()
}
