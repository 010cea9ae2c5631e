package site

import (
	"encoding/binary"
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// pattern compiles an expression when it is first needed: most packages need none.
func pattern(expr string) func() *matcher {
	return sync.OnceValue(func() *matcher { return newMatcher(expr) })
}

// expression is pattern for what is looked up in a text.
func expression(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// A matcher says whether a regular expression matches anywhere in a text. The engine asks that of the name of every call, field
// and variable, and most expressions are lists of words, on which package regexp is slow. So a matcher is a deterministic
// automaton, whose states are made when a text first leads to them.
type matcher struct {
	regexp func() *regexp.Regexp // for what the automaton cannot tell
	prog   *syntax.Prog          // nil if it can tell nothing
	start  *node

	mu    sync.Mutex
	nodes map[string]*node // by what makes up their identity
}

// A node is a state of the automaton.
type node struct {
	insts []uint32 // the instructions that the next rune is tried on
	match bool     // whatever follows
	last  bool     // if nothing follows
	next  [utf8.RuneSelf]atomic.Pointer[node]
}

// maxNodes bounds the memory of a matcher.
const maxNodes = 4096

func newMatcher(expr string) *matcher {
	m := &matcher{regexp: expression(expr), nodes: map[string]*node{}}
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err) // as of regexp.MustCompile
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		panic(err)
	}
	for _, inst := range prog.Inst {
		if inst.Op == syntax.InstEmptyWidth && syntax.EmptyOp(inst.Arg)&^(syntax.EmptyBeginText|syntax.EmptyEndText) != 0 {
			return m // it looks at the runes around a place
		}
	}
	m.prog = prog
	m.start = m.node([]uint32{uint32(prog.Start)}, syntax.EmptyBeginText)
	return m
}

// MatchString reports whether the expression matches somewhere in s.
func (m *matcher) MatchString(s string) bool {
	if m.prog == nil {
		return m.regexp().MatchString(s)
	}
	n := m.start
	for i := range len(s) {
		if n.match {
			return true
		}
		c := s[i]
		if c >= utf8.RuneSelf {
			return m.regexp().MatchString(s)
		}
		next := n.next[c].Load()
		if next == nil {
			if next = m.step(n, c); next == nil {
				return m.regexp().MatchString(s)
			}
		}
		n = next
	}
	return n.match || n.last
}

// step is where a rune leads from n; nil if there are too many nodes.
func (m *matcher) step(n *node, c byte) *node {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.nodes) >= maxNodes {
		return nil
	}
	to := []uint32{uint32(m.prog.Start)} // a match may begin anywhere
	for _, pc := range n.insts {
		if inst := &m.prog.Inst[pc]; inst.MatchRune(rune(c)) {
			to = append(to, inst.Out)
		}
	}
	next := m.node(to, 0)
	n.next[c].Store(next)
	return next
}

// node is the state in which some instructions are to be executed, at a place of which at is true.
func (m *matcher) node(insts []uint32, at syntax.EmptyOp) *node {
	n := &node{}
	n.insts, n.match = m.reach(insts, at)
	_, n.last = m.reach(insts, at|syntax.EmptyEndText)
	key := make([]byte, 0, 4*len(n.insts)+1)
	for _, pc := range n.insts {
		key = binary.LittleEndian.AppendUint32(key, pc)
	}
	switch {
	case n.match:
		key = []byte{'m'}
	case n.last:
		key = append(key, 'l')
	}
	if old := m.nodes[string(key)]; old != nil {
		return old
	}
	m.nodes[string(key)] = n
	return n
}

// reach are the instructions for runes to which some instructions lead, and whether they lead to a match.
func (m *matcher) reach(from []uint32, at syntax.EmptyOp) (runes []uint32, match bool) {
	seen := map[uint32]bool{}
	for todo := slices.Clone(from); len(todo) > 0; {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch inst := &m.prog.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			todo = append(todo, inst.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^at == 0 {
				todo = append(todo, inst.Out)
			}
		case syntax.InstMatch:
			match = true
		case syntax.InstFail:
		default:
			runes = append(runes, pc)
		}
	}
	slices.Sort(runes)
	return runes, match
}
