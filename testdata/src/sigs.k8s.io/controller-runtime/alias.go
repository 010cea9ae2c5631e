// Package controllerruntime stands in for the library of that path.
package controllerruntime

import "sigs.k8s.io/controller-runtime/pkg/reconcile"

type (
	Result  = reconcile.Result
	Request = reconcile.Request
)
