// Package clients makes clients that try again by themselves, and goes round them.
package clients

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/minio/minio-go/v7"
)

type store struct {
	http  *retryablehttp.Client
	s3    *s3.Client
	minio *minio.Client
	resty *resty.Client
}

func open(cfg aws.Config) (*store, error) {
	s := &store{http: retryablehttp.NewClient(), s3: s3.NewFromConfig(cfg)}
	var err error
	s.minio, err = minio.New("localhost:9000", &minio.Options{MaxRetries: 2})
	s.resty = resty.New().SetRetryCount(2).SetRetryWaitTime(time.Second)
	return s, err
}

func (s *store) get(u string) (*http.Response, error) {
	for i := 0; i < 3; i++ { // want `up to 3 x 5 = 15 requests: retries inside retries \(s.http.Get, line 34, retries by itself\)`
		resp, err := s.http.Get(u)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}

func (s *store) put(ctx context.Context, in *s3.PutObjectInput) error {
	var err error
	for i := 0; i < 4; i++ { // want `up to 4 x 3 = 12 requests: retries inside retries \(s.s3.PutObject, line 46, retries by itself\)`
		if _, err = s.s3.PutObject(ctx, in); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (s *store) remove(ctx context.Context, bucket, object string) error {
	var err error
	for i := 0; i < 4; i++ { // want `up to 4 x 2 = 8 requests: retries inside retries`
		if err = s.minio.RemoveObject(ctx, bucket, object); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (s *store) fetch(u string) (*resty.Response, error) {
	for range 5 { // want `up to 5 x 3 = 15 requests: retries inside retries`
		resp, err := s.resty.R().Get(u)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("gave up")
}

// From here on all is well.

func (s *store) single(ctx context.Context, in *s3.PutObjectInput) error {
	_, err := s.s3.PutObject(ctx, in)
	return err
}

// The client does not try this again.
func (s *store) created(ctx context.Context, bucket, object string) error {
	for i := 0; ; i++ {
		err := s.minio.RemoveObject(ctx, bucket, object)
		if minio.ToErrorResponse(err).StatusCode != http.StatusNotFound || i == 3 {
			return err
		}
		time.Sleep(time.Second << i)
	}
}

// resty returns answers as they are.
func (s *store) busy(u string) (*resty.Response, error) {
	for i := range 5 {
		resp, err := s.resty.R().Get(u)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode() != http.StatusTooManyRequests {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return nil, errors.New("gave up")
}

func (s *store) each(ctx context.Context, bucket string, objects []string) error {
	var failed error
	for _, o := range objects {
		if err := s.minio.RemoveObject(ctx, bucket, o); err != nil {
			failed = err
		}
	}
	return failed
}

func (s *store) waitForBucket(ctx context.Context, in *s3.PutObjectInput) error {
	var err error
	for range 60 {
		if _, err = s.s3.PutObject(ctx, in); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
