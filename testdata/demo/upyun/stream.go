package upyun

import (
	"context"
	"io"
	"net/http"
	"time"
)

// UploadFrom stores what a reader holds. It is BAD: the first attempt reads src to its end, so that the second one stores
// an empty file, and succeeds.
func (c *Client) UploadFrom(ctx context.Context, path string, src io.Reader) error {
	uri := "/" + c.Bucket + "/" + path
	delay := time.Second
	for i := 1; ; i++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, apiHost+uri, src)
		if err != nil {
			return err
		}
		date := time.Now().UTC().Format(http.TimeFormat)
		req.Header.Set("Date", date)
		req.Header.Set("Authorization", "UPYUN "+c.Operator+":"+c.sign(http.MethodPut, uri, date))
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusOK {
			return resp.Body.Close()
		}
		failure := readError(resp)
		resp.Body.Close()
		if resp.StatusCode < 500 || i == maxAttempts {
			return failure
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
		}
		delay *= 2
	}
}
