// Package v1 stands in for the library of that path.
package v1

import "context"

type Pod struct{ Phase string }

type PodInterface interface {
	Create(ctx context.Context, pod *Pod) (*Pod, error)
	Get(ctx context.Context, name string) (*Pod, error)
	Delete(ctx context.Context, name string) error
}
