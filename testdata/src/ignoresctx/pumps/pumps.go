// Package pumps sleeps between the rounds of some work, which are no attempts.
package pumps

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"
)

// What has come in since is sent, and lost if that fails.
func pump(ctx context.Context, open map[string]string, total int) {
	for sent := 0; sent < total; {
		marks := make(map[string]string)
		for k, v := range open {
			marks[k] = v
			delete(open, k)
		}
		if len(marks) > 0 {
			sent += len(marks)
			if err := push(ctx, marks); err != nil {
				log.Println(err)
			}
		}
		time.Sleep(time.Second)
	}
}

func push(ctx context.Context, marks map[string]string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, fmt.Sprint("http://h/?", marks), nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Only what failed is sent again.
func pushed(ctx context.Context, marks map[string]string) {
	for range 5 {
		if err := push(ctx, marks); err == nil {
			return
		}
		time.Sleep(time.Second) // want `the wait between two attempts \(sent at line 35\) does not end with ctx`
	}
}
