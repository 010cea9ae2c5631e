// Package sdkerrors holds errors of SDKs whose status is read in their own ways.
package sdkerrors

import (
	"context"
	"errors"
	"net/http"
	"time"

	"connectrpc.com/connect"
	"example.com/api"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/aws/aws-sdk-go/aws/awserr"
	kratos "github.com/go-kratos/kratos/v2/errors"
	"github.com/minio/minio-go/v7"
)

func pause(i int) { time.Sleep(time.Second << i) }

func badKratos(ctx context.Context, c *api.Client, item *api.Item) (err error) {
	for i := range 3 {
		if err = c.Put(ctx, item); err == nil || kratos.Code(err) == http.StatusNotFound { // want `retries 400, 401 and 403`
			return err
		}
		pause(i)
	}
	return err
}

func goodKratos(ctx context.Context, c *api.Client, item *api.Item) (err error) {
	for i := range 3 {
		if err = c.Put(ctx, item); err == nil || kratos.Code(err) < 500 {
			return err
		}
		pause(i)
	}
	return err
}

func badConverted(ctx context.Context, c *minio.Client) (err error) {
	for i := range 3 {
		if err = c.RemoveObject(ctx, "b", "o"); err == nil || minio.ToErrorResponse(err).StatusCode == 404 { // want `retries 400, 401 and 403`
			return err
		}
		pause(i)
	}
	return err
}

func goodConverted(ctx context.Context, c *minio.Client) (err error) {
	for i := range 3 {
		if err = c.RemoveObject(ctx, "b", "o"); err == nil || minio.ToErrorResponse(err).StatusCode < 500 {
			return err
		}
		pause(i)
	}
	return err
}

func badAlias(ctx context.Context, c *api.Client, item *api.Item) (err error) {
	for i := range 3 {
		err = c.Put(ctx, item)
		var re *azcore.ResponseError
		if !errors.As(err, &re) || re.StatusCode == http.StatusNotFound { // want `retries 400, 401 and 403`
			return err
		}
		pause(i)
	}
	return err
}

func goodAlias(ctx context.Context, c *api.Client, item *api.Item) (err error) {
	for i := range 3 {
		err = c.Put(ctx, item)
		var re *azcore.ResponseError
		if !errors.As(err, &re) || re.StatusCode < 500 {
			return err
		}
		pause(i)
	}
	return err
}

func badInterface(ctx context.Context, c *api.Client, item *api.Item) (err error) {
	for i := range 3 {
		err = c.Put(ctx, item)
		rf, ok := err.(awserr.RequestFailure)
		if !ok || rf.StatusCode() == 404 { // want `retries 400, 401 and 403`
			return err
		}
		pause(i)
	}
	return err
}

func badPointer(ctx context.Context, c *api.Client, item *api.Item) (err error) {
	for i := range 3 {
		err = c.Put(ctx, item)
		var se *tea.SDKError
		if !errors.As(err, &se) || tea.IntValue(se.StatusCode) == 404 { // want `retries 400, 401 and 403`
			return err
		}
		pause(i)
	}
	return err
}

func goodPointer(ctx context.Context, c *api.Client, item *api.Item) (err error) {
	for i := range 3 {
		err = c.Put(ctx, item)
		var se *tea.SDKError
		if !errors.As(err, &se) || se.StatusCode == nil || *se.StatusCode < 500 {
			return err
		}
		pause(i)
	}
	return err
}

type service interface {
	Get(ctx context.Context, r *connect.Request[api.Item]) (*connect.Response[api.Item], error)
}

func badConnect(ctx context.Context, s service, r *connect.Request[api.Item]) (resp *connect.Response[api.Item], err error) {
	for i := range 3 {
		if resp, err = s.Get(ctx, r); err == nil { // want `retries InvalidArgument`
			return resp, nil
		}
		pause(i)
	}
	return nil, err
}

func goodConnect(ctx context.Context, s service, r *connect.Request[api.Item]) (resp *connect.Response[api.Item], err error) {
	for i := range 3 {
		if resp, err = s.Get(ctx, r); connect.CodeOf(err) != connect.CodeUnavailable && connect.CodeOf(err) != connect.CodeResourceExhausted {
			return resp, err
		}
		pause(i)
	}
	return nil, err
}
