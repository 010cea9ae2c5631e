// Package clientsoff makes clients that would try again by themselves, and tells them not to, or something else.
package clientsoff

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
	s := &store{http: retryablehttp.NewClient(), resty: resty.New()}
	s.http.RetryMax = 0
	s.s3 = s3.NewFromConfig(cfg, func(o *s3.Options) { o.Retryer = aws.NopRetryer{} })
	var err error
	s.minio, err = minio.New("localhost:9000", &minio.Options{MaxRetries: 1})
	return s, err
}

func (s *store) get(u string) (*http.Response, error) {
	for i := 0; i < 3; i++ {
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
	for i := 0; i < 4; i++ {
		if _, err = s.s3.PutObject(ctx, in); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (s *store) remove(ctx context.Context, bucket, object string) error {
	var err error
	for i := 0; i < 4; i++ {
		if err = s.minio.RemoveObject(ctx, bucket, object); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func (s *store) fetch(u string) (*resty.Response, error) {
	for range 5 {
		resp, err := s.resty.R().Get(u)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errors.New("gave up")
}
