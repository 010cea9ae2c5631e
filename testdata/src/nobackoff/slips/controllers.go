package slips

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/retry"
	ctrl "sigs.k8s.io/controller-runtime"
)

func (m *mill) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	resp, err := m.send(ctx)
	if err != nil {
		return ctrl.Result{RequeueAfter: 30}, nil // want `RequeueAfter of 30 is 30 nanoseconds`
	}
	resp.Body.Close()
	res := ctrl.Result{}
	switch resp.StatusCode {
	case 200:
		res.RequeueAfter = 0
	case 404:
		res.RequeueAfter = 10 // want `res.RequeueAfter of 10 is 10 nanoseconds`
	case 409:
		return ctrl.Result{Requeue: true, RequeueAfter: 1}, nil // as soon as can be
	case 429:
		return ctrl.Result{RequeueAfter: 30 * time.Second}, nil
	}
	return res, nil
}

func (m *mill) wait(ctx context.Context, refresh retry.StateRefreshFunc) (any, error) {
	conf := retry.StateChangeConf{
		Pending:      []string{"building"},
		Target:       []string{"active"},
		Refresh:      refresh,
		Delay:        10 * time.Second,
		MinTimeout:   3, // want `MinTimeout of 3 is 3 nanoseconds`
		PollInterval: pause,
		Timeout:      10 * time.Minute,

		NotFoundChecks: 5,
	}
	return conf.WaitForStateContext(ctx)
}

// A result of one's own counts what it likes.
type outcome struct{ RequeueAfter time.Duration }

func counted() outcome { return outcome{RequeueAfter: 30} }
