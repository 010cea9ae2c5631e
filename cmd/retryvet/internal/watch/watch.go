// Package watch tells when files of directories change. It does not read them, and knows nothing of packages.
package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must have changed before somebody is told: programs that save a file, or change branches, do it in steps.
const quiet = 50 * time.Millisecond

// A Watcher watches directories. Its methods are for one goroutine.
type Watcher struct {
	notify   *fsnotify.Watcher
	concerns func(name string) bool
	trees    []string
	watched  map[string]bool
	late     bool // something may have changed before it was watched
}

// New returns a watcher of no directory yet, for files whose absolute names the function accepts.
func New(concerns func(name string) bool) (*Watcher, error) {
	n, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return &Watcher{notify: n, concerns: concerns, watched: map[string]bool{}}, nil
}

// Close ends the watch.
func (w *Watcher) Close() error { return w.notify.Close() }

// Watch adds directories, and others with all that are or will be below them, but for those that the go command passes over. What has
// changed in them since a time counts as if it changed now. Directories that are not there are no error.
func (w *Watcher) Watch(dirs, trees []string, since time.Time) error {
	w.trees = trees
	for _, d := range dirs {
		if err := w.add(d, since); err != nil {
			return err
		}
	}
	for _, t := range trees {
		if err := w.addTree(t, since); err != nil {
			return err
		}
	}
	return nil
}

func (w *Watcher) addTree(root string, since time.Time) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) || err == nil && !d.IsDir():
			return nil
		case err != nil:
			return err
		case name != root && passedOver(name):
			return filepath.SkipDir
		}
		return w.add(name, since)
	})
}

// passedOver reports whether ./... does not mean what is below a directory.
func passedOver(dir string) bool {
	base := filepath.Base(dir)
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "vendor" || base == "node_modules"
}

func (w *Watcher) add(dir string, since time.Time) error {
	if w.watched[dir] {
		return nil
	}
	err := w.notify.Add(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return &fs.PathError{Op: "watch", Path: dir, Err: err}
	}
	w.watched[dir] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil //nolint:nilerr // it is gone again, which comes as an event
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && !info.ModTime().Before(since) && w.concerns(filepath.Join(dir, e.Name())) {
			w.late = true
		}
	}
	return nil
}

// Wait returns when something has changed that concerns somebody, and nothing more does for a moment; or with the context's error.
func (w *Watcher) Wait(ctx context.Context) error {
	var timer <-chan time.Time
	if w.late {
		timer = time.After(quiet)
	}
	for {
		select {
		case <-ctx.Done():
			w.late = w.late || timer != nil // for the next call
			return ctx.Err()
		case e, ok := <-w.notify.Events:
			if !ok {
				return fsnotify.ErrClosed
			}
			if w.changes(e) {
				timer = time.After(quiet)
			}
		case err, ok := <-w.notify.Errors:
			switch {
			case !ok:
				return fsnotify.ErrClosed
			case !errors.Is(err, fsnotify.ErrEventOverflow): // of too many events some are lost: anything may have changed
				return err
			}
			timer = time.After(quiet)
		case <-timer:
			w.late = false
			return nil
		}
	}
}

// changes reports whether an event is a change that concerns somebody, and follows new directories.
func (w *Watcher) changes(e fsnotify.Event) bool {
	if e.Op&^fsnotify.Chmod == 0 {
		return false
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		if w.watched[e.Name] {
			delete(w.watched, e.Name)
			return true
		}
	}
	if info, err := os.Lstat(e.Name); e.Has(fsnotify.Create) && err == nil && info.IsDir() {
		if !w.below(e.Name) || passedOver(e.Name) {
			return false
		}
		was := w.late
		w.late = false
		_ = w.addTree(e.Name, time.Time{}) // what cannot be watched, the next run says
		found := w.late
		w.late = was
		return found
	}
	return w.concerns(e.Name)
}

func (w *Watcher) below(dir string) bool {
	for _, t := range w.trees {
		if rel, err := filepath.Rel(t, dir); err == nil && filepath.IsLocal(rel) {
			return true
		}
	}
	return false
}
