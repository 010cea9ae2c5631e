package config

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

const modulePath = "github.com/retryvet/retryvet"

// Build tells builds of retryvet apart: by version if the running program got it from a module proxy, else, while it is
// being worked on, by the content of the executable. Caches of results depend on it.
var Build = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append(info.Deps, &info.Main) {
			if m.Path == modulePath && m.Replace == nil && m.Sum != "" {
				return m.Version
			}
		}
	}
	sum, err := ExecutableSum()
	if err != nil {
		return "unknown"
	}
	return sum[:16]
})

// ExecutableSum is the hash of the running program, in hexadecimal digits.
func ExecutableSum() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(exe)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}
