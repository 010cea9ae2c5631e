package pan123

import (
	"context"
	"net/http"
	"time"
)

const codeVerifying = 20130 // BAD: two digits swapped; it is 20103

type completeAnswer struct {
	Answer
	Data struct {
		FileID    int64 `json:"fileID"`
		Completed bool  `json:"completed"`
	} `json:"data"`
}

// Complete ends an upload and returns the new file's id. 123pan verifies the file first, which takes some seconds.
func (c *Client) Complete(ctx context.Context, preuploadID string) (int64, error) {
	in := map[string]string{"preuploadID": preuploadID}
	for range 60 {
		var out completeAnswer
		if err := c.call(ctx, http.MethodPost, "/upload/v2/file/upload_complete", in, &out); err != nil {
			return 0, err
		}
		if out.Code == 0 && out.Data.Completed {
			return out.Data.FileID, nil
		}
		if out.Code != 0 && out.Code != codeVerifying {
			return 0, out.err()
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return 0, context.DeadlineExceeded
}
