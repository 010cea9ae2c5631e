package driver

import (
	"go/types"
	"sync"
)

// A Session is what a process that analyzes again and again knows from the run before: results, the list of packages, and types, which
// otherwise are made from source for each package that has changed. One run at a time uses it. Without one, nothing is known.
type Session struct {
	base positions

	mu      sync.Mutex
	pkgs    map[sum]*kept // by what those that import it can see of it
	entries map[sum]*entry
	used    map[sum]bool // entries
	files   map[string]known
	lists   map[string]*keptList
}

// A kept package is one that others may import.
type kept struct {
	pkg   *types.Package
	lines int
}

// maxKeptLines is how many lines the packages may have together whose types are kept: some 400 MB. After a run over everything
// a session begins anew, with what the next change needs.
const maxKeptLines = 1_000_000

// NewSession returns one that knows nothing.
func NewSession() *Session {
	return &Session{pkgs: map[sum]*kept{}, entries: map[sum]*entry{}, used: map[sum]bool{}, lists: map[string]*keptList{}}
}

// types returns the types of a package, nil if they are not known.
func (s *Session) types(api sum) *types.Package {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if k := s.pkgs[api]; k != nil {
		return k.pkg
	}
	return nil
}

// keep returns the package that others are to import: the one that is known already, if there is one, since those that are kept import
// that.
func (s *Session) keep(api sum, pkg *types.Package, lines int) *types.Package {
	if s == nil {
		return pkg
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if k := s.pkgs[api]; k != nil {
		return k.pkg
	}
	s.pkgs[api] = &kept{pkg, lines}
	return pkg
}

func (s *Session) entry(key sum) *entry {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.entries[key]
	if e != nil {
		s.used[key] = true
	}
	return e
}

func (s *Session) keepEntry(e *entry) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries[e.Key] = e
	s.used[e.Key] = true
}

func (s *Session) known() map[string]known {
	if s == nil {
		return nil
	}
	return s.files
}

func (s *Session) knows(files map[string]known) {
	if s != nil {
		s.files = files
	}
}

// list returns the list that was made under a key.
func (s *Session) list(key string) (*keptList, bool) {
	if s == nil {
		return nil, false
	}
	k, ok := s.lists[key]
	return k, ok
}

// keepList keeps a list, in place of others.
func (s *Session) keepList(k *keptList) {
	if s != nil {
		s.lists = map[string]*keptList{k.Key: k}
	}
}

// trim forgets what a run that was done had no use for.
func (s *Session) trim(g *graph) {
	if s == nil {
		return
	}
	used := map[sum]bool{}
	for _, n := range g.nodes {
		used[n.hash.api] = true
	}
	lines := 0
	for api, k := range s.pkgs {
		if !used[api] {
			delete(s.pkgs, api)
			continue
		}
		lines += k.lines
	}
	if lines > maxKeptLines {
		s.pkgs = map[sum]*kept{}
	}
	for key := range s.entries {
		if !s.used[key] {
			delete(s.entries, key)
		}
	}
	s.used = map[sum]bool{}
}
