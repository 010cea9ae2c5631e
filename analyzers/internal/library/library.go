// Package library is the table of what retry libraries and SDKs do: how the callbacks of a library say "again" and
// "stop", how often and how fast it tries, which options change that; which fields of SDK errors hold a status, and
// which functions test one. It knows names only, so that a library which a program does not use costs nothing.
//
// The semantics were read in the libraries' sources at the versions current in November 2026. A name without a major
// version stands for every version that does the same in what the table says; one with a version comes first.
package library

import (
	"strings"
	"time"
)

// A Class says what the result of a callback means.
type Class uint8

const (
	None          Class = iota
	AgainOnErr          // an error means again, unless it is marked as final
	AgainOnAnyErr       // an error means again, and nothing can stop it
	StopOnErr           // an error means stop, unless it is marked for another try
	Marked              // the error type itself says which (terraform's *RetryError)
	RetryErr            // (retry bool, err error): true means again
	RetryBadErr         // (retry bool, err error): true means again, if there is an error too
	DoneErr             // (done bool, err error): false and no error means again
	StopErr             // (stop bool, err error): false means again
	ErrAgain            // (err error, again bool): true means again
	AgainIf             // an error means again if a predicate given beside the callback says so
	AgainOn             // an error means again if it stands for one of the entry's statuses
	AgainUnless         // an error means again until the callback calls Break on its retrier
	Requeues            // a controller's method: an error means again some time later, the object read anew
)

// A Bound is how often a library tries: a number of attempts, or one of the constants.
type Bound int

const (
	Unsaid  Bound = 0  // not known: it is given by something that cannot be seen
	Forever Bound = -1 // until it succeeds, is told to stop, or a context ends
	Timed   Bound = -2 // until some time is over
)

// A Pace is how the delay between two attempts develops.
type Pace uint8

const (
	AnyPace  Pace = iota // not known, or random
	NoDelay              // there is none
	Constant             // always the same
	Growing              // longer each time
	Varying              // there is one, of which no more is known
)

// A Schedule is how often and how fast a library tries.
type Schedule struct {
	Bound   Bound
	Pace    Pace
	Each    time.Duration // the delay, or the first of a growing one; 0 if it is not known
	Jitter  bool          // something random is added to a delay that is always the same else
	Hint    bool          // it waits as long as Retry-After says
	Context bool          // a context that ends, ends its waits
	Endless string        // of Forever, what in the program says so, for messages: an option, or the want of one; "" if something else may end it
}

// A Retry is a function that calls its callback again. Parameters are counted from 0, the receiver aside.
type Retry struct {
	Class Class
	Do    int // the parameter that is called again, or
	Field string
	// of that parameter, a struct, is called again
	If        int          // of AgainIf: the parameter with the predicate
	Only      []int        // of AgainOn: the statuses
	Final     int          // the first parameter with an error to stop at; 0 if there is none
	Decides   bool         // its options can decide what is tried again: while they are not known, nothing is
	Made      bool         // its receiver was made with the options
	Polls     bool         // made to wait for a state: success goes round as well as a rule
	Schedule  Schedule     // by default
	Arguments []Setting    // what its own arguments set
	Fields    FieldEffects // what the fields of its argument set
}

// Lookup returns what a function does, by its types.Func.FullName.
func Lookup(fullName string) (Retry, bool) { return find(retries(), fullName) }

// find looks a name up as it stands, then without the major version of its path.
func find[T any](table map[string]T, fullName string) (T, bool) {
	fullName = Original(Uninstantiated(fullName))
	if v, ok := table[fullName]; ok {
		return v, true
	}
	v, ok := table[unversioned(fullName)]
	return v, ok
}

// Original takes out of a name, or a path, what stands before the import path of a library that was copied into a program:
// "example.com/app/third_party/github.com/cenkalti/backoff.Retry" is "github.com/cenkalti/backoff.Retry". Where the copy is kept does
// not matter; that its path has a host in it does.
func Original(name string) string {
	path := strings.TrimLeft(name, "(*")
	head, rest := name[:len(name)-len(path)], ""
	if end := strings.IndexByte(path, ')'); end >= 0 { // of a method: "(*path.T).F"
		path, rest = path[:end], path[end:]
	}
	if after := afterCopy(path); after != path {
		return head + after + rest
	}
	return name
}

// afterCopy is a path from the last of its elements on that is a host, other than the last element, which names something.
func afterCopy(path string) string {
	for at := strings.LastIndexByte(path, '/'); at > 0; {
		before := strings.LastIndexByte(path[:at], '/')
		if before >= 0 && isHost(path[before+1:at]) {
			return path[before+1:]
		}
		at = before
	}
	return path
}

// isHost reports whether an element of a path is the name of a host: with a dot, before at least two letters and nothing else.
func isHost(element string) bool {
	dot := strings.LastIndexByte(element, '.')
	if dot <= 0 || len(element)-dot < 3 {
		return false
	}
	return strings.IndexFunc(element[dot+1:], func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// Named reports whether a function of that name, of whatever package, can be in the table: a cheap look before Lookup.
func Named(name string) bool {
	switch name {
	case "Attempt", "AttemptWhile", "AttemptWhileWithDelay", "AttemptWithDelay", "Call", "Constant", "Do", "DoFunc",
		"DoFunc2", "DoFunc3", "DoValue", "DoWithContext", "DoWithData", "Exponential", "ExponentialBackoff",
		"ExponentialBackoffWithContext", "Fibonacci", "Get", "GetWithExecution", "Go", "Invoke", "OnError", "Poll",
		"PollImmediate", "PollImmediateInfinite", "PollImmediateInfiniteWithContext", "PollImmediateUntil",
		"PollImmediateUntilWithContext", "PollImmediateWithContext", "PollInfinite", "PollInfiniteWithContext",
		"PollUntil", "PollUntilContextCancel", "PollUntilContextTimeout", "PollUntilWithContext", "PollWithContext",
		"Reconcile", "Retry", "RetryContext", "RetryNotify", "RetryNotifyWithData", "RetryNotifyWithTimer",
		"RetryNotifyWithTimerAndData", "RetryOnConflict", "RetryWithContext", "RetryWithData", "Run", "RunContext",
		"RunCtx", "RunFn", "RunWithExecution":
		return true
	}
	return false
}

// A Mark is what a function says of the error that it wraps.
type Mark uint8

const (
	NoMark Mark = iota
	Final       // no further try
	Again       // one more try
)

// MarkOf returns what a function says of the error that it is given.
func MarkOf(fullName string) Mark {
	m, _ := find(marks(), fullName)
	return m
}

// FinalOf is the function by which the package of one that tries again has an error marked as final: Permanent of backoff. It is "" where
// there is none, or where an error that is not marked ends the tries by itself.
func FinalOf(fullName string) string {
	r, ok := Lookup(fullName)
	if !ok || r.Class != AgainOnErr && r.Class != Marked {
		return ""
	}
	of, _, _ := Cut(unversioned(Original(fullName)))
	found := ""
	for name, m := range marks() {
		if from, recv, f := Cut(name); m == Final && from == of && recv == "" && (found == "" || f < found) {
			found = f
		}
	}
	return found
}

// MarkedTypeOf is the name of the type, in the function's package, of the errors that such a function makes: programs ask for it in loops of
// their own. "" if nobody else can, or if it is not known.
func MarkedTypeOf(fullName string) string {
	switch unversioned(fullName) {
	case "github.com/cenkalti/backoff.Permanent":
		return "PermanentError"
	case "github.com/cenkalti/backoff.RetryAfter":
		return "RetryAfterError"
	}
	return ""
}

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

// Cut takes a name apart that types.Func.FullName prints: "p.F" is F of p, "(*p.T).F" is F of p, with the receiver *T.
func Cut(fullName string) (path, recv, name string) {
	fullName = Uninstantiated(fullName)
	rest, method := strings.CutPrefix(fullName, "(")
	if !method {
		i := strings.LastIndexByte(fullName, '.')
		return fullName[:max(i, 0)], "", fullName[i+1:]
	}
	full, name, _ := strings.Cut(rest, ").")
	full, pointer := strings.CutPrefix(full, "*")
	i := strings.LastIndexByte(full, '.')
	recv = full[i+1:]
	if pointer {
		recv = "*" + recv
	}
	return full[:max(i, 0)], recv, name
}

// PackageName is the name that a package is imported by as a rule: the last part of its path that is no major version, without "go-".
func PackageName(path string) string {
	path = strings.TrimSuffix(unversioned(path+"."), ".")
	last := path[strings.LastIndexByte(path, '/')+1:]
	return strings.TrimSuffix(strings.TrimPrefix(last, "go-"), "-go")
}

// Uninstantiated takes the type parameters out of a method's receiver: "(*retry.Retrier[T]).Do" is "(*retry.Retrier).Do".
func Uninstantiated(name string) string {
	i := strings.IndexByte(name, '[')
	if i < 0 {
		return name
	}
	j := strings.LastIndexByte(name, ']')
	if j < i {
		return name
	}
	return name[:i] + name[j+1:]
}
