//go:build !linux

package main

import "time"

// spent is not known of other systems.
func spent() (cpu time.Duration, memory int64, ok bool) { return 0, 0, false }
