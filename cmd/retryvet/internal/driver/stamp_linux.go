package driver

import (
	"syscall"
	"time"
)

// A stamp is what the system says of a file. The time of its last change cannot be set back by programs.
type stamp struct {
	Dev, Ino         uint64
	Mode             uint32
	Size             int64
	Modified, Change int64 // nanoseconds
}

func stampOf(name string) (stamp, bool) {
	var st syscall.Stat_t
	if err := syscall.Stat(name, &st); err != nil {
		return stamp{}, false
	}
	return stamp{uint64(st.Dev), st.Ino, st.Mode, st.Size, st.Mtim.Nano(), st.Ctim.Nano()}, true //nolint:unconvert // elsewhere the number of a device is smaller
}

func (s stamp) before(t time.Time) bool { return s.Change < t.UnixNano() && s.Modified < t.UnixNano() }

func (s stamp) directory() bool { return s.Mode&syscall.S_IFMT == syscall.S_IFDIR }
