package library

import (
	"sync"
	"time"
)

const (
	millis = time.Millisecond
)

// retries is the table of entries.
var retries = sync.OnceValue(func() map[string]Retry {
	t := map[string]Retry{
		// avast's and its likes: options after the callback; RetryIf may decide.
		"github.com/avast/retry-go.Do":                    {Class: AgainOnErr, Decides: true, Schedule: avast},
		"github.com/avast/retry-go.DoWithData":            {Class: AgainOnErr, Decides: true, Schedule: avast},
		"(*github.com/avast/retry-go.Retrier).Do":         {Class: AgainOnErr, Decides: true, Made: true, Schedule: avast},
		"(*github.com/avast/retry-go.RetrierWithData).Do": {Class: AgainOnErr, Decides: true, Made: true, Schedule: avast},
		"github.com/codeGROOVE-dev/retry.Do":              {Class: AgainOnErr, Decides: true, Schedule: avast},
		"github.com/codeGROOVE-dev/retry.DoWithData":      {Class: AgainOnErr, Decides: true, Schedule: avast},
		"(*github.com/flowchartsman/retry.Retrier).Run":   {Class: AgainOnErr, Made: true, Schedule: Schedule{Bound: 5, Pace: Growing, Each: 200 * millis}},
		"(*github.com/flowchartsman/retry.Retrier).RunContext": {Class: AgainOnErr, Do: 1, Made: true,
			Schedule: Schedule{Bound: 5, Pace: Growing, Each: 200 * millis, Context: true}},
		"(*github.com/eapache/go-resiliency/retrier.Retrier).Run":        {Class: AgainOnErr, Made: true, Decides: true},
		"(*github.com/eapache/go-resiliency/retrier.Retrier).RunCtx":     {Class: AgainOnErr, Do: 1, Made: true, Decides: true, Schedule: Schedule{Context: true}},
		"(*github.com/eapache/go-resiliency/retrier.Retrier).RunFn":      {Class: AgainOnErr, Do: 1, Made: true, Decides: true, Schedule: Schedule{Context: true}},
		"(github.com/failsafe-go/failsafe-go.Executor).Run":              {Class: AgainOnErr, Made: true, Decides: true},
		"(github.com/failsafe-go/failsafe-go.Executor).Get":              {Class: AgainOnErr, Made: true, Decides: true},
		"(github.com/failsafe-go/failsafe-go.Executor).RunWithExecution": {Class: AgainOnErr, Made: true, Decides: true},
		"(github.com/failsafe-go/failsafe-go.Executor).GetWithExecution": {Class: AgainOnErr, Made: true, Decides: true},
		"(*github.com/go-pkgz/repeater.Repeater).Do":                     {Class: AgainOnErr, Do: 1, Final: 2, Made: true, Decides: true, Schedule: Schedule{Context: true}},
		"(github.com/go-pkgz/repeater.Repeater).Do":                      {Class: AgainOnErr, Do: 1, Final: 2, Made: true, Schedule: Schedule{Context: true}},
		"github.com/juju/retry.Call": {Class: AgainOnErr, Field: "Func", Decides: true, Schedule: Schedule{Bound: Forever, Pace: Constant},
			Fields: FieldEffects{
				"Attempts": {Effect: SetAttempts, Zero: Forever}, "MaxDuration": {Effect: SetTimed}, "Delay": {Effect: SetEach},
				"BackoffFunc": {Effect: SetVaried}, "IsFatalError": {Effect: SetStop},
			}},

		// Nothing stops these.
		"github.com/duke-git/lancet/retry.Retry": {Class: AgainOnAnyErr, Schedule: Schedule{Bound: 5, Pace: Constant, Each: 3 * time.Second}},
		"github.com/Rican7/retry.Retry": {Class: AgainOnAnyErr, Decides: true,
			Schedule: Schedule{Bound: Forever, Pace: NoDelay, Endless: "retry.Retry without strategy.Limit"}},
		"github.com/kamilsk/retry.Do": {Class: AgainOnAnyErr, Do: 1, Decides: true, Schedule: Schedule{Bound: Forever, Pace: NoDelay, Context: true}},
		"github.com/kamilsk/retry.Go": {Class: AgainOnAnyErr, Do: 1, Decides: true, Schedule: Schedule{Bound: Forever, Pace: NoDelay, Context: true}},
		"github.com/thedevsaddam/retry.DoFunc": {Class: AgainOnAnyErr, Do: 2, Schedule: Schedule{Pace: Growing},
			Arguments: []Setting{{Effect: SetAttempts, Zero: Forever}, {Effect: SetEach, Arg: 1}}},
		"github.com/samber/lo.Attempt": {Class: AgainOnAnyErr, Do: 1, Schedule: Schedule{Pace: NoDelay},
			Arguments: []Setting{{Effect: SetAttempts, Zero: Forever}}},
		"github.com/samber/lo.AttemptWithDelay": {Class: AgainOnAnyErr, Do: 2,
			Arguments: []Setting{{Effect: SetAttempts, Zero: Forever}, {Effect: SetConstant, Arg: 1}}},
		"github.com/samber/lo.AttemptWhile": {Class: ErrAgain, Do: 1, Schedule: Schedule{Pace: NoDelay},
			Arguments: []Setting{{Effect: SetAttempts, Zero: Forever}}},
		"github.com/samber/lo.AttemptWhileWithDelay": {Class: ErrAgain, Do: 2,
			Arguments: []Setting{{Effect: SetAttempts, Zero: Forever}, {Effect: SetConstant, Arg: 1}}},

		// An error stops these, unless it is marked.
		"github.com/sethvargo/go-retry.Do": {Class: StopOnErr, Do: 2,
			Schedule: Schedule{Bound: Forever, Context: true, Endless: "retry.Do without WithMaxRetries, and with a context that never ends"}},
		"github.com/sethvargo/go-retry.DoValue": {Class: StopOnErr, Do: 2,
			Schedule: Schedule{Bound: Forever, Context: true, Endless: "retry.DoValue without WithMaxRetries, and with a context that never ends"}},
		"github.com/sethvargo/go-retry.Constant": {Class: StopOnErr, Do: 2,
			Schedule:  Schedule{Bound: Forever, Context: true, Endless: "retry.Constant with a context that never ends"},
			Arguments: []Setting{{Effect: SetConstant, Arg: 1}}},
		"github.com/sethvargo/go-retry.Exponential": {Class: StopOnErr, Do: 2,
			Schedule:  Schedule{Bound: Forever, Pace: Growing, Context: true, Endless: "retry.Exponential with a context that never ends"},
			Arguments: []Setting{{Effect: SetEach, Arg: 1}}},
		"github.com/sethvargo/go-retry.Fibonacci": {Class: StopOnErr, Do: 2,
			Schedule:  Schedule{Bound: Forever, Pace: Growing, Context: true, Endless: "retry.Fibonacci with a context that never ends"},
			Arguments: []Setting{{Effect: SetEach, Arg: 1}}},
		"(github.com/siderolabs/go-retry/retry.Retryer).Retry":            {Class: StopOnErr, Made: true, Schedule: Schedule{Bound: Timed}},
		"(github.com/siderolabs/go-retry/retry.Retryer).RetryWithContext": {Class: StopOnErr, Do: 1, Made: true, Schedule: Schedule{Bound: Timed, Context: true}},

		// Flags beside the error.
		"github.com/matryer/try.Do":                                       {Class: RetryBadErr, Schedule: Schedule{Bound: 10, Pace: NoDelay}},
		"(*github.com/rclone/rclone/lib/pacer.Pacer).Call":                {Class: RetryErr, Schedule: Schedule{Pace: Growing, Each: 10 * millis}},
		"(*github.com/rclone/rclone/fs.Pacer).Call":                       {Class: RetryErr, Schedule: Schedule{Pace: Growing, Each: 10 * millis}},
		"cloud.google.com/go/internal.Retry":                              {Class: StopErr, Do: 2, Schedule: Schedule{Bound: Forever, Pace: Growing, Context: true}},
		"k8s.io/apimachinery/pkg/util/wait.ExponentialBackoff":            {Class: DoneErr, Do: 1},
		"k8s.io/apimachinery/pkg/util/wait.ExponentialBackoffWithContext": {Class: DoneErr, Do: 2, Schedule: Schedule{Context: true}},

		// A predicate beside the callback, or the library's own.
		"k8s.io/client-go/util/retry.OnError":         {Class: AgainIf, Do: 2, If: 1},
		"k8s.io/client-go/util/retry.RetryOnConflict": {Class: AgainOn, Only: []int{409}, Do: 1},
		"github.com/googleapis/gax-go.Invoke":         {Class: AgainOnErr, Do: 1, Decides: true, Schedule: Schedule{Bound: 1, Context: true}},

		"github.com/buildkite/roko.DoFunc":                   {Class: AgainUnless, Do: 2, Schedule: Schedule{Context: true}},
		"github.com/buildkite/roko.DoFunc2":                  {Class: AgainUnless, Do: 2, Schedule: Schedule{Context: true}},
		"github.com/buildkite/roko.DoFunc3":                  {Class: AgainUnless, Do: 2, Schedule: Schedule{Context: true}},
		"(*github.com/buildkite/roko.Retrier).Do":            {Class: AgainUnless, Made: true},
		"(*github.com/buildkite/roko.Retrier).DoWithContext": {Class: AgainUnless, Do: 1, Made: true, Schedule: Schedule{Context: true}},
		"github.com/buildkite/agent/retry.Do":                {Class: AgainUnless},

		"(sigs.k8s.io/controller-runtime/pkg/reconcile.TypedReconciler).Reconcile": {Class: Requeues, Schedule: Schedule{Bound: Forever, Pace: Growing, Each: 5 * millis}},
	}
	for _, name := range []string{"Retry", "RetryNotify", "RetryNotifyWithTimer", "RetryWithData", "RetryNotifyWithData", "RetryNotifyWithTimerAndData"} {
		t["github.com/cenkalti/backoff."+name] = Retry{Class: AgainOnErr}
	}
	t["github.com/cenkalti/backoff/v5.Retry"] = Retry{Class: AgainOnErr, Do: 1,
		Schedule: Schedule{Bound: Timed, Pace: Growing, Each: 500 * millis, Hint: true, Context: true}}
	for _, path := range []string{"github.com/hashicorp/terraform-plugin-sdk/helper/retry.", "github.com/hashicorp/terraform-plugin-sdk/helper/resource."} {
		t[path+"RetryContext"] = Retry{Class: Marked, Do: 2, Schedule: Schedule{Bound: Timed, Pace: Growing, Each: 500 * millis, Context: true}}
		t[path+"Retry"] = Retry{Class: Marked, Do: 1, Schedule: Schedule{Bound: Timed, Pace: Growing, Each: 500 * millis}}
	}
	for name, r := range map[string]Retry{
		"Poll":          {Do: 2, Schedule: Schedule{Bound: Timed}},
		"PollImmediate": {Do: 2, Schedule: Schedule{Bound: Timed}},
		"PollInfinite":  {Do: 1, Schedule: Schedule{Bound: Forever}}, "PollImmediateInfinite": {Do: 1, Schedule: Schedule{Bound: Forever}},
		"PollUntil": {Do: 1, Schedule: Schedule{Bound: Forever}}, "PollImmediateUntil": {Do: 1, Schedule: Schedule{Bound: Forever}},
		"PollWithContext": {Do: 3, Schedule: Schedule{Bound: Timed}}, "PollImmediateWithContext": {Do: 3, Schedule: Schedule{Bound: Timed}},
		"PollUntilWithContext": {Do: 2, Schedule: Schedule{Bound: Forever}}, "PollImmediateUntilWithContext": {Do: 2, Schedule: Schedule{Bound: Forever}},
		"PollInfiniteWithContext": {Do: 2, Schedule: Schedule{Bound: Forever}}, "PollImmediateInfiniteWithContext": {Do: 2, Schedule: Schedule{Bound: Forever}},
		"PollUntilContextTimeout": {Do: 4, Schedule: Schedule{Bound: Timed}}, "PollUntilContextCancel": {Do: 3, Schedule: Schedule{Bound: Forever}},
	} {
		r.Class, r.Polls = DoneErr, true
		interval := 0
		if r.Do > 2 || r.Do == 2 && r.Schedule.Bound == Forever { // a context comes first
			interval, r.Schedule.Context = 1, true
		}
		r.Arguments = []Setting{{Effect: SetConstant, Arg: interval}}
		t["k8s.io/apimachinery/pkg/util/wait."+name] = r
	}
	return t
})

var avast = Schedule{Bound: 10, Pace: Growing, Each: 100 * millis}

// marks are the functions that say of an error whether there is another try.
var marks = sync.OnceValue(func() map[string]Mark {
	return map[string]Mark{
		"github.com/cenkalti/backoff.Permanent":                                       Final,
		"github.com/cenkalti/backoff.RetryAfter":                                      Again,
		"github.com/avast/retry-go.Unrecoverable":                                     Final,
		"github.com/codeGROOVE-dev/retry.Unrecoverable":                               Final,
		"github.com/flowchartsman/retry.Stop":                                         Final,
		"github.com/sethvargo/go-retry.RetryableError":                                Again,
		"github.com/siderolabs/go-retry/retry.ExpectedError":                          Again,
		"github.com/siderolabs/go-retry/retry.ExpectedErrorf":                         Again,
		"github.com/siderolabs/go-retry/retry.UnexpectedError":                        Final,
		"github.com/rclone/rclone/lib/pacer.RetryAfterError":                          Again,
		"github.com/rclone/rclone/fs/fserrors.RetryError":                             Again,
		"github.com/rclone/rclone/fs/fserrors.NoRetryError":                           Final,
		"github.com/rclone/rclone/fs/fserrors.FatalError":                             Final,
		"github.com/hashicorp/terraform-plugin-sdk/helper/retry.RetryableError":       Again,
		"github.com/hashicorp/terraform-plugin-sdk/helper/retry.NonRetryableError":    Final,
		"github.com/hashicorp/terraform-plugin-sdk/helper/resource.RetryableError":    Again,
		"github.com/hashicorp/terraform-plugin-sdk/helper/resource.NonRetryableError": Final,
		"sigs.k8s.io/controller-runtime/pkg/reconcile.TerminalError":                  Final,
	}
})

// A Step is what a library does in a loop that is the program's own.
type Step struct {
	Goes  bool // it says whether to go round: true, for all that the engine knows, and false
	Waits bool // it waits before that
}

// StepOf returns what a function does in a retry loop of the program's own.
func StepOf(fullName string) (Step, bool) { return find(steps(), fullName) }

var steps = sync.OnceValue(func() map[string]Step {
	return map[string]Step{
		"github.com/lestrrat-go/backoff.Continue":                       {Goes: true, Waits: true},
		"(*github.com/grafana/dskit/backoff.Backoff).Ongoing":           {Goes: true},
		"(*github.com/grafana/dskit/backoff.Backoff).Wait":              {Waits: true},
		"(*github.com/buildkite/roko.Retrier).ShouldGiveUp":             {Goes: true},
		"github.com/googleapis/gax-go.Sleep":                            {Waits: true},
		"(*github.com/cockroachdb/cockroach/pkg/util/retry.Retry).Next": {Goes: true, Waits: true},
	}
})
