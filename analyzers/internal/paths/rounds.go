package paths

import (
	"slices"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A Rounds knows in what ways a cycle has been left, round by round.
type Rounds struct {
	in   *sym.Interner
	left map[shape]bool
}

// NewRounds is for a cycle that has not been left yet.
func NewRounds(in *sym.Interner) *Rounds { return &Rounds{in, map[shape]bool{}} }

// A shape is what a path knows, but for the rounds that it knows it from.
type shape struct {
	knows uint64
	last  codeset.Statuses // of the attempt that was made last
}

// New are the paths, which leave the cycle after a round, that none of a round before is like: with the same answers and the same
// suppositions, in whichever round. Whoever asks for them behind the cycle asks the earlier ones as well.
func (r *Rounds) New(states []*State) []*State {
	shapes := make([]shape, len(states))
	for i, s := range states {
		shapes[i] = r.shape(s)
	}
	var out []*State
	for i, s := range states {
		if !r.left[shapes[i]] {
			out = append(out, s)
		}
	}
	for _, h := range shapes {
		r.left[h] = true
	}
	return out
}

func (r *Rounds) shape(s *State) shape {
	h, supposed := s.shape(r.in)
	out := shape{knows: h + supposed*odd}
	if last, _ := s.Newest(); last != nil {
		out.last = last.Codes
	}
	return out
}

// oneOfEachRound leaves out the paths that know what another knows, but from a later round or by other suppositions of which they make no
// fewer: what they lead to, the other leads to as well.
func oneOfEachRound(states []*State, in *sym.Interner) []*State {
	var out []*State
	known := map[uint64][]*State{}
	for _, s := range states {
		h, _ := s.shape(in)
		if slices.ContainsFunc(known[h], func(t *State) bool { return len(t.Assume) <= len(s.Assume) && t.isOfRound(s) }) {
			continue
		}
		known[h] = append(known[h], s)
		out = append(out, s)
	}
	return out
}

// isOfRound reports whether s, of the same shape, has made the attempts of t, as often, with no other codes and no other waits in between.
func (t *State) isOfRound(s *State) bool {
	if t.Cut && !s.Cut || len(t.Outs) != len(s.Outs) || !t.Marks.same(s.Marks) || !t.stack.equal(s.stack) {
		return false
	}
	for i, o := range s.Outs {
		if !o.isOfRound(t.Outs[i]) {
			return false
		}
	}
	return true
}

// isOfRound reports whether p is what o is, with all its codes, but from another round.
func (o *Outcome) isOfRound(p *Outcome) bool {
	if p.Id.Node != o.Id.Node || p.Id.Path != o.Id.Path || !o.Codes.SubsetOf(p.Codes) || (o.prev == nil) != (p.prev == nil) {
		return false
	}
	if o.prev != nil && (o.prev.Codes != p.prev.Codes || !o.prev.isOfRound(p.prev)) {
		return false
	}
	c := *p
	c.Id, c.inputs, c.prev = o.Id, o.inputs, o.prev
	return sameButCodes(o, &c)
}

const odd = 0x9e3779b97f4a7c15

// shape is a hash of what a path knows, but for the rounds that it knows it from and what it supposes, and one of that.
func (s *State) shape(in *sym.Interner) (h, supposed uint64) {
	add := func(n uint64) { h = (h ^ n) * odd; h ^= h >> 29 }
	for _, o := range s.Outs {
		add(uint64(in.Ptr(o.Id.Node))<<16 | uint64(o.Failed)<<8 | uint64(o.Renewed)<<4 | uint64(o.Waits))
		for _, b := range []byte(o.Id.Path) {
			add(uint64(b))
		}
		for _, flag := range []bool{o.Seen, o.Passed, o.Named} {
			h <<= 1
			if flag {
				h++
			}
		}
	}
	var cells uint64
	for k, v := range s.Env.All() {
		if k.Ghost != nil && v.Op == sym.OpInt { // when something was noted
			continue
		}
		cells += (in.KeyShape(k) ^ in.Shape(v)*odd) * odd
	}
	add(cells)
	for _, c := range s.results {
		add(uint64(c.call.Pos()))
		add(in.Shape(c.value))
	}
	for _, a := range s.Assume {
		n := in.Shape(a.Cond) * odd
		if a.Truth {
			n++
		}
		supposed += n * odd
	}
	return h, supposed
}
