package site

import (
	"go/ast"
	"go/constant"
	"go/types"
	"regexp"
	"slices"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
)

// A retry is one path on which an attempt was made again.
type retry struct {
	attempt *ast.CallExpr
	via     ast.Node
	proto   protocol
	path    Path
	worker  bool // success goes round as well: this loop is no retry
	root    ast.Node
}

func (x *exec) record(fr *frame, call *ast.CallExpr, c callee, o *outcome) {
	r := retry{attempt: call, via: o.via, proto: o.proto, root: x.root}
	r.path = Path{Codes: o.codes, Test: o.test, Renewed: o.renewed}
	switch o.proto {
	case protoGRPC:
		r.worker = o.codes.Contains(0) && o.failed != yes
		r.path.Codes = o.codes.Minus(codeset.Status(0))
	default:
		r.worker = o.codes.Contains(200) && o.codes.Contains(201) && o.codes.Contains(204) && o.failed != yes && !o.mishap
	}
	if !o.seen {
		r.path.Codes = codeset.Statuses{}
	}
	r.path.Wait, r.path.Delay = classify(o)
	for carrier, set := range o.carrier {
		if !set.fuzzy {
			r.path.Provider = append(r.path.Provider, ProviderCodes{
				Provider: x.providerOf(carrier), Field: carrier.name, Ints: set.ints, Strings: set.strs, IsString: set.isStr,
			})
		}
	}
	x.retries = append(x.retries, r)
}

// classify judges the wait of a round by comparing it with the wait of the round before.
func classify(o *outcome) (Wait, time.Duration) {
	if o.waits == 0 {
		return WaitNone, 0
	}
	if o.waits != waitAmount || o.wait == nil || o.wait.deps != 0 {
		return WaitOther, 0
	}
	total, ok := sum(o.wait)
	if !ok {
		return WaitOther, 0
	}
	if o.tries < 2 {
		return WaitOnce, total
	}
	before, ok := time.Duration(0), false
	if o.prevW != nil && o.prevB == waitAmount {
		before, ok = sum(o.prevW)
	}
	switch {
	case !ok:
		return WaitOther, 0
	case total > before:
		return WaitGrowing, total
	case total == before:
		return WaitFixed, total
	}
	return WaitOther, 0
}

func sum(w *value) (time.Duration, bool) {
	var total time.Duration
	for _, d := range w.args {
		if d.op != opInt {
			return 0, false
		}
		total += time.Duration(d.i)
	}
	return total, true
}

// readyName are functions that wait for something to come up: any answer but the wanted one is waited out on purpose.
var readyName = regexp.MustCompile(`(?i)wait|ready|health|alive|poll|probe|ping|until|watch|monitor|heartbeat`)

// sites groups the retries of a package by attempt and way back.
func (x *unit) sites(found []retry) []*Site {
	type id struct{ attempt, via ast.Node }
	byID := map[id]*Site{}
	workers := map[id]bool{}
	var out []*Site
	for _, r := range found {
		k := id{r.attempt, r.via}
		if r.worker {
			workers[k] = true
			continue
		}
		s := byID[k]
		if s == nil {
			s = &Site{Kind: Loop, Node: r.via, Attempt: r.attempt}
			if _, ok := r.via.(*ast.CallExpr); ok {
				s.Kind = Recursion
			}
			if r.proto == protoGRPC {
				s.Protocol = GRPC
			}
			byID[k] = s
			out = append(out, s)
		}
		s.add(r.path)
	}
	return slices.DeleteFunc(out, func(s *Site) bool {
		return workers[id{s.Attempt, s.Node}] || x.waitsForReady(s.Node) || x.waitsForReady(s.Attempt)
	})
}

func (s *Site) add(p Path) {
	for i := range s.Paths {
		q := &s.Paths[i]
		if q.Wait == p.Wait && q.Delay == p.Delay && q.Test == p.Test && q.Renewed == p.Renewed && len(q.Provider) == 0 && len(p.Provider) == 0 {
			q.Codes = q.Codes.Union(p.Codes)
			return
		}
	}
	s.Paths = append(s.Paths, p)
}

func (x *unit) waitsForReady(n ast.Node) bool {
	for _, d := range x.decls {
		if within(n.Pos(), d) {
			return readyName.MatchString(d.Name.Name)
		}
	}
	return false
}

func intConstant(info *types.Info, e ast.Expr) (int64, bool) {
	tv, ok := info.Types[e]
	if !ok || tv.Value == nil || tv.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(tv.Value)
}
