package upyun

import (
	"context"
	"net/http"
)

// Upload stores a file. It is BAD: every status but 200 goes round, at once.
func (c *Client) Upload(ctx context.Context, path string, data []byte) error {
	var last error
	for i := 0; i < 3; i++ {
		resp, err := c.send(ctx, http.MethodPut, path, data)
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode == http.StatusOK {
			resp.Body.Close()
			return nil
		}
		last = readError(resp)
		resp.Body.Close()
	}
	return last
}
