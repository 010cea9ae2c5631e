package retry

import (
	"go/ast"
	"go/token"
	"go/types"
	"net/netip"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/lexicon"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A Retry is one path on which an attempt was made again.
type Retry struct {
	Attempt *ast.CallExpr
	Via     ast.Node
	Proto   domain.Proto
	Path    Path
	hinted  bool // the wait comes from the server
	between bool // another request was made since that is not made on every round
	sdk     bool // the attempt is a call of an API's client, judged by its error alone
	Failed  bool // the attempt failed, or a request that came after it got no answer
	later   bool // a request that came after it failed, or was refused
	spoilt  bool // what the attempt returned could not be used: reading its body, or decoding that, failed
	worked  bool // the attempt itself may have worked
	Cut     bool // other paths were not followed, for their number
	passed  bool // it is a function that turns what it refuses into errors, and there is none
	Assume  sym.Assumptions
	ByCode  bool // the assumptions are nothing but tests of a provider's code
	root    ast.Node
	OfRoot  bool          // the root itself tries again, and not a function that it calls
	entry   *ast.CallExpr // by which a caller gave it to the function that goes round; may be nil

	tries              int  // attempts until now
	leapt              bool // there were more, in rounds that were left out
	most               int  // how often the attempt is made at most, if each time it fails so; 0 if not known
	locked             bool // nothing but a lock delays it
	paced              bool // nothing but a ticker or a limiter delays it
	waited             waited
	Now, Since, before *Step         // the trail now, at the attempt, and at the one before it
	Ctx                bool          // the attempt is given a context that can end
	given              []*sym.Value  // the contexts that the attempt is given, as far as they are seen
	round              gotypes.Place // what runs anew each time

	attemptPath sym.CallString  // the calls that lead to the attempt
	ViaPath     sym.CallString  // the calls from the root to via
	came        paths.WayBack   // what led to the attempt
	Own         domain.Tri      // whether the attempt itself returned an error
	again       *domain.Repeat  // what the attempt repeats by itself; may be nil
	by          ast.Node        // the call that has renewed its credentials; may be nil
	facts       sym.Assumptions // the conditions that the path took for granted

	flags     map[*sym.Value]uint64 // what it supposes of flags in the body, by their hashes
	endings   endings               // of the run
	faulty    bool                  // the path has made an error of the program's own
	malformed bool                  // the same, for the form of an answer that may be no refusal
	local     bool                  // what failed has nothing to do with what was answered
	first     token.Pos             // where the call stands that led to the attempt, of a retry without a loop; not valid of others
}

func (s *Step) Same(paths.Mark) bool { return true }

func (x *History) works(n ast.Node) bool {
	d := x.Enclosing(n)
	return d == nil || x.Says(lexicon.Works, d.Name.Name)
}

// Sites groups the retries of a package by attempt, way back and caller, and keeps what is certain.
func (x *History) Sites(found []Retry) []*Site {
	type id struct {
		attempt, via ast.Node
		entry        *ast.CallExpr
	}
	var out []*Site
	for _, rs := range grouped(spoken(found), func(r Retry) id { return id{r.Attempt, r.Via, r.entry} }) {
		if s := x.site(seenWhole(rs)); s != nil {
			out = append(out, s)
		}
	}
	return x.shareSites(out)
}

// seenWhole leaves out what was found with too many paths on the way from a caller, where the function that tries again was gone through on its
// own without letting go of any: that of which others are missing is in there as well, with them.
func seenWhole(rs []Retry) []Retry {
	if !slices.ContainsFunc(rs, func(r Retry) bool { return r.OfRoot }) || slices.ContainsFunc(rs, func(r Retry) bool { return r.OfRoot && r.Cut }) {
		return rs
	}
	return slices.DeleteFunc(slices.Clone(rs), func(r Retry) bool { return r.Cut && !r.OfRoot })
}

// grouped are the retries with the same key, in the order of the first of each.
func grouped[K comparable](found []Retry, key func(Retry) K) [][]Retry {
	var out [][]Retry
	at := map[K]int{}
	for _, r := range found {
		k := key(r)
		i, known := at[k]
		if !known {
			i = len(out)
			at[k], out = i, append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// site is what the retries by one way back, of one attempt, come to; nil if they are none, or nothing of them is certain.
func (x *History) site(rs []Retry) *Site {
	s := &Site{Node: rs[0].Via, Attempt: rs[0].Attempt, Entry: rs[0].entry, Heard: x.heard[rs[0].Attempt]}
	var use LibraryUse
	if s.Kind, use = x.kindOf(&rs[0]); s.Kind == domain.Callback {
		s.Schedule, s.Final = use.schedule, use.final
		if use.onErrors && use.final == "" {
			s.Helper = x.NameOfCallee(s.Node.(*ast.CallExpr))
		}
	}
	if slices.ContainsFunc(rs, func(r Retry) bool { return r.comesRound() }) {
		x.drop(s.way(), because(reasons.SuccessToo, s.Node, "a round in which all worked is followed by the next"))
		return nil
	}
	if s.Kind == domain.Once {
		if why := x.notOnceMore(rs); why.Reason != reasons.None {
			x.drop(s.way(), why)
			return nil
		}
	}
	if rs = own(rs); len(rs) == 0 {
		x.drop(s.way(), Silence{Reason: reasons.AnotherRequest, At: s.Node})
		return nil
	}
	why := x.goesOn(s, rs, use.polls)
	if why.Reason == reasons.AwaitsByName {
		x.polls(*s, rs)
	}
	if x.holds(s.way(), why, &s.Held) {
		return nil
	}
	if rs[0].Proto == domain.ProtoGRPC {
		s.Protocol = domain.GRPC
	}
	rs = firstAtOnce(answeredBadly(rs))
	for _, r := range rs {
		if r.hinted {
			s.Hinted = s.Hinted.Union(r.Path.Codes)
		}
	}
	for _, r := range Certain(append(slices.Clip(rs), refused(rs)...), x.Limits.Certain) {
		s.Add(r.Path)
	}
	for _, r := range rs {
		if r.Path.Told.At.IsValid() && r.Path.Seen && r.hinting() { // where the server says when, the program knows
			r.Path.Codes = r.Path.Codes.Intersect(codeset.Status(429))
			s.Add(r.Path)
		}
	}
	if len(s.Paths) > 0 {
		if s.Hinted.Contains(429) && !slices.ContainsFunc(s.Paths, func(p Path) bool { return p.Wait == WaitNone && p.Codes.Contains(429) }) {
			s.Hintless = hintless(rs)
		}
		for _, r := range rs {
			if len(r.Assume) > 0 && !r.Failed && !r.malformed {
				s.Unread = s.Unread.Union(r.Path.Codes.Minus(s.Retries()))
			}
		}
		if !s.Unread.Empty() {
			s.Why = uncertain(rs, nil)
		}
		return s
	}
	one := decidedByOne(rs)
	if x.holds(s.way(), uncertain(rs, one), &s.Held) {
		return nil
	}
	for _, r := range one {
		s.Add(r.Path)
	}
	return s
}

// polls keeps of what waits for something to come up the ways round that an API's codes decide: those of them that mean "not yet" may say how
// one is to ask again.
func (x *History) polls(s Site, rs []Retry) {
	for _, r := range Certain(slices.Clone(rs), x.Limits.Certain) {
		if len(r.Path.Provider) > 0 {
			s.Add(r.Path)
		}
	}
	if len(s.Paths) > 0 {
		x.Polled = append(x.Polled, &s)
	}
}

// answeredBadly leaves out the good answers with which it goes round for something that failed on the program's own machine, if there are
// others.
func answeredBadly(rs []Retry) []Retry {
	out := slices.DeleteFunc(slices.Clone(rs), func(r Retry) bool { return r.local && r.Path.Codes.SubsetOf(domain.Success) })
	if len(out) == 0 {
		return rs
	}
	return out
}

// decidedByOne are the retries that a single condition decides which was not understood, and which keeps to itself what works: one that
// sends that round as well says nothing of failures.
func decidedByOne(rs []Retry) []Retry {
	var out []Retry
	for _, r := range rs {
		if len(r.Assume) != 1 || r.Path.Codes.Empty() && len(r.Path.Provider) == 0 {
			continue
		}
		var round codeset.Statuses
		for _, q := range rs {
			if !q.Failed && !q.malformed && slices.Equal(q.Assume, r.Assume) {
				round = round.Union(q.Path.Codes)
			}
		}
		if !worked(r.Proto, round) {
			out = append(out, r)
		}
	}
	return out
}

// uncertain is why nothing is certain of some retries: the first condition that was not understood, and what it decides; one that decides
// alone, if there are such.
func uncertain(rs, one []Retry) Silence {
	why := reasons.Undecided
	if len(one) > 0 {
		why, rs = reasons.Uncertain, one
	}
	for _, r := range rs {
		if len(r.Assume) > 0 {
			truth := "true"
			if !r.Assume[0].Truth {
				truth = "false"
			}
			return because(why, r.Path.Test, "%s is not understood; only where it is %s, %s is known to go round", r.Assume[0].Cond.Source(), truth, r.Path.Codes)
		}
	}
	return because(why, rs[0].Path.Test, "nothing asks for the status on this way, and what the error stands for is not known")
}

// own are the retries that are no other request's. What is sent after another request has put things right, or has taken the
// program further, is no retry; where the way back is taken because of a later request, whether this one worked or not, it is
// that one's retry.
func own(rs []Retry) []Retry {
	rs = slices.DeleteFunc(rs, func(r Retry) bool { return r.between })
	if slices.ContainsFunc(rs, func(r Retry) bool { return r.later && r.worked }) {
		rs = slices.DeleteFunc(rs, func(r Retry) bool { return r.later })
	}
	return rs
}

// goesOn is why a way back may be taken by what works as well: a poller, a worker, a pager. What the program does comes first, then what
// was not seen, then names.
func (x *History) goesOn(s *Site, rs []Retry, polls bool) Silence {
	if succeeds(rs, x.Limits.Certain) {
		return because(reasons.SuccessToo, s.Node, "an answer that worked takes this way as well")
	}
	if cond := looksForState(rs); cond != nil {
		return because(reasons.SuccessMaybe, s.Node, "an attempt that worked is repeated as well, depending on %s", cond.Source())
	}
	if text := x.asksForNext(s, rs); text != "" {
		return because(reasons.SuccessToo, s.Node, "%s", text)
	}
	if s.Kind == domain.Loop && x.ticks(s.Node) && slices.ContainsFunc(rs, func(r Retry) bool { return r.Cut }) {
		return because(reasons.PathsCut, s.Node, "there are more than %d paths at once, and a ticker's next look may follow an answer that worked as well", x.Limits.States)
	}
	starts := [2]Silence{x.awaitsReady(s.Attempt), x.awaitsReady(s.Node)}
	for _, why := range starts {
		if why.Reason == reasons.Launched {
			return why
		}
	}
	if s.Kind == domain.Loop && !isLabel(s.Node) && !x.left[leaving{s.Attempt, s.Node}] && slices.ContainsFunc(rs, func(r Retry) bool { return r.Cut }) {
		return because(reasons.PathsCut, s.Node, "there are more than %d paths at once, and none that was followed leaves the loop after the attempt worked", x.Limits.States)
	}
	if slices.ContainsFunc(rs, func(r Retry) bool { return r.Cut && r.worked && !r.failing() && !r.faulty && !r.local }) {
		return because(reasons.PathsCut, s.Node, "there are more than %d paths at once; some that worked are repeated, and what else is was not seen", x.Limits.States)
	}
	switch {
	case polls && maySucceed(rs):
		return because(reasons.SuccessToo, s.Node, "the library is made to wait for a state, so that an attempt that worked is repeated as well")
	case rs[0].sdk && maySucceed(rs):
		return because(reasons.SuccessMaybe, s.Node, "of the call only the error is judged, and an answer that worked may go round")
	}
	for _, why := range starts {
		if why.Reason != reasons.None {
			return why
		}
	}
	if rs[0].sdk && (x.works(s.Attempt) || x.works(s.Node)) {
		return Silence{Reason: reasons.WorksByName, At: s.Node}
	}
	return Silence{}
}

// asksForNext says how a loop asks for the next thing after an answer that worked, and for the same after one that did not; "" if it does not.
func (x *History) asksForNext(s *Site, rs []Retry) string {
	at := leaving{s.Attempt, s.Node}
	switch {
	case x.onward[at] && !slices.ContainsFunc(rs, func(r Retry) bool { return !r.paced }) && x.ticks(s.Node):
		return "a ticker has it ask for the next thing after an answer that worked, and for the same after one that did not"
	case x.onward[at] && x.takesEvents(s.Node):
		return "what comes from a channel has it ask again, whether the last answer worked or not"
	case s.Kind == domain.Loop && x.ahead[at] && !x.left[at] && !isLabel(s.Node) && !slices.ContainsFunc(rs, func(r Retry) bool { return r.Cut }):
		return "nothing leaves the loop after an answer that worked: it asks for the next thing then"
	}
	return ""
}

// isLabel reports whether rounds are those of a goto: what leaves them is not noted.
func isLabel(n ast.Node) bool {
	_, ok := n.(*ast.LabeledStmt)
	return ok
}

// takesEvents reports whether a loop goes through what comes from a channel, and has a round for each.
func (x *History) takesEvents(loop ast.Node) bool {
	r, ok := loop.(*ast.RangeStmt)
	if !ok {
		return false
	}
	_, ok = x.Info.TypeOf(r.X).Underlying().(*types.Chan)
	return ok
}

// ticks reports whether a loop receives from a ticker: it looks for news from time to time, whatever became of its last look.
func (x *History) ticks(loop ast.Node) bool {
	found := false
	ast.Inspect(loop, func(n ast.Node) bool {
		receive, ok := n.(*ast.UnaryExpr)
		if !ok || receive.Op != token.ARROW || found {
			return !found
		}
		switch from := ast.Unparen(receive.X).(type) {
		case *ast.SelectorExpr:
			name, _ := gotypes.TypePath(x.Info.TypeOf(from.X))
			found = name == "time.Ticker"
		case *ast.CallExpr:
			fn := x.CalledFunc(from)
			found = fn != nil && fn.FullName() == "time.Tick"
		}
		return !found
	})
	return found
}

// join adds to a path what another one that is like it goes round with.
func (p *Path) join(q Path) {
	if p.Codes = p.Codes.Union(q.Codes); p.Read == (Reading{}) {
		p.Read = q.Read
	}
}

func (s *Site) Add(p Path) {
	for i := range s.Paths {
		q := &s.Paths[i]
		if q.Wait == p.Wait && q.Delay == p.Delay && q.Test == p.Test && q.Renewed == p.Renewed && q.Touched == p.Touched && q.Stale == p.Stale && q.Told == p.Told && q.Named == p.Named && len(q.Provider) == 0 && len(p.Provider) == 0 {
			q.join(p)
			return
		}
	}
	s.Paths = append(s.Paths, p)
}

// awaitsReady is why the function around n waits for something to come up, if it does: because it has started it itself, or by its
// name.
func (x *History) awaitsReady(n ast.Node) Silence {
	d := x.Enclosing(n)
	if call, ok := n.(*ast.CallExpr); ok {
		if host := x.sent[call].Host; loopback(host) {
			return because(reasons.AwaitsByName, n, "it asks a server on its own machine, %s, which may have to come up first", host)
		}
		if name := gotypes.CalledName(call); x.Says(lexicon.WaitsFor, name) {
			return because(reasons.AwaitsByName, n, "%s waits for something to come up, by its name", name)
		}
	}
	switch {
	case d == nil:
		return Silence{}
	case x.launches(d, n):
		return because(reasons.Launched, n, "%s has started what it waits for", d.Name.Name)
	case x.Says(lexicon.AwaitsReady, d.Name.Name):
		return because(reasons.AwaitsByName, d.Name, "%s waits for something to come up, by its name", d.Name.Name)
	}
	return Silence{}
}

// loopback reports whether a host, with its port, is the machine that the program runs on.
func loopback(host string) bool {
	if h, _, ok := strings.Cut(host, ":"); ok && !strings.HasPrefix(host, "[") {
		host = h
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// launches reports whether a function has started a server or another program before n.
func (x *History) launches(d *ast.FuncDecl, n ast.Node) bool {
	found := false
	ast.Inspect(d.Body, func(m ast.Node) bool {
		if m == nil || found || m.Pos() >= n.Pos() {
			return false
		}
		switch m := m.(type) {
		case *ast.GoStmt:
			ast.Inspect(m.Call, func(o ast.Node) bool {
				call, ok := o.(*ast.CallExpr)
				found = found || ok && x.Says(lexicon.Launches, gotypes.CalledName(call))
				return !found
			})
			return false
		case *ast.CallExpr:
			fn := x.CalledFunc(m)
			found = fn != nil && fn.FullName() == "(*os/exec.Cmd).Start"
		}
		return !found
	})
	return found
}
