package paths

import (
	"go/types"
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// Retire lets go of the attempts until a number that nothing can lead back to, if nothing that the path still knows comes from their
// results, or tells of them. How they fared led here on however many paths, which go on as one. asked reports whether what is left of the
// function at hand may tell what the answer's flags mean that it has asked for.
func (s *State) Retire(last int, asked func(*Outcome) bool) {
	var gone []*Outcome
	for _, o := range s.Outs {
		if o.Seq <= last && !(s.flagged(o) && asked(o)) && !s.refers(o) {
			gone = append(gone, o)
		}
	}
	if len(gone) == 0 {
		return
	}
	about := func(v *sym.Value) bool {
		return slices.ContainsFunc(gone, func(o *Outcome) bool { return o.tells(v) })
	}
	s.Outs = slices.DeleteFunc(slices.Clone(s.Outs), func(o *Outcome) bool { return slices.Contains(gone, o) })
	s.Assume, s.Facts = s.Assume.Without(about), s.Facts.Without(about)
	s.Env.DropFunc(func(k sym.Key) bool { return k.Base != nil && about(k.Base) })
}

// refers reports whether something that the path still knows comes from an attempt.
func (s *State) refers(o *Outcome) bool {
	for k, v := range s.Env.All() {
		switch {
		case k.Ghost != nil && v.Node == o.Id.Node: // an observer's note of what it did
			return true
		case (k.Base == nil || !o.tells(k.Base)) && o.tells(v):
			return true
		}
	}
	for _, r := range s.results {
		if o.tells(r.value) {
			return true
		}
	}
	for f := s.stack; f != nil; f = f.next {
		for _, r := range f.results {
			if o.tells(r.value) {
				return true
			}
		}
	}
	return false
}

// flagged reports whether the path has asked for a flag in the body of an attempt's answer.
func (s *State) flagged(o *Outcome) bool {
	for _, a := range append(slices.Clip(s.Facts), s.Assume...) {
		if _, _, ok := sym.FlagIn(a); ok && o.tells(a.Cond) {
			return true
		}
	}
	return false
}

// tells reports whether a value was made from what an attempt returned, in whatever round, and by which one can know how it fared: not
// from a text that it returned.
func (o *Outcome) tells(v *sym.Value) bool {
	return v.Deps&sym.DepOutcome != 0 && v.Any(func(p *sym.Value) bool {
		return o.returned(p) && !isText(p.Typ)
	})
}

// returned reports whether a value is a result of the attempt, or its status, in whatever round.
func (o *Outcome) returned(v *sym.Value) bool {
	return (v.Op == sym.OpResult || v.Op == sym.OpStatus || v.Op == sym.OpGRPCCode) && v.Node == o.Id.Node && sym.CallString(v.Name) == o.Id.Path
}

// isText reports whether a type is that of texts, or of lists of bytes.
func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	if l, ok := t.Underlying().(*types.Slice); ok {
		t = l.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && (b.Info()&types.IsString != 0 || b.Kind() == types.Byte)
}
