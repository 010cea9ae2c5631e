package k8s

import (
	"context"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	corev1 "k8s.io/client-go/kubernetes/typed/core/v1"
)

// What the server rejects is given up; what is no answer of the server is tried again.
func record(ctx context.Context, pods corev1.PodInterface, name string) {
	for range 12 {
		if !again(ctx, pods, name) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(10 * time.Second):
		}
	}
}

func again(ctx context.Context, pods corev1.PodInterface, name string) bool {
	_, err := pods.Get(ctx, name)
	if err == nil {
		return false
	}
	switch err.(type) {
	case *apierrors.StatusError:
		return apierrors.IsConflict(err)
	case *odd:
	default:
	}
	return true
}

type odd struct{}

func (*odd) Error() string { return "odd" }
