package retry

import (
	"fmt"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// libraryBound is what ends the retries of a library, as far as its arguments and defaults tell. The semantics are
// those of the library table: only what is certain there is said here.
func (x *Recorder) libraryBound(st *symexec.State, cb symexec.Repetition) Bound {
	name := cb.Fn.Origin().FullName()
	plain := versionName().ReplaceAllString(name, "$1")
	ctx := false // one that ends is given
	var given *sym.Value
	for _, a := range cb.Args {
		if a.Typ != nil && gotypes.IsContext(a.Typ) {
			if given = a; x.Ends(a) {
				ctx = true
			}
		}
	}
	unless := func(b Bound) Bound {
		if b.Kind == BoundNone && ctx {
			return Bound{Kind: BoundContext}
		}
		return b
	}
	switch {
	case strings.HasPrefix(plain, "github.com/samber/lo.Attempt"):
		if n, ok := arg(cb.Args, 0); ok {
			return attemptsOrEver(n, "lo."+cb.Fn.Name()+" with "+fmt.Sprint(n)+" attempts")
		}
	case plain == "github.com/sethvargo/go-retry.Do", plain == "github.com/sethvargo/go-retry.DoValue":
		return unless(sethvargo(cb.Args))
	case strings.HasPrefix(plain, "github.com/sethvargo/go-retry."): // Constant, Exponential, Fibonacci
		return unless(Bound{Kind: BoundNone, Reason: "retry." + cb.Fn.Name() + " with a context that never ends"})
	case strings.HasPrefix(plain, "github.com/avast/retry-go.Do"), strings.HasPrefix(plain, "github.com/codeGROOVE-dev/retry.Do"):
		return avast(x.Exec, name, cb.Args)
	case strings.HasPrefix(plain, "github.com/cenkalti/backoff."):
		return unless(x.cenkalti(st, name, cb.Args))
	case plain == "github.com/Rican7/retry.Retry":
		if len(cb.Args) == 1 {
			return Bound{Kind: BoundNone, Reason: "retry.Retry without a strategy"}
		}
	case plain == "github.com/matryer/try.Do":
		return Bound{Kind: BoundLibrary, Attempts: 10}
	case strings.HasPrefix(plain, "(*github.com/buildkite/roko.Retrier).Do"):
		return roko(cb.Recv, given, ctx)
	}
	return Bound{Kind: BoundLibrary}
}

var versionName = lexicon.Pattern(`/v\d+([./])`)

// arg is argument i, where it is a constant integer.
func arg(args []*sym.Value, i int) (int64, bool) {
	if i >= len(args) || args[i].Op != sym.OpInt {
		return 0, false
	}
	return args[i].Int, true
}

// attemptsOrEver is a number of attempts for a library that takes none for no limit.
func attemptsOrEver(n int64, reason string) Bound {
	if n <= 0 {
		return Bound{Kind: BoundNone, Reason: reason}
	}
	return Bound{Kind: BoundLibrary, Attempts: int(n)}
}

// calls reports whether v is the result of a function of that name, of any package.
func calls(v *sym.Value, name string) bool {
	return v.Op == sym.OpCall && strings.HasSuffix(v.Name, "."+name)
}

// sethvargo is the bound of a policy: it has none of its own but what wraps it gives it.
func sethvargo(args []*sym.Value) Bound {
	if len(args) < 2 {
		return Bound{Kind: BoundLibrary}
	}
	for b := args[1]; ; {
		switch {
		case calls(b, "WithMaxRetries"):
			if n, ok := arg(b.Args, 0); ok {
				return Bound{Kind: BoundLibrary, Attempts: int(n) + 1}
			}
			return Bound{Kind: BoundLibrary}
		case calls(b, "NewConstant"), calls(b, "NewExponential"), calls(b, "NewFibonacci"):
			return Bound{Kind: BoundNone, Reason: "retry.Do without WithMaxRetries, and with a context that never ends"}
		case calls(b, "WithJitter"), calls(b, "WithJitterPercent"), calls(b, "WithFullJitter"), calls(b, "WithCappedDuration"):
			if n := len(b.Args); n > 0 {
				b = b.Args[n-1]
				continue
			}
		}
		return Bound{Kind: BoundLibrary}
	}
}

// avast is the bound of a call of avast/retry-go: 10 attempts, or what the options say.
func avast(x *symexec.Exec, name string, args []*sym.Value) Bound {
	b := Bound{Kind: BoundLibrary, Attempts: 10}
	ever := strings.Contains(name, "/v4.") || strings.Contains(name, "/v5.") || strings.Contains(name, "codeGROOVE")
	if strings.HasPrefix(name, "(") { // the options were given to New
		return Bound{Kind: BoundLibrary}
	}
	for _, o := range args[1:] {
		switch {
		case o.Op != sym.OpCall:
			return Bound{Kind: BoundLibrary} // options from elsewhere
		case calls(o, "Context"):
			if len(o.Args) == 1 && x.Ends(o.Args[0]) {
				return Bound{Kind: BoundContext}
			}
		case calls(o, "UntilSucceeded"):
			b = Bound{Kind: BoundNone, Reason: "retry.UntilSucceeded"}
		case calls(o, "Attempts"):
			n, ok := arg(o.Args, 0)
			switch {
			case ok && n > 0:
				b = Bound{Kind: BoundLibrary, Attempts: int(n)}
			case ok && ever:
				b = Bound{Kind: BoundNone, Reason: "retry.Attempts(0)"}
			default:
				b = Bound{Kind: BoundLibrary}
			}
		case calls(o, "RetryIf"):
			if b.Kind == BoundNone {
				b = Bound{Kind: BoundLibrary}
			}
		}
	}
	return b
}

// cenkalti is the bound of a call of cenkalti/backoff: that of the policy, which for the exponential one is 15 minutes.
func (x *Recorder) cenkalti(st *symexec.State, name string, args []*sym.Value) Bound {
	if strings.Contains(name, "/v5.") {
		return Bound{Kind: BoundLibrary}
	}
	for _, b := range args[1:] {
		switch {
		case calls(b, "NewConstantBackOff"):
			return Bound{Kind: BoundNone, Reason: "backoff.NewConstantBackOff without WithMaxRetries"}
		case calls(b, "WithMaxRetries"):
			if len(b.Args) == 2 {
				if n, ok := arg(b.Args, 1); ok && n > 0 {
					return Bound{Kind: BoundLibrary, Attempts: int(n) + 1}
				}
			}
		case calls(b, "NewExponentialBackOff"):
			v, ok := st.Env.Get(sym.Key{Base: b, Field: "MaxElapsedTime"})
			if ok && v.Op == sym.OpInt && v.Int == 0 {
				return Bound{Kind: BoundNone, Reason: "backoff.ExponentialBackOff with MaxElapsedTime = 0"}
			}
		}
	}
	return Bound{Kind: BoundLibrary}
}

// roko is the bound of a retrier: the number of attempts, or a context. A deadline that lets a constant delay pass ten
// thousand times is none.
func roko(retrier, given *sym.Value, ctx bool) Bound {
	if retrier == nil || !calls(retrier, "NewRetrier") {
		return Bound{Kind: BoundLibrary}
	}
	ever := false
	var every time.Duration
	for _, o := range retrier.Args {
		switch {
		case calls(o, "TryForever"):
			ever = true
		case calls(o, "WithMaxAttempts"):
			n, _ := arg(o.Args, 0)
			return Bound{Kind: BoundLibrary, Attempts: int(n)}
		case calls(o, "WithStrategy") && len(o.Args) > 0:
			o.Args[0].Any(func(v *sym.Value) bool {
				if v.Op == sym.OpCall && strings.HasSuffix(v.Name, ".Constant") {
					n, _ := arg(v.Args, 0)
					every = time.Duration(n)
				}
				return false
			})
		}
	}
	switch limit := deadlineOf(given); {
	case !ever:
		return Bound{Kind: BoundLibrary}
	case limit > 0 && every > 0 && limit/every > farAway:
		return Bound{Kind: BoundNone, Elapsed: limit, Attempts: int(limit / every),
			Reason: fmt.Sprintf("roko.TryForever makes %d attempts, one every %s for %s", limit/every, every, short(limit))}
	case ctx:
		return Bound{Kind: BoundContext}
	}
	return Bound{Kind: BoundNone, Reason: "roko.TryForever"}
}

// deadlineOf is the time that context.WithTimeout gives a context; 0 if it is not known.
func deadlineOf(ctx *sym.Value) time.Duration {
	if ctx == nil || ctx.Op != sym.OpCall || ctx.Name != "context.WithTimeout" || len(ctx.Args) != 2 {
		return 0
	}
	n, _ := arg(ctx.Args, 1)
	return time.Duration(n)
}

// short is a duration without the zeros at its end.
func short(d time.Duration) string {
	s := d.String()
	s = strings.TrimSuffix(s, "0s")
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	if s == "" || !strings.HasSuffix(s, "h") && !strings.HasSuffix(s, "m") {
		return d.String()
	}
	return s
}
