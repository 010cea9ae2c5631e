// Package ofcodes makes errors of the codes that were answered, which asks nobody.
package ofcodes

import (
	"context"
	"log"
	"net/http"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
)

type partition struct{ code int16 }

func asked(ctx context.Context, c *http.Client, req *http.Request) error {
	for {
		resp, err := c.Do(req.WithContext(ctx))
		if err != nil {
			return err
		}
		resp.Body.Close()
		code, _ := strconv.Atoi(resp.Header.Get("X-Kafka-Code"))
		err = kerr.ErrorForCode(int16(code))
		if err == nil {
			return nil
		}
		log.Print(err)
		time.Sleep(10 * time.Second) // want `the wait between two attempts \(sent at line 18\) does not end with ctx`
	}
}

// From here on all is well.

func last(partitions func() []partition) {
	for {
		time.Sleep(10 * time.Second)
		failed := false
		for _, p := range partitions() {
			if err := kerr.ErrorForCode(p.code); err != nil {
				log.Print(err)
				failed = true
			}
		}
		if !failed {
			return
		}
	}
}

func kept(ctx context.Context, codes *int16) error {
	for i := 0; i < 5; i++ {
		err := kerr.ErrorForCode(*codes)
		if err == nil {
			return nil
		}
		log.Print(err)
		time.Sleep(10 * time.Second)
	}
	return ctx.Err()
}

func told(ctx context.Context, codes func() int16) error {
	for {
		err := kerr.ErrorForCode(codes())
		if err == nil || !kerr.IsRetriable(err) {
			return err
		}
		time.Sleep(10 * time.Second)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}
