package reached

import "testing"

func check(t *testing.T, of func(int) bool, delay any) {}

func TestDelays(t *testing.T) {
	check(t, nil, busyDelay)
	for range 3 {
		refusedDelay(1)
	}
}
