package library

import (
	"strings"
	"sync"
)

// TakesPredicate reports whether a field or option of that name, of whatever client or library, takes a function that
// says whether to try again. (The function's signature has to fit as well.) path is an option's package, or "".
func TakesPredicate(name, path string) bool {
	switch name {
	case "CheckRetry", "WithCustomRetry", // go-retryablehttp and the clients that pass it on
		"ShouldRetry",                                  // azcore
		"RetryIf", "WithRetryIf", "SetErrorClassifier", // avast, go-pkgz
		"RetryPolicy", "WithRetryPolicy", // ybbus
		"AddRetryCondition", "AddRetryConditions", "SetRetryCondition", "SetRetryConditions", // resty, req
		"AddCommonRetryCondition", "SetCommonRetryCondition", // req
		"WithRetriable",                                            // grpc-middleware
		"OnErrorFunc", "WithErrorFunc", "WithErrorFuncWithContext", // gax, Google's storage
		"HandleIf",              // failsafe
		"RetryFn", "RetryIsErr", // rehttp
		"IsErrorRetryableFunc": // aws
		return true
	case "NewTransport", "RetryAny":
		return path == "github.com/PuerkitoBio/rehttp"
	}
	return false
}

// The AWS SDK's predicates answer with yes, no or don't know.
const (
	Ternary     = "github.com/aws/aws-sdk-go-v2/aws.Ternary"
	TernaryTrue = 2
)

// Returns reports whether a function returns its argument in another form: a truth as a Ternary, what a pointer holds.
func Returns(fullName string) bool {
	return fullName == "github.com/aws/aws-sdk-go-v2/aws.BoolTernary" || fullName == "github.com/alibabacloud-go/tea/tea.IntValue"
}

// WrapsError reports whether a function returns an error that wraps its first argument, and nil if that is nil. fullName is as types.Func.FullName
// has it. The wrappers were read in github.com/pkg/errors 0.9, cockroachdb/errors 1.11, pingcap/errors 0.11, juju/errors 1.0 and
// rotisserie/eris 0.5, the marks in cenkalti/backoff 4.3 and 5.0, sethvargo/go-retry 0.5 and siderolabs/go-retry 0.3; earlier marks are an error always.
func WrapsError(fullName string) bool {
	ok, _ := find(wrappers(), fullName)
	return ok
}

var wrappers = sync.OnceValue(func() map[string]bool {
	t := map[string]bool{
		"github.com/cenkalti/backoff/v4.Permanent":             true,
		"github.com/cenkalti/backoff/v5.Permanent":             true,
		"github.com/sethvargo/go-retry.RetryableError":         true,
		"github.com/siderolabs/go-retry/retry.ExpectedError":   true,
		"github.com/siderolabs/go-retry/retry.UnexpectedError": true,
	}
	for path, names := range map[string][]string{
		"github.com/pkg/errors":         {"Wrap", "Wrapf", "WithStack", "WithMessage", "WithMessagef"},
		"github.com/cockroachdb/errors": {"Wrap", "Wrapf", "WithStack", "WithMessage", "WithMessagef", "WithDetail", "WithDetailf", "WithHint", "WithHintf"},
		"github.com/pingcap/errors":     {"Wrap", "Wrapf", "WithStack", "WithMessage", "Trace", "AddStack", "Annotate", "Annotatef"},
		"github.com/juju/errors":        {"Trace", "Annotate", "Annotatef"},
		"github.com/rotisserie/eris":    {"Wrap", "Wrapf"},
	} {
		for _, name := range names {
			t[path+"."+name] = true
		}
	}
	return t
})

// CallsOnce returns which argument a function calls, once or not at all, to return what that returns. fullName is as types.Func.FullName has it.
// It was read in golang.org/x/sync 0.16.
func CallsOnce(fullName string) (arg int, ok bool) {
	return find(callers(), fullName)
}

var callers = sync.OnceValue(func() map[string]int {
	return map[string]int{
		"(*golang.org/x/sync/singleflight.Group).Do": 1,
	}
})

// A DelayCallback is what the parameters of a function are for that a library asks how long to wait, by their place; -1 for what it has
// none for.
type DelayCallback struct{ Base, Limit, Attempt int }

// DelayCallbackOf returns what a function with such parameters is asked, if no other than a library's delay callback has them and it
// returns a delay. The parameters are types as go/types writes them.
func DelayCallbackOf(params []string) (DelayCallback, bool) {
	var of [4]string
	for i, p := range params {
		if i == len(of) {
			return DelayCallback{}, false
		}
		of[i] = unversioned(Original(p))
	}
	c, ok := delayCallbacks()[of]
	return c, ok
}

var delayCallbacks = sync.OnceValue(func() map[[4]string]DelayCallback {
	return map[[4]string]DelayCallback{
		{"time.Duration", "time.Duration", "int", "*net/http.Response"}: {Base: 0, Limit: 1, Attempt: 2}, // retryablehttp.Backoff
		{"uint", "error", "*github.com/avast/retry-go.Config"}:          {Base: -1, Limit: -1, Attempt: 0},
		{"uint", "error", "github.com/avast/retry-go.DelayContext"}:     {Base: -1, Limit: -1, Attempt: 0},
	}
})

// AsksForWait reports whether a function is passed what a client asks for how long to wait, and by an error of which it tries no more.
func AsksForWait(fullName string) bool {
	return strings.HasSuffix(fullName, ".SetRetryAfter") && strings.HasPrefix(fullName, "(*github.com/go-resty/resty/")
}

// A List is a place for codes to try again with.
type List struct {
	Arg      int    // of a function: the argument with the list, or the first of the codes
	Struct   string // of a field: the struct's name
	GRPC     bool   // they are gRPC codes
	Interval bool   // two arguments: from, up to and without
}

// ListOf returns where a function takes codes to try again with.
func ListOf(fullName string) (List, bool) { return find(lists(), fullName) }

// ListIn returns what a field holds, if it holds codes to try again with; path is its package.
func ListIn(path, field string) (List, bool) {
	switch field { // a cheap look first
	case "StatusCodes", "RetryOnStatus", "Codes", "HTTPStatusCodes":
		return find(fieldLists(), path+"."+field)
	}
	return List{}, false
}

var lists = sync.OnceValue(func() map[string]List {
	return map[string]List{
		"github.com/googleapis/gax-go.OnCodes":                                      {GRPC: true},
		"github.com/googleapis/gax-go.OnHTTPCodes":                                  {Arg: 1},
		"github.com/grpc-ecosystem/go-grpc-middleware/retry.WithCodes":              {GRPC: true},
		"github.com/grpc-ecosystem/go-grpc-middleware/interceptors/retry.WithCodes": {GRPC: true},
		"github.com/PuerkitoBio/rehttp.RetryStatuses":                               {},
		"github.com/PuerkitoBio/rehttp.RetryStatusInterval":                         {Interval: true},
		"(*github.com/parnurzeal/gorequest.SuperAgent).Retry":                       {Arg: 2},
		"github.com/Azure/go-autorest/autorest.DoRetryForStatusCodes":               {Arg: 2},
		"github.com/Azure/go-autorest/autorest.DoRetryForStatusCodesWithCap":        {Arg: 3},
		"github.com/rclone/rclone/fs/fserrors.ShouldRetryHTTP":                      {Arg: 1},
		"github.com/google/go-containerregistry/pkg/v1/remote.WithRetryStatusCodes": {},
	}
})

var fieldLists = sync.OnceValue(func() map[string]List {
	return map[string]List{
		"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy.StatusCodes":               {Struct: "RetryOptions"},
		"github.com/elastic/elastic-transport-go/elastictransport.RetryOnStatus":        {Struct: "Config"},
		"github.com/elastic/go-elasticsearch.RetryOnStatus":                             {Struct: "Config"},
		"github.com/opensearch-project/opensearch-go.RetryOnStatus":                     {Struct: "Config"},
		"github.com/opensearch-project/opensearch-go/opensearchtransport.RetryOnStatus": {Struct: "Config"},
		"github.com/aws/aws-sdk-go-v2/aws/retry.Codes":                                  {Struct: "RetryableHTTPStatusCode"},
		"google.golang.org/genai.HTTPStatusCodes":                                       {Struct: "HTTPRetryOptions"},
	}
})

// RetriesAll are the methods that make a client try again with every status that is an error.
func RetriesAll(fullName string) bool {
	return strings.HasSuffix(fullName, ".AddRetryAfterErrorCondition") && strings.HasPrefix(fullName, "(*github.com/go-resty/resty/")
}
