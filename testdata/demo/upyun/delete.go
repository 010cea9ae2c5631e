package upyun

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// Delete removes a file; one that is not there is removed already. It is GOOD.
func (c *Client) Delete(ctx context.Context, path string) error {
	for attempt := 0; ; attempt++ {
		err := c.deleteOnce(ctx, path)
		if err == nil || attempt == 4 || !err.temporary() {
			if err == nil || err.Code == codeNotFound {
				return nil
			}
			return err
		}
		if werr := wait(ctx, err.delay(attempt)); werr != nil {
			return werr
		}
	}
}
