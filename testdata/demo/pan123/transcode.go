package pan123

import (
	"context"
	"net/http"
	"time"
)

const codeTranscodeRunning = 4002

type transcodeAnswer struct {
	Answer
	Data struct {
		URL string `json:"url"`
	} `json:"data"`
}

// WaitTranscoded returns the address of a transcoded video. It is GOOD: a job that runs is waited for, at a steady pace;
// one that has failed is not started again by asking.
func (c *Client) WaitTranscoded(ctx context.Context, id int64) (string, error) {
	pace := time.NewTicker(5 * time.Second)
	defer pace.Stop()
	for {
		var out transcodeAnswer
		if err := c.call(ctx, http.MethodPost, "/api/v1/transcode/video/result", map[string]int64{"fileId": id}, &out); err != nil {
			return "", err
		}
		switch out.Code {
		case 0:
			return out.Data.URL, nil
		case codeTranscodeRunning:
		default:
			return "", out.err()
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-pace.C:
		}
	}
}
