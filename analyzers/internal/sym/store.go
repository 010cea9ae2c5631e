package sym

import (
	"iter"
	"math/bits"
	"slices"
)

// A Store is what the cells of a state hold. A copy of a store is a copy of three words, and what is set in the one is not set
// in the other: paths fork at every condition, and few cells differ between them.
//
// It is a trie over the hashes of the keys. Two stores that hold the same have tries of the same shape.
type Store struct {
	root *trie // nil if there is nothing
	Size int
	Sum  uint64 // of a hash of every cell with what it holds
}

// A trie branches on four bits of a hash. Where there are no more bits, the branches are in no order, and used is 0.
type trie struct {
	used     uint16 // the branches that there are
	deps     Deps   // of any value below
	branches []branch
}

// A branch is a cell and what it holds, or leads to those that have more bits in common.
type branch struct {
	below *trie
	cell  *cell
	value *Value
}

type cell struct {
	Key
	hash uint64
}

const (
	hashBits  = 64
	levelBits = 4
)

func (b branch) is(h uint64, k Key) bool { return b.cell.hash == h && b.cell.Key == k }

func (b branch) deps() Deps {
	if b.below != nil {
		return b.below.deps
	}
	return b.value.Deps
}

func (b branch) weight() uint64 { return mix(b.cell.hash, uint64(b.value.ID)) }

// find is where the branch for a key is, or belongs, among those of a trie; bit is its own in used.
func (t *trie) find(level uint, h uint64, k Key) (at int, bit uint16, found bool) {
	if level >= hashBits {
		if i := slices.IndexFunc(t.branches, func(b branch) bool { return b.cell.Key == k }); i >= 0 {
			return i, 0, true
		}
		return len(t.branches), 0, false
	}
	bit = 1 << (h >> level & (1<<levelBits - 1))
	return bits.OnesCount16(t.used & (bit - 1)), bit, t.used&bit != 0
}

func (s Store) Get(k Key) (*Value, bool) {
	h := k.hash()
	for t, level := s.root, uint(0); t != nil; level += levelBits {
		at, _, found := t.find(level, h, k)
		if !found {
			return nil, false
		}
		b := &t.branches[at]
		if b.below == nil {
			if b.is(h, k) {
				return b.value, true
			}
			return nil, false
		}
		t = b.below
	}
	return nil, false
}

// At is what a cell holds, or nil.
func (s Store) At(k Key) *Value {
	v, _ := s.Get(k)
	return v
}

// Set puts v into a cell.
func (s *Store) Set(k Key, v *Value) {
	root := s.root
	if root == nil {
		root = &trie{}
	}
	h := k.hash()
	root, old := root.with(0, h, k, v)
	if old == v {
		return
	}
	s.root = root
	s.Sum += mix(h, uint64(v.ID))
	if old == nil {
		s.Size++
	} else {
		s.Sum -= mix(h, uint64(old.ID))
	}
}

// with is a trie in which a cell holds v, and what it held before.
func (t *trie) with(level uint, h uint64, k Key, v *Value) (*trie, *Value) {
	at, bit, found := t.find(level, h, k)
	if !found {
		return t.insert(at, bit, branch{cell: &cell{k, h}, value: v}), nil
	}
	b := t.branches[at]
	if b.below == nil && b.is(h, k) {
		if b.value == v {
			return t, v
		}
		return t.replace(at, branch{cell: b.cell, value: v}), b.value
	}
	below := b.below
	if below == nil { // another cell, which goes down with the new one
		below = &trie{}
		at, bit, _ := below.find(level+levelBits, b.cell.hash, b.cell.Key)
		below = below.insert(at, bit, b)
	}
	below, old := below.with(level+levelBits, h, k, v)
	if old == v {
		return t, v
	}
	return t.replace(at, branch{below: below}), old
}

func (t *trie) insert(at int, bit uint16, b branch) *trie {
	branches := make([]branch, len(t.branches)+1)
	copy(branches, t.branches[:at])
	branches[at] = b
	copy(branches[at+1:], t.branches[at:])
	return &trie{t.used | bit, t.deps | b.deps(), branches}
}

func (t *trie) replace(at int, b branch) *trie {
	branches := slices.Clone(t.branches)
	branches[at] = b
	return newTrie(t.used, branches)
}

func newTrie(used uint16, branches []branch) *trie {
	t := &trie{used: used, branches: branches}
	for _, b := range branches {
		t.deps |= b.deps()
	}
	return t
}

// Drop empties a cell.
func (s *Store) Drop(k Key) {
	if s.root == nil {
		return
	}
	h := k.hash()
	rest, gone := s.root.without(0, h, k)
	if gone == nil {
		return
	}
	s.root = rest.trie(0)
	s.Size--
	s.Sum -= mix(h, uint64(gone.ID))
}

// without is what is left of a trie without a cell, and what that held; nil if there is no such cell.
func (t *trie) without(level uint, h uint64, k Key) (branch, *Value) {
	at, bit, found := t.find(level, h, k)
	if !found {
		return branch{}, nil
	}
	b := t.branches[at]
	if b.below == nil {
		if !b.is(h, k) {
			return branch{}, nil
		}
		return t.delete(at, bit), b.value
	}
	rest, gone := b.below.without(level+levelBits, h, k)
	switch {
	case gone == nil:
		return branch{}, nil
	case rest == branch{}:
		return t.delete(at, bit), gone
	}
	branches := slices.Clone(t.branches)
	branches[at] = rest
	return gathered(t.used, branches), gone
}

func (t *trie) delete(at int, bit uint16) branch {
	return gathered(t.used&^bit, slices.Delete(slices.Clone(t.branches), at, at+1))
}

// gathered is the branch to some branches: a cell that is alone goes up.
func gathered(used uint16, branches []branch) branch {
	switch {
	case len(branches) == 0:
		return branch{}
	case len(branches) == 1 && branches[0].below == nil:
		return branches[0]
	}
	return branch{below: newTrie(used, branches)}
}

// trie is the trie at a level to which a branch leads, or that has it alone.
func (b branch) trie(level uint) *trie {
	if b.cell == nil {
		return b.below
	}
	t := &trie{}
	at, bit, _ := t.find(level, b.cell.hash, b.cell.Key)
	return t.insert(at, bit, b)
}

// DropFunc empties the cells of which drop is true.
func (s *Store) DropFunc(drop func(Key) bool) {
	if s.root == nil {
		return
	}
	rest := s.root.filter(func(b branch) bool {
		if !drop(b.cell.Key) {
			return true
		}
		s.Size--
		s.Sum -= b.weight()
		return false
	})
	s.root = rest.trie(0)
}

// filter is what is left of a trie with the cells of which keep is true: the trie itself, if that is all.
func (t *trie) filter(keep func(branch) bool) branch {
	var branches []branch // once one has changed
	used, left := t.used, t.used
	for i, b := range t.branches {
		bit := left & -left
		left &^= bit
		rest := b
		if b.below != nil {
			rest = b.below.filter(keep)
		} else if !keep(b) {
			rest = branch{}
		}
		if rest != b && branches == nil {
			branches = append(make([]branch, 0, len(t.branches)), t.branches[:i]...)
		}
		switch {
		case rest == branch{}:
			used &^= bit
		case branches != nil:
			branches = append(branches, rest)
		}
	}
	if branches == nil {
		return branch{below: t}
	}
	return gathered(used, branches)
}

// All are the cells and what they hold, in an order of no meaning.
func (s Store) All() iter.Seq2[Key, *Value] {
	return func(yield func(Key, *Value) bool) { s.root.each(0, yield) }
}

// From are the cells that hold what comes from one of ds.
func (s Store) From(ds Deps) iter.Seq2[Key, *Value] {
	return func(yield func(Key, *Value) bool) { s.root.each(ds, yield) }
}

// SumWithout is Sum of the cells that are not ignored.
func (s Store) SumWithout(ignored func(Key, *Value) bool) uint64 {
	sum := s.Sum
	for k, v := range s.All() {
		if ignored(k, v) {
			sum -= mix(k.hash(), uint64(v.ID))
		}
	}
	return sum
}

// SumOf is a sum like Sum, of the cells of which there is something to say, and what that is instead of what they hold.
func (s Store) SumOf(says func(Key, *Value) (uint64, bool)) (sum uint64) {
	for k, v := range s.All() {
		if h, ok := says(k, v); ok {
			sum += mix(k.hash(), h)
		}
	}
	return sum
}

// each calls f for the cells that hold what comes from ds, or for all if that is none, until f is false.
func (t *trie) each(ds Deps, f func(Key, *Value) bool) bool {
	if t == nil || ds != 0 && t.deps&ds == 0 {
		return true
	}
	for i := range t.branches {
		b := &t.branches[i]
		switch {
		case b.below != nil:
			if !b.below.each(ds, f) {
				return false
			}
		case ds != 0 && b.value.Deps&ds == 0:
		case !f(b.cell.Key, b.value):
			return false
		}
	}
	return true
}

// Equal reports whether two stores hold the same.
func (s Store) Equal(t Store) bool {
	return s.Size == t.Size && s.Sum == t.Sum && s.root.equal(t.root)
}

func (t *trie) equal(u *trie) bool {
	if t == u {
		return true
	}
	if t == nil || u == nil || t.used != u.used || len(t.branches) != len(u.branches) {
		return false
	}
	for i, b := range t.branches {
		c := u.branches[i]
		if t.used == 0 { // in no order
			if i = slices.IndexFunc(u.branches, func(c branch) bool { return c.cell.Key == b.cell.Key }); i < 0 {
				return false
			}
			c = u.branches[i]
		}
		switch {
		case (b.below == nil) != (c.below == nil):
			return false
		case b.below != nil:
			if !b.below.equal(c.below) {
				return false
			}
		case b.value != c.value || b.cell != c.cell && !b.is(c.cell.hash, c.cell.Key):
			return false
		}
	}
	return true
}
