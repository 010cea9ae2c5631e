package library

import (
	"sync"
)

// An Effect is what an option, a policy or a field does to a schedule.
type Effect uint8

const (
	Neutral       Effect = iota // nothing that the table speaks of
	MakePolicy                  // it starts from a schedule of its own
	SetAttempts                 // the argument is the number of calls
	SetRetries                  // the argument is the number of calls after the first
	SetForever                  // no bound
	SetTimed                    // the argument is a limit of time; 0 means none
	SetConstant                 // the argument is the delay, always the same
	SetEach                     // the argument is the delay, or the first of a growing one
	SetGrowing                  // the delay grows; the argument is the first
	SetTable                    // the arguments are the delays
	SetVaried                   // the delay is random, or computed by the argument
	SetJitter                   // something random is added to a delay
	SetKind                     // the argument is a function that computes the delay, perhaps one of Kinds
	SetFactor                   // the argument is the factor by which the delay grows, if it is above 1
	SetAgain                    // the argument is a predicate: true means again
	SetStop                     // the argument is a predicate: true means stop
	SetDecision                 // it decides what is tried again, in a way that the engine does not follow
	SetClassifier               // as SetDecision, unless the argument is nil or the library's default
)

// A Setting is what a function or a field sets.
type Setting struct {
	Effect Effect
	Arg    int      // the argument that it takes it from
	Zero   Bound    // of SetAttempts and SetRetries: what 0 and less mean; Unsaid if just that number
	From   Schedule // of MakePolicy
}

// FieldEffects are what the fields of a struct set, by name.
type FieldEffects map[string]Setting

// SettingsOf returns what an option, a policy's constructor or a method of a builder sets.
func SettingsOf(fullName string) ([]Setting, bool) { return find(settings(), fullName) }

// PolicyOf returns what a value of a type, or a package variable, starts from, and what its fields set.
func PolicyOf(fullName string) (Schedule, FieldEffects, bool) {
	p, ok := find(policies(), fullName)
	return p.from, p.fields, ok
}

// Delays reports whether a function, or a field of a package, tells a library that retries for how long it is to wait; of the library's clients as
// well, which are no policies.
func Delays(fullName string) bool {
	if told, ok := find(settings(), fullName); ok {
		for _, s := range told {
			switch s.Effect {
			case SetEach, SetConstant, SetGrowing:
				return true
			}
		}
	}
	ok, _ := find(delayFields(), fullName)
	return ok
}

// delayFields are by their package the fields, and the methods, that take a delay and are no setting of a policy.
var delayFields = sync.OnceValue(func() map[string]bool {
	return map[string]bool{
		"github.com/cenkalti/backoff.InitialInterval": true, "github.com/cenkalti/backoff.MaxInterval": true, "github.com/cenkalti/backoff.Interval": true,
		"github.com/hashicorp/go-retryablehttp.RetryWaitMin": true, "github.com/hashicorp/go-retryablehttp.RetryWaitMax": true,
		"github.com/jpillora/backoff.Min": true, "github.com/jpillora/backoff.Max": true,
		"github.com/hashicorp/terraform-plugin-sdk/helper/retry.Delay": true, "github.com/hashicorp/terraform-plugin-sdk/helper/retry.MinTimeout": true,
		"github.com/hashicorp/terraform-plugin-sdk/helper/retry.PollInterval": true, "github.com/hashicorp/terraform-plugin-sdk/helper/resource.Delay": true,
		"github.com/hashicorp/terraform-plugin-sdk/helper/resource.MinTimeout": true, "github.com/hashicorp/terraform-plugin-sdk/helper/resource.PollInterval": true,
		"sigs.k8s.io/controller-runtime/pkg/reconcile.RequeueAfter": true,
		"k8s.io/apimachinery/pkg/util/wait.Duration":                true, "k8s.io/apimachinery/pkg/util/wait.Cap": true,
		"(*github.com/go-resty/resty.Client).SetRetryWaitTime": true, "(*github.com/go-resty/resty.Client).SetRetryMaxWaitTime": true,
		"(*resty.dev.Client).SetRetryWaitTime": true, "(*resty.dev.Client).SetRetryMaxWaitTime": true,
	}
})

// KindOf returns how the delay develops that a library's function computes.
func KindOf(fullName string) Pace {
	p, _ := find(kinds(), fullName)
	return p
}

var settings = sync.OnceValue(func() map[string][]Setting {
	t := map[string][]Setting{
		"github.com/cenkalti/backoff.NewExponentialBackOff":                      {{Effect: MakePolicy, From: Schedule{Bound: Timed, Pace: Growing, Each: 500 * millis}}},
		"github.com/cenkalti/backoff/v5.NewExponentialBackOff":                   {{Effect: SetGrowing, Arg: -1}}, // the time limit is Retry's there
		"github.com/cenkalti/backoff.NewConstantBackOff":                         {{Effect: MakePolicy, From: constant}, {Effect: SetEach}},
		"github.com/cenkalti/backoff/v5.NewConstantBackOff":                      {{Effect: SetConstant}},
		"github.com/cenkalti/backoff.WithMaxRetries":                             {{Effect: SetRetries, Arg: 1, Zero: Forever}},
		"github.com/cenkalti/backoff/v4.WithMaxRetries":                          {{Effect: SetRetries, Arg: 1}},
		"github.com/cenkalti/backoff.WithContext":                                {},
		"github.com/cenkalti/backoff.WithMaxElapsedTime":                         {{Effect: SetTimed}},
		"github.com/cenkalti/backoff.WithInitialInterval":                        {{Effect: SetEach}},
		"github.com/cenkalti/backoff.WithMaxInterval":                            {},
		"github.com/cenkalti/backoff.WithMultiplier":                             {{Effect: SetFactor}},
		"github.com/cenkalti/backoff.WithRandomizationFactor":                    {},
		"github.com/cenkalti/backoff.WithMaxTries":                               {{Effect: SetAttempts, Zero: Forever}},
		"github.com/cenkalti/backoff.WithBackOff":                                {},
		"github.com/cenkalti/backoff.WithNotify":                                 {},
		"github.com/sethvargo/go-retry.NewConstant":                              {{Effect: SetConstant}},
		"github.com/sethvargo/go-retry.NewExponential":                           {{Effect: SetGrowing}},
		"github.com/sethvargo/go-retry.NewFibonacci":                             {{Effect: SetGrowing}},
		"github.com/sethvargo/go-retry.WithMaxRetries":                           {{Effect: SetRetries}},
		"github.com/sethvargo/go-retry.WithMaxDuration":                          {{Effect: SetTimed}},
		"github.com/sethvargo/go-retry.WithCappedDuration":                       {},
		"github.com/sethvargo/go-retry.WithJitter":                               {{Effect: SetJitter}},
		"github.com/sethvargo/go-retry.WithJitterPercent":                        {{Effect: SetJitter}},
		"github.com/sethvargo/go-retry.WithFullJitter":                           {{Effect: SetVaried}},
		"github.com/eapache/go-resiliency/retrier.New":                           {{Effect: SetTable}, {Effect: SetClassifier, Arg: 1}},
		"github.com/eapache/go-resiliency/retrier.ConstantBackoff":               {{Effect: SetRetries}, {Effect: SetConstant, Arg: 1}},
		"github.com/eapache/go-resiliency/retrier.ExponentialBackoff":            {{Effect: SetRetries}, {Effect: SetGrowing, Arg: 1}},
		"github.com/eapache/go-resiliency/retrier.LimitedExponentialBackoff":     {{Effect: SetRetries}, {Effect: SetGrowing, Arg: 1}},
		"(*github.com/eapache/go-resiliency/retrier.Retrier).WithInfiniteRetry":  {{Effect: SetForever}},
		"(*github.com/eapache/go-resiliency/retrier.Retrier).SetJitter":          {{Effect: SetJitter}},
		"github.com/flowchartsman/retry.NewRetrier":                              {{Effect: SetAttempts}, {Effect: SetGrowing, Arg: 1}},
		"github.com/go-pkgz/repeater.NewFixed":                                   {{Effect: SetAttempts}, {Effect: SetConstant, Arg: 1}},
		"github.com/go-pkgz/repeater.NewBackoff":                                 {{Effect: SetAttempts}, {Effect: SetGrowing, Arg: 1}},
		"github.com/go-pkgz/repeater.NewDefault":                                 {{Effect: SetAttempts}, {Effect: SetConstant, Arg: 1}},
		"(*github.com/go-pkgz/repeater.Repeater).SetErrorClassifier":             {{Effect: SetAgain}},
		"github.com/duke-git/lancet/retry.RetryTimes":                            {{Effect: SetAttempts}},
		"github.com/duke-git/lancet/retry.RetryDuration":                         {{Effect: SetConstant}},
		"github.com/duke-git/lancet/retry.RetryWithLinearBackoff":                {{Effect: SetConstant}},
		"github.com/duke-git/lancet/retry.RetryWithExponentialWithJitterBackoff": {{Effect: SetGrowing}},
		"github.com/duke-git/lancet/retry.RetryWithCustomBackoff":                {{Effect: SetVaried}},
		"github.com/duke-git/lancet/retry.Context":                               {},
		"github.com/googleapis/gax-go.WithRetry":                                 {{Effect: SetDecision}},
		"github.com/googleapis/gax-go.WithTimeout":                               {},
		"github.com/googleapis/gax-go.WithGRPCOptions":                           {},
		"github.com/googleapis/gax-go.WithPath":                                  {},
		"github.com/buildkite/roko.NewRetrier":                                   {},
		"github.com/buildkite/roko.TryForever":                                   {{Effect: SetForever}},
		"github.com/buildkite/roko.WithMaxAttempts":                              {{Effect: SetAttempts, Zero: Forever}},
		"github.com/buildkite/roko.WithStrategy":                                 {},
		"github.com/buildkite/roko.WithJitter":                                   {{Effect: SetJitter}},
		"github.com/buildkite/roko.WithJitterRange":                              {{Effect: SetJitter}},
		"github.com/buildkite/roko.Constant":                                     {{Effect: SetConstant}},
		"github.com/buildkite/roko.Exponential":                                  {{Effect: SetGrowing}},
		"github.com/buildkite/roko.ExponentialSubsecond":                         {{Effect: SetGrowing}},
		"github.com/siderolabs/go-retry/retry.Constant":                          {{Effect: MakePolicy, From: Schedule{Bound: Timed}}},
		"github.com/siderolabs/go-retry/retry.Exponential":                       {{Effect: MakePolicy, From: Schedule{Bound: Timed, Pace: Growing}}},
		"github.com/siderolabs/go-retry/retry.Linear":                            {{Effect: MakePolicy, From: Schedule{Bound: Timed, Pace: Growing}}},
		"github.com/failsafe-go/failsafe-go.With":                                {},
		"(github.com/failsafe-go/failsafe-go.Executor).WithContext":              {},
	}
	for _, path := range []string{"github.com/avast/retry-go.", "github.com/codeGROOVE-dev/retry."} {
		for name, s := range map[string][]Setting{
			"Attempts": {{Effect: SetAttempts, Zero: Forever}}, "UntilSucceeded": {{Effect: SetForever}},
			"Delay": {{Effect: SetEach}}, "DelayType": {{Effect: SetKind}}, "RetryIf": {{Effect: SetAgain}},
			"AttemptsForError": {}, "Context": {}, "LastErrorOnly": {}, "MaxDelay": {}, "MaxJitter": {}, "OnRetry": {},
			"WrapContextErrorWithLastError": {}, "WithTimer": {{Effect: SetVaried}},
		} {
			t[path+name] = s
		}
	}
	t["github.com/avast/retry-go.New"], t["github.com/avast/retry-go.NewWithData"] = nil, nil
	// Before v4, Attempts(0) is no attempt at all.
	t["github.com/avast/retry-go.Attempts"] = []Setting{{Effect: SetAttempts}}
	t["github.com/avast/retry-go/v4.Attempts"] = []Setting{{Effect: SetAttempts, Zero: Forever}}
	t["github.com/avast/retry-go/v5.Attempts"] = []Setting{{Effect: SetAttempts, Zero: Forever}}
	for _, path := range []string{"github.com/Rican7/retry/strategy.", "github.com/kamilsk/retry/strategy."} {
		for name, s := range map[string][]Setting{
			"Limit": {{Effect: SetAttempts}}, "Delay": {}, "Wait": {{Effect: SetTable}}, "Backoff": {{Effect: SetGrowing, Arg: -1}},
			"BackoffWithJitter": {{Effect: SetJitter}},
		} {
			t[path+name] = s
		}
	}
	// A policy of failsafe is built step by step. By default it tries three times, at once.
	t["github.com/failsafe-go/failsafe-go/retrypolicy.NewBuilder"] = []Setting{{Effect: MakePolicy, From: Schedule{Bound: 3, Pace: NoDelay}}}
	t["github.com/failsafe-go/failsafe-go/retrypolicy.NewWithDefaults"] = []Setting{{Effect: MakePolicy, From: Schedule{Bound: 3, Pace: NoDelay}}}
	for name, s := range map[string][]Setting{
		"WithMaxAttempts": {{Effect: SetAttempts, Zero: Forever}}, "WithMaxRetries": {{Effect: SetRetries, Zero: Unsaid}}, "WithMaxDuration": {{Effect: SetTimed}},
		"WithBackoff": {{Effect: SetGrowing}}, "WithBackoffFactor": {{Effect: SetGrowing}}, "WithRandomDelay": {{Effect: SetVaried}},
		"WithJitter": {{Effect: SetJitter}}, "WithJitterFactor": {{Effect: SetJitter}}, "WithBudget": {},
		"AbortOnErrors": {{Effect: SetDecision}}, "AbortOnErrorTypes": {{Effect: SetDecision}}, "AbortIf": {{Effect: SetDecision}}, "AbortOnResult": {{Effect: SetDecision}},
		"ReturnLastFailure": {}, "OnAbort": {}, "OnRetry": {}, "OnRetryScheduled": {}, "OnRetriesExceeded": {}, "Build": {},
	} {
		t["(github.com/failsafe-go/failsafe-go/retrypolicy.Builder)."+name] = s
	}
	for name, s := range map[string][]Setting{
		"HandleErrors": {{Effect: SetDecision}}, "HandleErrorTypes": {{Effect: SetDecision}}, "HandleIf": {{Effect: SetDecision}}, "HandleResult": {},
		"OnSuccess": {}, "OnFailure": {},
	} {
		t["(github.com/failsafe-go/failsafe-go.FailurePolicyBuilder)."+name] = s
	}
	t["(github.com/failsafe-go/failsafe-go.DelayablePolicyBuilder).WithDelay"] = []Setting{{Effect: SetConstant}}
	t["(github.com/failsafe-go/failsafe-go.DelayablePolicyBuilder).WithDelayFunc"] = []Setting{{Effect: SetVaried}}
	return t
})

// constant is cenkalti's policy of that name, before v5.
var constant = Schedule{Bound: Forever, Pace: Constant, Endless: "backoff.NewConstantBackOff without WithMaxRetries"}

type policy struct {
	from   Schedule
	fields FieldEffects
}

var policies = sync.OnceValue(func() map[string]policy {
	growing := FieldEffects{
		"MaxElapsedTime": {Effect: SetTimed}, "InitialInterval": {Effect: SetEach}, "Multiplier": {Effect: SetFactor},
		"RandomizationFactor": {}, "MaxInterval": {}, "Clock": {}, "Stop": {},
	}
	return map[string]policy{
		"github.com/cenkalti/backoff.ZeroBackOff":           {Schedule{Bound: Forever, Pace: NoDelay, Endless: "backoff.ZeroBackOff without WithMaxRetries"}, nil},
		"github.com/cenkalti/backoff/v5.ZeroBackOff":        {Schedule{Bound: Timed, Pace: NoDelay}, nil},
		"github.com/cenkalti/backoff.StopBackOff":           {Schedule{Bound: 1, Pace: NoDelay}, nil},
		"github.com/cenkalti/backoff.ConstantBackOff":       {constant, FieldEffects{"Interval": {Effect: SetEach}}},
		"github.com/cenkalti/backoff/v5.ConstantBackOff":    {Schedule{Bound: Timed, Pace: Constant}, FieldEffects{"Interval": {Effect: SetEach}}},
		"github.com/cenkalti/backoff.ExponentialBackOff":    {Schedule{Bound: Forever, Pace: Growing, Endless: "backoff.ExponentialBackOff without MaxElapsedTime"}, growing},
		"github.com/cenkalti/backoff.NewExponentialBackOff": {Schedule{}, growing},
		"k8s.io/client-go/util/retry.DefaultRetry":          {Schedule{Bound: 5, Pace: Constant}, nil}, // 10ms, jittered
		"k8s.io/client-go/util/retry.DefaultBackoff":        {Schedule{Bound: 4, Pace: Growing, Each: 10 * millis}, nil},
		"k8s.io/apimachinery/pkg/util/wait.Backoff": {Schedule{Pace: Constant}, FieldEffects{
			"Steps": {Effect: SetAttempts}, "Duration": {Effect: SetEach}, "Factor": {Effect: SetFactor}, "Jitter": {Effect: SetJitter}, "Cap": {},
		}},
		"github.com/eapache/go-resiliency/retrier.DefaultClassifier": {Schedule{}, nil},
	}
})

var kinds = sync.OnceValue(func() map[string]Pace {
	t := map[string]Pace{}
	for _, path := range []string{"github.com/avast/retry-go.", "github.com/codeGROOVE-dev/retry."} {
		t[path+"FixedDelay"] = Constant
		t[path+"BackOffDelay"] = Growing
		t[path+"RandomDelay"] = AnyPace
		t[path+"FullJitterBackoffDelay"] = Growing
		t[path+"CombineDelay"] = AnyPace
	}
	return t
})
