// Package wordless looks for words in errors, of an API that is not known.
package wordless

import (
	"context"
	"strings"
	"time"
)

type admin interface {
	Create(ctx context.Context, topic string) error
}

func loading(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if !strings.HasPrefix(err.Error(), "NOAUTH ") {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}
