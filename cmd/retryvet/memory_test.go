package main

import (
	"runtime"
	"testing"
	"time"
)

// Each collection is followed, not the first alone, and tells what is alive.
func TestAfterCollection(t *testing.T) {
	done := make(chan int64, 100)
	afterCollection(func() { done <- aliveBytes() })
	for range 3 {
		runtime.GC()
		select {
		case alive := <-done:
			if alive <= 0 {
				t.Errorf("%d bytes are alive", alive)
			}
		case <-time.After(time.Minute):
			t.Fatal("a collection was not followed")
		}
	}
}

// Memory is collected without end where more is alive than the limit allows.
func TestLimitFor(t *testing.T) {
	for _, c := range []struct{ alive, soft, want int64 }{{0, 1200, 1200}, {900, 1200, 1200}, {1200, 1200, 1600}, {3000, 1200, 4000}} {
		if got := limitFor(c.alive, c.soft); got != c.want {
			t.Errorf("limitFor(%d, %d) = %d, want %d", c.alive, c.soft, got, c.want)
		}
	}
}
