// Package given is given its clients: how often they try is not known here.
package given

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/hashicorp/go-retryablehttp"
)

func get(c *retryablehttp.Client, u string) (*http.Response, error) {
	for i := 0; i < 3; i++ {
		resp, err := c.Get(u)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}

func put(ctx context.Context, c *s3.Client, in *s3.PutObjectInput) error {
	var err error
	for i := 0; i < 4; i++ {
		if _, err = c.PutObject(ctx, in); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}
