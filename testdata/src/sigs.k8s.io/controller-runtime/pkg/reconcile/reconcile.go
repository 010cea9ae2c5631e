// Package reconcile stands in for the library of that path.
package reconcile

import "time"

type Result struct {
	Requeue      bool
	RequeueAfter time.Duration
}

type Request struct{ Namespace, Name string }
