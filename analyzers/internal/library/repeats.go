package library

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// A Repeat is what a client does that sends a request again by itself before it gives up with an error.
type Repeat struct {
	Of       string   // the type, package or beginning of packages that it is about
	Attempts int      // by default
	Statuses [][2]int // from and to, with which it does so
	Answered bool     // only with these: a request that gets no answer is not sent again
	Family   string   // how the import paths begin of what configures it
	Makers   []string // functions of the family that make a client which repeats, by name
	Setting  string   // a field, a method or an option that sets how often, by name
	Retries  bool     // it counts the requests after the first
	Zero     int      // the attempts that 0 stands for; 0 if it stands for itself
	Standard string   // a method that makes a client of net/http of it, by name
	Carrier  string   // a type that makes a transport of net/http of it, by name
	Before   []string // of one that waits between its own attempts alone: what hangs something of the program before the first one, by name
}

// RepeatOf returns what the table says of the client that a method belongs to, given the method's package and full name.
// Of a package of several clients the entry is that of the package; of one that has other types, that of the type.
func RepeatOf(path, fullName string) (Repeat, bool) {
	if !strings.HasPrefix(fullName, "(") {
		return Repeat{}, false
	}
	recv, _, ok := strings.Cut(fullName[1:], ").")
	if !ok {
		return Repeat{}, false
	}
	if r, ok := find(repeats(), strings.TrimPrefix(recv, "*")); ok {
		return r, true
	}
	path = Original(strings.TrimSuffix(unversioned(path+"."), "."))
	if r, ok := repeats()[path]; ok {
		return r, true
	}
	for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
		if r, ok := repeats()[path[:i+1]]; ok {
			return r, true
		}
	}
	return Repeat{}, false
}

// repeats are the clients whose behaviour is certain: types, packages, and where they end with a slash the beginnings of
// packages. What repeats until a context ends is none: it gives up no sooner than whoever asks it.
var repeats = sync.OnceValue(func() map[string]Repeat {
	many := [][2]int{{429, 429}, {500, 999}}
	azure := Repeat{Attempts: 4, Statuses: [][2]int{{408, 408}, {429, 429}, {500, 500}, {502, 504}},
		Family: "github.com/Azure/azure-sdk-for-go/sdk/", Makers: []string{"New*"}, Setting: "MaxRetries", Retries: true, Zero: 4}
	gitlab := Repeat{Attempts: 6, Statuses: many, Answered: true, Makers: []string{"New*Client"}, Setting: "WithCustomRetryMax", Retries: true}
	xanzy, official := gitlab, gitlab
	xanzy.Family, official.Family = "github.com/xanzy/go-gitlab", "gitlab.com/gitlab-org/api/client-go"
	t := map[string]Repeat{
		"github.com/hashicorp/go-retryablehttp.Client": {Attempts: 5, Statuses: [][2]int{{429, 429}, {500, 500}, {502, 999}},
			Family: "github.com/hashicorp/go-retryablehttp", Makers: []string{"NewClient"}, Setting: "RetryMax", Retries: true,
			Standard: "StandardClient", Carrier: "RoundTripper"},
		"github.com/aws/aws-sdk-go-v2/service/": {Attempts: 3, Statuses: [][2]int{{500, 500}, {502, 504}},
			Family: "github.com/aws/aws-sdk-go-v2/", Makers: []string{"New", "NewFromConfig"}, Setting: "RetryMaxAttempts", Zero: 3},
		"github.com/aws/aws-sdk-go/service/": {Attempts: 4, Statuses: [][2]int{{429, 429}, {500, 500}, {502, 504}},
			Family: "github.com/aws/aws-sdk-go/", Makers: []string{"New"}, Setting: "WithMaxRetries", Retries: true},
		"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/": azure,
		"github.com/Azure/azure-sdk-for-go/sdk/storage/":         azure,
		"github.com/minio/minio-go": {Attempts: 10, Statuses: [][2]int{{408, 408}, {429, 429}, {499, 500}, {502, 504}, {520, 520}},
			Family: "github.com/minio/minio-go", Makers: []string{"New", "NewCore"}, Setting: "MaxRetries"},
		"github.com/openai/openai-go": {Attempts: 3, Statuses: [][2]int{{408, 409}, {429, 429}, {500, 999}},
			Family: "github.com/openai/openai-go", Makers: []string{"NewClient"}, Setting: "WithMaxRetries", Retries: true},
		"github.com/anthropics/anthropic-sdk-go": {Attempts: 3, Statuses: [][2]int{{408, 409}, {429, 429}, {500, 999}},
			Family: "github.com/anthropics/anthropic-sdk-go", Makers: []string{"NewClient"}, Setting: "WithMaxRetries", Retries: true},
		"github.com/xanzy/go-gitlab":          xanzy,
		"gitlab.com/gitlab-org/api/client-go": official,
		"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss": {Attempts: 3, Statuses: [][2]int{{401, 401}, {408, 408}, {429, 429}, {500, 999}},
			Family: "github.com/aliyun/alibabacloud-oss-go-sdk-v2/", Makers: []string{"NewClient"}, Setting: "WithRetryMaxAttempts", Zero: 3},
		// Its answers are its own business, not errors; only a request without an answer is sent again.
		"github.com/go-resty/resty.Request": {Attempts: 1, Family: "github.com/go-resty/resty", Makers: []string{"New", "NewWithClient"},
			Setting: "SetRetryCount", Retries: true,
			Before: []string{"OnBeforeRequest", "SetPreRequestHook", "SetRateLimiter", "SetTransport", "NewWithClient"}},
	}
	for name, r := range t {
		r.Of = name
		t[name] = r
	}
	return t
})

// Standards are the clients of the table that can be clients of net/http.
var Standards = sync.OnceValue(func() []Repeat {
	return slices.DeleteFunc(Clients(), func(r Repeat) bool { return r.Standard == "" })
})

// Clients are the clients of the table, by name.
func Clients() []Repeat {
	var all []Repeat
	for _, name := range slices.Sorted(maps.Keys(repeats())) {
		all = append(all, repeats()[name])
	}
	return all
}

// Makes reports whether a function of the family, by its name, makes a client.
func (r Repeat) Makes(name string) bool {
	for _, m := range r.Makers {
		if before, after, ok := strings.Cut(m, "*"); ok && len(name) >= len(m)-1 && strings.HasPrefix(name, before) && strings.HasSuffix(name, after) || name == m {
			return true
		}
	}
	return false
}

// Tries is the number of attempts that a setting of n means.
func (r Repeat) Tries(n int) int {
	switch {
	case n == 0 && r.Zero > 0:
		return r.Zero
	case n < 0:
		return 1
	case r.Retries:
		return n + 1
	}
	return n
}
