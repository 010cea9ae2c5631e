// Package demo decides by the codes of SDKs, with the real ones: a file for each family, and packages zhipu and wecom. In each the first function is wrong, the
// second right, and the last compares with a code that does not exist.
package demo

import (
	"context"
	"time"
)

// pause waits, longer each time, unless the context ends.
func pause(ctx context.Context, attempt int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second << attempt):
		return nil
	}
}
