// Package library is the table of what retry libraries do: how their callbacks say "again" and "stop". It knows names
// only, so that a library which a program does not use costs nothing.
//
// The semantics were read in the libraries' sources at the versions current in November 2026. A name stands for every
// major version whose behaviour is the same in what the table says.
package library

import "strings"

// A Class says what the result of a callback means.
type Class uint8

const (
	None        Class = iota
	AgainOnErr        // an error means again, unless it is marked as final
	StopOnErr         // an error means stop, unless it is marked for another try
	Marked            // the error type itself says which (terraform's *RetryError)
	RetryErr          // (retry bool, err error): true means again
	DoneErr           // (done bool, err error): false and no error means again
	ErrAgain          // (err error, again bool): true means again
	AgainIf           // an error means again if a predicate given beside the callback says so
	AgainUnless       // an error means again until the callback calls Break on its retrier
)

// A Retry is a function that calls its callback again. The callback is the first argument of a function type, for
// AgainIf the second; the predicate of AgainIf is the first.
type Retry struct {
	Class Class
	Waits bool // it waits between the calls, as configured
}

var retries = map[string]Retry{
	"github.com/cenkalti/backoff.Retry":                                      {AgainOnErr, true},
	"github.com/cenkalti/backoff.RetryNotify":                                {AgainOnErr, true},
	"github.com/cenkalti/backoff.RetryNotifyWithTimer":                       {AgainOnErr, true},
	"github.com/cenkalti/backoff.RetryWithData":                              {AgainOnErr, true},
	"github.com/cenkalti/backoff.RetryNotifyWithData":                        {AgainOnErr, true},
	"github.com/avast/retry-go.Do":                                           {AgainOnErr, true},
	"github.com/avast/retry-go.DoWithData":                                   {AgainOnErr, true},
	"(*github.com/avast/retry-go.Retrier).Do":                                {AgainOnErr, true},
	"(*github.com/avast/retry-go.RetrierWithData).Do":                        {AgainOnErr, true},
	"github.com/codeGROOVE-dev/retry.Do":                                     {AgainOnErr, true},
	"github.com/codeGROOVE-dev/retry.DoWithData":                             {AgainOnErr, true},
	"(*github.com/flowchartsman/retry.Retrier).Run":                          {AgainOnErr, true},
	"(*github.com/flowchartsman/retry.Retrier).RunContext":                   {AgainOnErr, true},
	"github.com/duke-git/lancet/retry.Retry":                                 {AgainOnErr, true},
	"github.com/Rican7/retry.Retry":                                          {AgainOnErr, true},
	"github.com/thedevsaddam/retry.DoFunc":                                   {AgainOnErr, true},
	"github.com/samber/lo.Attempt":                                           {AgainOnErr, false},
	"github.com/samber/lo.AttemptWithDelay":                                  {AgainOnErr, true},
	"github.com/samber/lo.AttemptWhile":                                      {ErrAgain, false},
	"github.com/samber/lo.AttemptWhileWithDelay":                             {ErrAgain, true},
	"github.com/sethvargo/go-retry.Do":                                       {StopOnErr, true},
	"github.com/sethvargo/go-retry.DoValue":                                  {StopOnErr, true},
	"github.com/sethvargo/go-retry.Constant":                                 {StopOnErr, true},
	"github.com/sethvargo/go-retry.Exponential":                              {StopOnErr, true},
	"github.com/sethvargo/go-retry.Fibonacci":                                {StopOnErr, true},
	"(github.com/siderolabs/go-retry/retry.Retryer).Retry":                   {StopOnErr, true},
	"github.com/matryer/try.Do":                                              {RetryErr, false},
	"(*github.com/rclone/rclone/lib/pacer.Pacer).Call":                       {RetryErr, true},
	"(*github.com/rclone/rclone/fs.Pacer).Call":                              {RetryErr, true},
	"k8s.io/apimachinery/pkg/util/wait.ExponentialBackoff":                   {DoneErr, true},
	"k8s.io/client-go/util/retry.OnError":                                    {AgainIf, true},
	"github.com/buildkite/roko.DoFunc":                                       {AgainUnless, true},
	"(*github.com/buildkite/roko.Retrier).Do":                                {AgainUnless, true},
	"(*github.com/buildkite/roko.Retrier).DoWithContext":                     {AgainUnless, true},
	"github.com/buildkite/agent/retry.Do":                                    {AgainUnless, true},
	"github.com/hashicorp/terraform-plugin-sdk/helper/retry.RetryContext":    {Marked, true},
	"github.com/hashicorp/terraform-plugin-sdk/helper/retry.Retry":           {Marked, true},
	"github.com/hashicorp/terraform-plugin-sdk/helper/resource.RetryContext": {Marked, true},
	"github.com/hashicorp/terraform-plugin-sdk/helper/resource.Retry":        {Marked, true},
	"k8s.io/apimachinery/pkg/util/wait.ExponentialBackoffWithContext":        {DoneErr, true},
}

// A Mark is what a function says of the error that it wraps.
type Mark uint8

const (
	NoMark Mark = iota
	Final       // no further try
	Again       // one more try
)

var marks = map[string]Mark{
	"github.com/cenkalti/backoff.Permanent":                                       Final,
	"github.com/avast/retry-go.Unrecoverable":                                     Final,
	"github.com/codeGROOVE-dev/retry.Unrecoverable":                               Final,
	"github.com/flowchartsman/retry.Stop":                                         Final,
	"github.com/sethvargo/go-retry.RetryableError":                                Again,
	"github.com/siderolabs/go-retry/retry.ExpectedError":                          Again,
	"github.com/hashicorp/terraform-plugin-sdk/helper/retry.RetryableError":       Again,
	"github.com/hashicorp/terraform-plugin-sdk/helper/retry.NonRetryableError":    Final,
	"github.com/hashicorp/terraform-plugin-sdk/helper/resource.RetryableError":    Again,
	"github.com/hashicorp/terraform-plugin-sdk/helper/resource.NonRetryableError": Final,
}

// Lookup returns what a function does, by its types.Func.FullName.
func Lookup(fullName string) (Retry, bool) {
	r, ok := retries[unversioned(fullName)]
	return r, ok
}

// Named reports whether a function of that name, of whatever package, can be in the table: a cheap look before Lookup.
func Named(name string) bool {
	switch name {
	case "Retry", "RetryNotify", "RetryNotifyWithTimer", "RetryWithData", "RetryNotifyWithData", "RetryContext",
		"RetryWithContext", "Do", "DoFunc", "DoValue", "DoWithData", "DoWithContext", "Run", "RunContext", "Call", "OnError",
		"Attempt", "AttemptWithDelay", "AttemptWhile", "AttemptWhileWithDelay", "Constant", "Exponential", "Fibonacci",
		"ExponentialBackoff", "ExponentialBackoffWithContext":
		return true
	}
	return false
}

// MarkOf returns what a function says of the error that it is given.
func MarkOf(fullName string) Mark { return marks[unversioned(fullName)] }

// unversioned takes the major version out of an import path: ".../backoff/v4.Retry" is ".../backoff.Retry".
func unversioned(name string) string {
	i := strings.LastIndex(name, "/v")
	if i < 0 {
		return name
	}
	j := i + 2
	for j < len(name) && name[j] >= '0' && name[j] <= '9' {
		j++
	}
	if j == i+2 || j < len(name) && name[j] != '.' && name[j] != '/' {
		return name
	}
	return unversioned(name[:i]) + name[j:]
}
