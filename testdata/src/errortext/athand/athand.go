// Package athand decides by texts whose status is at hand, and by others.
package athand

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strings"

	"github.com/sashabaranov/go-openai"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type Error struct {
	Code    int
	Message string
}

func (e *Error) Error() string { return fmt.Sprintf("HTTP %d: %s", e.Code, e.Message) }

func send(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &Error{Code: resp.StatusCode}
	}
	return nil
}

func create(url string) error {
	if err := send(url); err != nil {
		return fmt.Errorf("creating: %w", err)
	}
	return nil
}

// BAD: the function returns a typed error.
func ensure(url string) error {
	err := create(url)
	if err != nil && strings.Contains(err.Error(), "HTTP 409") { // want `decides by the text "HTTP 409" of an error whose status is at hand; wording changes, so use errors.As and Code of \*Error`
		return nil
	}
	return err
}

// BAD: the whole text.
func exists(url string) (bool, error) {
	err := send(url)
	if err != nil && err.Error() == "HTTP 404: " { // want `"HTTP 404: " of an error whose status is at hand`
		return false, nil
	}
	return err == nil, err
}

// BAD: the caller's error is known.
func again(url string) bool {
	err := send(url)
	return err != nil && retry(err)
}

func retry(err error) bool {
	return strings.Contains(err.Error(), "too many requests") // want `"too many requests" of an error whose status is at hand`
}

type generated struct{}

func (generated) GetThing(ctx context.Context, id string) (string, *http.Response, error) {
	return "", nil, nil
}

// BAD: the response came with the error.
func thing(ctx context.Context, g generated) error {
	_, resp, err := g.GetThing(ctx, "a")
	if err != nil {
		if strings.Contains(err.Error(), "404 Not Found") { // want `"404 Not Found" of an error whose status is at hand; wording changes, so use resp.StatusCode`
			return nil
		}
		return err
	}
	return resp.Body.Close()
}

// BAD: an SDK whose errors carry a status.
func complete(ctx context.Context, c *openai.Client) error {
	for i := 0; i < 3; i++ {
		_, err := c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{})
		if err == nil {
			return nil
		}
		if !strings.Contains(err.Error(), "status code: 503") { // want `"status code: 503" of an error whose status is at hand; wording changes, so use errors.As and HTTPStatusCode of \*openai.APIError`
			return err
		}
	}
	return errors.New("busy")
}

// BAD: the text of a gRPC error.
func denied(err error) bool {
	return strings.Contains(err.Error(), "code = PermissionDenied") // want `"code = PermissionDenied" of an error whose status is at hand; wording changes, so use status.Code`
}

// GOOD: the code itself.
func deniedCode(err error) bool { return status.Code(err) == codes.PermissionDenied }

// GOOD: it tells more than the status.
func quota(url string) bool {
	err := send(url)
	return err != nil && strings.Contains(err.Error(), "quota exceeded for project")
}

// GOOD: the last resort.
func lastResort(url string) bool {
	err := send(url)
	var e *Error
	if errors.As(err, &e) {
		return e.Code == 429
	}
	return err != nil && strings.Contains(err.Error(), "too many requests")
}

// GOOD: nobody knows what this error has.
func unknown(err error) bool { return strings.Contains(err.Error(), "status code 404") }

func Retryable(err error) bool { return strings.Contains(err.Error(), "rate limit exceeded") }

// GOOD: what a command says.
func pull(image string) error {
	out, err := exec.Command("docker", "pull", image).CombinedOutput()
	if err != nil && strings.Contains(string(out), "404 Not Found") {
		return nil
	}
	return err
}

// GOOD: the client's own error has no status.
func reach(url string) bool {
	resp, err := http.Get(url)
	if err != nil {
		return strings.Contains(err.Error(), "Bad Gateway")
	}
	resp.Body.Close()
	return true
}

// GOOD: an error without a status.
type parseError struct{ Line int }

func (e *parseError) Error() string { return fmt.Sprintf("line %d: not found", e.Line) }

func parse(s string) error { return &parseError{Line: len(s)} }

func parsed(s string) bool {
	err := parse(s)
	return err != nil && strings.Contains(err.Error(), "not found")
}

// GOOD: words for people.
func told(url string) error {
	err := send(url)
	if err != nil && strings.Contains(err.Error(), "unauthorized") {
		return fmt.Errorf("%w: log in first", err)
	}
	return err
}
