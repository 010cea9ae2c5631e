// Package k8s holds retries over the predicates of Kubernetes.
package k8s

import (
	"context"
	"net/http"
	"time"

	"example.com/api"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

func pause(i int) { time.Sleep(time.Second << i) }

func badNotFound(ctx context.Context, c *api.Client, id string) (item *api.Item, err error) {
	for i := range 3 {
		if item, err = c.Get(ctx, id); err == nil || apierrors.IsNotFound(err) { // want `retries 400, 401 and 403`
			return item, err
		}
		pause(i)
	}
	return nil, err
}

func badListed(ctx context.Context, c *api.Client, id string) (item *api.Item, err error) {
	for i := range 3 {
		item, err = c.Get(ctx, id)
		if !apierrors.IsBadRequest(err) && !apierrors.IsTooManyRequests(err) { // want `retries 400`
			return item, err
		}
		pause(i)
	}
	return nil, err
}

func goodListed(ctx context.Context, c *api.Client, id string) (item *api.Item, err error) {
	for i := range 3 {
		item, err = c.Get(ctx, id)
		if !apierrors.IsServerTimeout(err) && !apierrors.IsTooManyRequests(err) && !apierrors.IsServiceUnavailable(err) {
			return item, err
		}
		pause(i)
	}
	return nil, err
}

func goodConflict(ctx context.Context, c *api.Client, id string) (err error) {
	for {
		var item *api.Item
		if item, err = c.Get(ctx, id); err != nil {
			return err
		}
		item.State = "done"
		if err = c.Put(ctx, item); !apierrors.IsConflict(err) {
			return err
		}
	}
}

func goodRetriable(err error) bool {
	return apierrors.IsInternalError(err) || apierrors.IsTimeout(err) || apierrors.IsTooManyRequests(err)
}

func badRetriable(err error) bool { // want `badRetriable is true for 400 and 401`
	return apierrors.IsBadRequest(err) || apierrors.IsUnauthorized(err) || apierrors.IsTimeout(err)
}

var _ http.Handler
