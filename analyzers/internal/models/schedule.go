package models

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/library"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// A setup is what the options, policies and builders that a library's function was given make of its schedule.
type setup struct {
	library.Schedule
	jitter bool
	opaque bool       // something that is not known may decide what is tried again
	again  *sym.Value // a predicate: true means again
	stop   *sym.Value // a predicate: true means stop
	within int        // variables whose values are being looked at
}

// configure works out with what schedule a call of a library tries.
func (x modelled) configure(st *paths.State, inv symexec.Invocation, entry library.Retry) setup {
	s := setup{Schedule: entry.Schedule}
	home := ""
	if inv.Fn.Pkg() != nil {
		home = root(library.Original(inv.Fn.Pkg().Path()))
	}
	if entry.Made {
		if inv.Recv == nil {
			s.unknown()
		} else {
			x.apply(st, &s, inv.Recv, home)
		}
	}
	own := map[int]bool{}
	for _, a := range entry.Arguments {
		own[a.Arg] = true
		s.set(x, a, inv.Args, func(n string) string { return local(inv.Full) + " with " + n + " attempts" })
	}
	for i, a := range inv.Args {
		switch {
		case own[i] || entry.Field == "" && i == entry.Do || entry.Class == library.AgainIf && i == entry.If || entry.Final > 0 && i >= entry.Final:
		case entry.Field != "":
			x.applyFields(st, &s, a, entry.Fields)
		case (a.Op == sym.OpClosure || a.Op == sym.OpFunc) && entry.Class != library.AgainOnAnyErr, isTold(inv.Sig, i): // of each failure
		default:
			x.apply(st, &s, a, home)
		}
	}
	s.Jitter = s.jitter && s.Pace == library.Constant
	if s.Bound != library.Forever {
		s.Endless = ""
	}
	s.opaque = s.opaque && entry.Decides
	return s
}

// isTold reports whether a function's parameter is one that it tells of errors and that answers nothing: wherever it comes from, it decides
// nothing and is no policy.
func isTold(sig *types.Signature, i int) bool {
	if i >= sig.Params().Len() {
		return false
	}
	told, ok := sig.Params().At(i).Type().Underlying().(*types.Signature)
	return ok && told.Results().Len() == 0 && gotypes.TakesError(told)
}

// root is the part of an import path that a library's packages share.
func root(path string) string {
	parts := strings.SplitN(path, "/", 4)
	return strings.Join(parts[:min(len(parts), 3)], "/")
}

func (s *setup) unknown() {
	s.Bound, s.Pace, s.Each, s.opaque = library.Unsaid, library.AnyPace, 0, true
}

// apply lets one option, policy or builder have its effect.
func (x modelled) apply(st *paths.State, s *setup, v *sym.Value, home string) {
	if v.Op == sym.OpRef {
		content, ok := st.Env.Get(v.Cell)
		if !ok {
			s.unknown()
			return
		}
		v = content
	}
	switch v.Op {
	case sym.OpNil, sym.OpInt, sym.OpString, sym.OpBool, sym.OpFloat:
	case sym.OpComposite, sym.OpWith:
		if elems, ok := v.Elements(); ok && v.Name == "slice" {
			for _, e := range elems {
				x.apply(st, s, e, home)
			}
			return
		}
		n := gotypes.Named(v.Typ)
		if n == nil {
			s.unknown()
			return
		}
		from, fields, ok := library.PolicyOf(gotypes.TypeName(n))
		if !ok {
			s.unknown()
			return
		}
		s.start(from)
		x.applyFields(st, s, v, fields)
	case sym.OpGlobal:
		if from, _, ok := library.PolicyOf(v.Obj.Pkg().Path() + "." + v.Obj.Name()); ok {
			s.start(from)
			return
		}
		x.applyKept(s, v, home)
	case sym.OpField:
		x.applyKept(s, v, home)
	case sym.OpSym:
		if e, ok := v.Node.(*ast.CallExpr); ok && v.Obj == nil { // what a variable of the package was made of
			st := &paths.State{}
			if made := x.madeBy(st, e); made != nil {
				x.apply(st, s, made, home)
				return
			}
		}
		x.applyOther(s, v)
	case sym.OpCall:
		x.applyCall(st, s, v, home)
	default:
		x.applyOther(s, v)
	}
}

// applyOther lets something have its effect of which nobody knows where it comes from.
func (x modelled) applyOther(s *setup, v *sym.Value) {
	if v.Typ == nil || !gotypes.IsContext(v.Typ) && !gotypes.IsDuration(v.Typ) && !gotypes.IsBasic(v.Typ) {
		s.unknown()
	}
}

func (x modelled) applyCall(st *paths.State, s *setup, v *sym.Value, home string) {
	if strings.HasPrefix(v.Name, "context.") {
		return
	}
	if v.Name == "append" {
		for _, a := range v.Args {
			x.apply(st, s, a, home)
		}
		return
	}
	effects, ok := library.SettingsOf(v.Name)
	if !ok {
		opaque := s.opaque
		s.unknown()
		if name := strings.TrimLeft(library.Original(v.Name), "(*"); home != "" && (strings.HasPrefix(name, home+"/") || strings.HasPrefix(name, home+".")) {
			s.opaque = opaque // an option of the library that is not in the table: those that decide are
		}
		return
	}
	operands := v.Args
	if strings.HasPrefix(v.Name, "(") && len(operands) > 0 {
		x.apply(st, s, operands[0], home)
		operands = operands[1:]
	}
	if len(effects) > 0 && effects[0].Effect == library.MakePolicy {
		s.start(effects[0].From)
		effects = effects[1:]
	}
	taken := map[int]bool{} // the arguments that the effects look at themselves
	for _, e := range effects {
		taken[e.Arg] = e.Effect != library.SetTable
	}
	for i, a := range operands {
		if !taken[i] && a.Op != sym.OpClosure && a.Op != sym.OpFunc && !plain(a) {
			x.apply(st, s, a, home)
		}
	}
	for _, e := range effects {
		s.set(x, e, operands, option(v.Name))
	}
	if _, fields, ok := library.PolicyOf(v.Name); ok {
		x.applyFields(st, s, v, fields)
	}
	if calls, ok := st.Env.Get(sym.Key{Base: v, Ghost: symexec.Settings}); ok { // made into a builder, which was told more later
		for _, c := range calls.Args {
			if e, ok := library.SettingsOf(c.Name); ok {
				for _, e := range e {
					s.set(x, e, c.Args[1:], option(c.Name))
				}
			}
		}
	}
}

// plain reports whether a value is no policy: a number, a text, an error.
func plain(v *sym.Value) bool {
	return v.IsConst() || v.Typ != nil && (gotypes.IsContext(v.Typ) || gotypes.IsBasic(v.Typ) || gotypes.IsError(v.Typ)) || v.Op == sym.OpComposite && v.Name == "slice" && allPlain(v.Args)
}

func allPlain(vs []*sym.Value) bool {
	return !slices.ContainsFunc(vs, func(v *sym.Value) bool { return !v.IsConst() })
}

func (s *setup) start(from library.Schedule) {
	context, hint := s.Context, s.Hint
	s.Schedule = from
	s.Context, s.Hint = context || from.Context, hint || from.Hint
}

// applyFields lets the fields of a struct have their effects, those of a literal and those set later.
func (x modelled) applyFields(st *paths.State, s *setup, v *sym.Value, fields library.FieldEffects) {
	set := map[string]*sym.Value{}
	base := v
	if v.Op == sym.OpRef {
		v = x.Content(st, v)
	}
	for w := v; w.Op == sym.OpWith && len(w.Args) == 2; w = w.Args[0] {
		if set[w.Name] == nil {
			set[w.Name] = w.Args[1]
		}
	}
	for name := range fields {
		if w, ok := st.Env.Get(sym.Key{Base: base, Field: name}); ok {
			set[name] = w
		}
	}
	names := make([]string, 0, len(set))
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		e, ok := fields[name]
		if !ok {
			continue
		}
		e.Arg = 0
		s.set(x, e, []*sym.Value{set[name]}, func(n string) string {
			of := local(v.Name)
			if t := gotypes.Named(v.Typ); t != nil {
				of = local(gotypes.TypeName(t))
			}
			return of + " with " + name + " = " + n
		})
	}
}

// option says what an option makes endless: by itself, or by the number that it is given.
func option(name string) func(string) string {
	return func(n string) string {
		if n == "" {
			return local(name)
		}
		return local(name) + "(" + n + ")"
	}
}

// local is a full name as a program that imports the package writes it: "retry.Attempts".
func local(fullName string) string {
	path, _, name := library.Cut(fullName)
	return library.PackageName(path) + "." + name
}

// set lets one effect work, given the arguments. endless says what in the program does so if it takes away every bound; it is given
// the number that does, or "".
func (s *setup) set(x modelled, e library.Setting, args []*sym.Value, endless func(number string) string) {
	var arg *sym.Value
	if e.Arg >= 0 && e.Arg < len(args) {
		arg = args[e.Arg]
	}
	n, known := int64(0), false
	if arg != nil && arg.Op == sym.OpInt {
		n, known = arg.Int, true
	}
	forever := func(number string) {
		s.Bound, s.Endless = library.Forever, endless(number)
	}
	switch e.Effect {
	case library.SetAttempts, library.SetRetries:
		switch {
		case !known:
			s.Bound = library.Unsaid
		case n < 0 || n == 0 && e.Zero == library.Forever:
			forever(strconv.FormatInt(n, 10))
		case e.Effect == library.SetRetries:
			s.Bound = library.Bound(n + 1)
		default:
			s.Bound = library.Bound(n)
		}
	case library.SetForever:
		forever("")
	case library.SetTimed:
		if s.Bound != library.Timed && s.Bound != library.Forever {
			break
		}
		switch {
		case !known:
			s.Bound = library.Unsaid
		case n > 0:
			s.Bound = library.Timed
		default:
			forever(strconv.FormatInt(n, 10))
		}
	case library.SetConstant:
		s.pace(library.Constant, n, known)
	case library.SetGrowing:
		s.pace(library.Growing, n, known)
	case library.SetEach:
		s.pace(s.Pace, n, known)
	case library.SetTable:
		x.setTable(s, args, e.Arg)
	case library.SetVaried:
		s.pace(library.AnyPace, 0, false)
	case library.SetJitter:
		s.jitter = true
	case library.SetKind:
		s.Pace = library.AnyPace
		if arg != nil && arg.Op == sym.OpFunc {
			s.Pace = library.KindOf(arg.Obj.(*types.Func).Origin().FullName())
		}
	case library.SetFactor:
		f, ok := 0.0, false
		if arg != nil {
			f, ok = arg.Number()
		}
		switch {
		case !ok:
			s.Pace = library.AnyPace
		case f > 1:
			s.Pace = library.Growing
		default:
			s.Pace = library.Constant
		}
	case library.SetAgain:
		s.again = arg
	case library.SetStop:
		s.stop = arg
	case library.SetDecision:
		s.opaque = true
	case library.SetClassifier:
		if arg != nil && arg.Op != sym.OpNil {
			if n := gotypes.Named(arg.Typ); n == nil || arg.Op != sym.OpComposite || n.Obj().Name() != "DefaultClassifier" {
				s.opaque = true
			}
		}
	}
}

func (s *setup) pace(p library.Pace, n int64, known bool) {
	s.Pace, s.Each = p, 0
	if known {
		s.Each = time.Duration(n)
		if n <= 0 && p == library.Constant {
			s.Pace = library.NoDelay
		}
	}
}

// setTable takes the delays from a list of constants.
func (x modelled) setTable(s *setup, args []*sym.Value, from int) {
	if from >= len(args) {
		return
	}
	list := args[from:]
	if elems, ok := list[0].Elements(); ok {
		list = elems
	} else if list[0].Op == sym.OpCall || list[0].Op == sym.OpNil {
		return // made by a function of the library, which is in the table itself
	}
	s.pace(library.AnyPace, 0, false)
	same, rising := true, true
	for i, d := range list {
		if d.Op != sym.OpInt {
			return
		}
		if i > 0 {
			same = same && d.Int == list[i-1].Int
			rising = rising && d.Int >= list[i-1].Int
		}
	}
	switch {
	case len(list) == 0:
	case same:
		s.pace(library.Constant, list[0].Int, true)
	case rising:
		s.pace(library.Growing, list[0].Int, true)
	}
}

// noteSetting keeps what a method tells a builder, for when its result is not used: b.WithDelay(time.Second).
func (x modelled) noteSetting(st *paths.State, c symexec.Callee, full string, args []*sym.Value) {
	base := c.Recv
	for base.Op == sym.OpCall && strings.HasPrefix(base.Name, "(") && len(base.Args) > 0 {
		base = base.Args[0]
	}
	if base.Op != sym.OpCall {
		return
	}
	k := sym.Key{Base: base, Ghost: symexec.Settings}
	said := x.In.Make(sym.Value{Op: sym.OpCall, Name: full, Args: append([]*sym.Value{base}, args...)})
	calls := []*sym.Value{said}
	if old, ok := st.Env.Get(k); ok {
		calls = append(slices.Clone(old.Args), said)
	}
	st.Set(k, x.In.Make(sym.Value{Op: sym.OpTuple, Args: calls}))
}

// pause waits between two attempts as a schedule says.
func (x modelled) pause(st *paths.State, s library.Schedule) {
	switch {
	case s.Pace == library.NoDelay:
	case s.Pace == library.Constant && s.Each > 0 && !s.Jitter:
		x.AddWait(st, x.In.Int(int64(s.Each)), domain.WaitAmount)
	default:
		x.AddWait(st, nil, domain.WaitLibrary)
	}
}

// sleeps reports whether a library waits for longer than anyone cares, and nothing that it is given tells it to stop; and how long each
// time, if that is always the same.
func (cb callback) sleeps() (amount *sym.Value, deaf bool) {
	s := cb.setup.Schedule
	if s.Pace == library.AnyPace || s.Pace == library.NoDelay {
		return nil, false
	}
	if given, ends := cb.givenContext(); ends || s.Context && !given {
		return nil, false
	}
	if s.Bound > 0 && s.Each > 0 && s.Bound < 32 {
		total := s.Each * time.Duration(s.Bound-1)
		if s.Pace == library.Growing { // twice as long each time, as a rule
			total = s.Each * (1<<(s.Bound-1) - 1)
		}
		if total <= briefly {
			return nil, false
		}
	}
	if s.Pace == library.Constant {
		if s.Each == 0 || s.Jitter {
			return nil, false
		}
		amount = cb.In.Int(int64(s.Each))
	}
	return amount, true
}

// briefly is the time of all waits together that is over before anyone misses the context.
const briefly = time.Second

// givenContext reports whether a context is among what a library was given, by an argument, an option, or what it was made with; and whether
// one that can end is.
func (cb callback) givenContext() (given, ends bool) {
	is := func(v *sym.Value) bool {
		if v.Typ == nil || !gotypes.IsContext(v.Typ) {
			return false
		}
		given = true
		return cb.Ends(v)
	}
	for _, a := range append(slices.Clone(cb.Args), cb.Recv) {
		if a != nil && a != cb.do && a.Op != sym.OpClosure && a.Op != sym.OpFunc && a.Any(is) {
			return true, true
		}
	}
	return given, false
}
