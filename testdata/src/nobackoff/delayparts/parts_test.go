package delayparts

import (
	"testing"
	"time"
)

// What a test compares bounds nobody else.
func TestBackoff(t *testing.T) {
	d := Exponential{}.Backoff(1, time.Second)
	if d < time.Second {
		t.Error(d)
	}
}
