package paths

import (
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
	const odd = 0x9e3779b97f4a7c15
	var h uint64
	add := func(n uint64) { h = (h ^ n) * odd; h ^= h >> 29 }
	for _, o := range s.Outs {
		add(uint64(o.Id.Node.Pos())<<16 | uint64(o.Failed)<<8 | uint64(o.Renewed)<<4 | uint64(o.Waits))
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
		cells += (r.in.KeyShape(k) ^ r.in.Shape(v)*odd) * odd
	}
	add(cells)
	for _, c := range s.results {
		add(uint64(c.call.Pos()))
		add(r.in.Shape(c.value))
	}
	var supposed uint64
	for _, a := range s.Assume {
		n := r.in.Shape(a.Cond) * odd
		if a.Truth {
			n++
		}
		supposed += n * odd
	}
	add(supposed)
	out := shape{knows: h}
	if last, _ := s.Newest(); last != nil {
		out.last = last.Codes
	}
	return out
}
