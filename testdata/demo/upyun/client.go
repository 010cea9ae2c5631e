// Package upyun is a small client of UpYun's REST API.
//
// UpYun answers an error with a real HTTP status and tells the cause in the body, by a code of eight digits whose first
// three are the status: {"code":40100005,"msg":"signature error","id":"..."}.
//
//   - client.go is good: it sends one request and turns an answer into an [*Error], deciding nothing.
//   - upload.go is bad: [Client.Upload] sends the file again whatever the answer is, and at once. A wrong signature (401)
//     is wrong the third time too, and a limit (429) that is answered by more requests stays exceeded.
//   - stream.go is bad: [Client.UploadFrom] sends what a reader holds, and sends nothing the second time: the first
//     attempt has read it.
//   - explain.go is bad: [Explain] knows two codes that UpYun does not have. Their cases are never reached, and people
//     read "the upload failed" in place of the cause.
//   - delete.go is good: [Client.Delete] repeats only what a repetition can cure, waits longer each time, or as long as
//     the server says, and stops when the context does.
package upyun

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const apiHost = "https://v0.api.upyun.com"

// Client talks to one service (bucket) of UpYun.
type Client struct {
	Bucket   string
	Operator string
	Password string
	HTTP     *http.Client
}

// Error is an answer of UpYun that is not a success.
type Error struct {
	StatusCode int    `json:"-"`
	Code       int    `json:"code"`
	Message    string `json:"msg"`
	RequestID  string `json:"id"`
}

func (e *Error) Error() string {
	return fmt.Sprintf("upyun: status %d, code %d: %s (request %s)", e.StatusCode, e.Code, e.Message, e.RequestID)
}

// send makes one signed request.
func (c *Client) send(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	uri := "/" + c.Bucket + "/" + path
	req, err := http.NewRequestWithContext(ctx, method, apiHost+uri, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	date := time.Now().UTC().Format(http.TimeFormat)
	req.Header.Set("Date", date)
	req.Header.Set("Authorization", "UPYUN "+c.Operator+":"+c.sign(method, uri, date))
	return c.HTTP.Do(req)
}

func (c *Client) sign(method, uri, date string) string {
	password := md5.Sum([]byte(c.Password))
	mac := hmac.New(sha1.New, []byte(hex.EncodeToString(password[:])))
	fmt.Fprintf(mac, "%s&%s&%s", method, uri, date)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// readError is the error that an answer tells of.
func readError(resp *http.Response) *Error {
	e := &Error{StatusCode: resp.StatusCode}
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil || json.Unmarshal(body, e) != nil {
		e.Message = http.StatusText(resp.StatusCode)
	}
	return e
}
