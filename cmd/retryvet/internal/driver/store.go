package driver

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/cache"
)

// A store keeps results between runs, and what files are known by that have not changed since. What is wrong with it costs time
// and nothing else: an entry that cannot be read is none, and one that cannot be written is made again.
type store struct {
	cache   *cache.Cache // nil if there is none
	session *Session     // the same
	memo    string       // the file for what follows

	mu    sync.Mutex
	files map[string]known
	used  map[string]known
	dirty bool
}

// A known is a file that was read, as it was then.
type known struct {
	Stat   stamp
	Digest digest
}

// An entry is what is kept of a package.
type entry struct {
	Key         sum
	Facts       []byte
	Diagnostics []Diagnostic
}

func openStore(c *Config) *store {
	s := &store{session: c.Session, files: map[string]known{}, used: map[string]known{}}
	if files := c.Session.known(); files != nil {
		s.files = files
	}
	if c.Cache == "" || os.MkdirAll(c.Cache, 0o777) != nil {
		return s
	}
	var err error
	if s.cache, err = cache.Open(c.Cache); err != nil {
		s.cache = nil
		return s
	}
	s.memo = c.memo("files")
	if len(s.files) == 0 && !readSealed(s.memo, &s.files) {
		s.files = map[string]known{}
	}
	return s
}

// memo is the file for what is kept of an analysis as a whole.
func (c *Config) memo(what string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", c.Dir, c.Flags, c.Patterns))
	return filepath.Join(c.Cache, fmt.Sprintf("%s-%x", what, sum[:8]))
}

// readSealed reads what writeSealed has written; false if that is not what is there.
func readSealed(name string, into any) bool {
	data, err := os.ReadFile(name)
	if err != nil || len(data) < sha256.Size {
		return false
	}
	head, body := data[:sha256.Size], data[sha256.Size:]
	want := sha256.Sum256(body)
	if !bytes.Equal(head, want[:]) || gob.NewDecoder(bytes.NewReader(body)).Decode(into) != nil {
		return false
	}
	if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > usedAgain {
		_ = os.Chtimes(name, time.Time{}, time.Now()) // somebody uses it
	}
	return true
}

// What is kept of analyses as a whole is thrown away when nobody has used it for so long, as entries of the cache are; and whether somebody
// has is noted once an hour.
const (
	unusedFor = 5 * 24 * time.Hour
	usedAgain = time.Hour
)

// trimMemos throws away what nobody has used for days, and what runs that were killed have left.
func trimMemos(dir string, now time.Time) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !isMemo(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > unusedFor {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

func isMemo(name string) bool {
	for _, pattern := range []string{"files-*", "list-*", "new-*.tmp"} {
		if is, err := filepath.Match(pattern, name); is && err == nil {
			return true
		}
	}
	return false
}

// writeSealed puts a value into a file, all of it or nothing.
func writeSealed(name string, v any) {
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(v) != nil {
		return
	}
	head := sha256.Sum256(b.Bytes())
	f, err := os.CreateTemp(filepath.Dir(name), "new-*.tmp")
	if err != nil {
		return
	}
	_, err = f.Write(append(head[:], b.Bytes()...))
	if closed := f.Close(); err == nil && closed == nil {
		err = os.Rename(f.Name(), name)
	} else {
		err = errors.Join(err, closed)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

// known returns what a file is known by, if it is for certain the one that it was.
func (s *store) known(c *Config, name string) (digest, bool) {
	if _, over := c.Overlay[name]; over || s.cache == nil && s.session == nil {
		return digest{}, false
	}
	s.mu.Lock()
	k, ok := s.files[name]
	s.mu.Unlock()
	if !ok {
		return digest{}, false
	}
	now, ok := stampOf(name)
	if !ok || now != k.Stat {
		return digest{}, false
	}
	s.mu.Lock()
	s.used[name] = k
	s.mu.Unlock()
	return k.Digest, true
}

// settled is how long a file must have been left alone before its times are trusted: within one tick of the clock it can change
// twice.
const settled = 2 * time.Second

// remember notes what a file is known by. It was read before; what its times say now must be what they said then, so that files
// that have just changed are not noted.
func (s *store) remember(c *Config, name string, d digest) {
	if _, over := c.Overlay[name]; over || s.cache == nil && s.session == nil {
		return
	}
	now, ok := stampOf(name)
	if !ok || !now.before(c.started.Add(-settled)) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used[name] = known{now, d}
	s.dirty = true
}

func (s *store) get(key sum, n *node, out *Package) bool {
	if e := s.session.entry(key); e != nil {
		n.facts, out.Diagnostics, out.Cached = e.Facts, e.Diagnostics, true
		return true
	}
	if s.cache == nil {
		return false
	}
	data, _, err := s.cache.GetBytes(key)
	if err != nil {
		return false
	}
	var e entry
	if gob.NewDecoder(bytes.NewReader(data)).Decode(&e) != nil || e.Key != key {
		return false
	}
	if _, err := decodeFacts(e.Facts); err != nil {
		return false
	}
	s.session.keepEntry(&e)
	n.facts, out.Diagnostics, out.Cached = e.Facts, e.Diagnostics, true
	return true
}

func (s *store) put(key sum, n *node, out *Package) {
	e := entry{key, n.facts, out.Diagnostics}
	s.session.keepEntry(&e)
	if s.cache == nil {
		return
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(e); err == nil {
		_ = s.cache.PutBytes(key, b.Bytes())
	}
}

// close writes down what the files are known by, and throws away what nobody has used for days.
func (s *store) close(c *Config) {
	changed := s.dirty || len(s.used) != len(s.files)
	if len(c.Overlay) > 0 { // nobody has looked at the files below
		for name, k := range s.files {
			if _, looked := s.used[name]; !looked {
				s.used[name] = k
			}
		}
		changed = false
	}
	s.session.knows(s.used)
	if s.cache == nil {
		return
	}
	_ = s.cache.Trim()
	trimMemos(c.Cache, time.Now())
	if changed {
		writeSealed(s.memo, s.used)
	}
}
