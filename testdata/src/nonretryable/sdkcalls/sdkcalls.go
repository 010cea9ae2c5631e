// Package sdkcalls holds calls of API clients that are made again on any error.
package sdkcalls

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/google/go-github/v74/github"
	"github.com/sashabaranov/go-openai"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/wait"
	corev1 "k8s.io/client-go/kubernetes/typed/core/v1"
)

func badChat(ctx context.Context, c *openai.Client, req openai.ChatCompletionRequest) (resp openai.ChatCompletionResponse, err error) {
	for i := range 5 {
		resp, err = c.CreateChatCompletion(ctx, req)
		if err == nil { // want `retries 400, 401 and 403`
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return resp, fmt.Errorf("chat: %w", err)
}

func goodChat(ctx context.Context, c *openai.Client, req openai.ChatCompletionRequest) (resp openai.ChatCompletionResponse, err error) {
	for i := range 5 {
		resp, err = c.CreateChatCompletion(ctx, req)
		var api *openai.APIError
		if errors.As(err, &api) && api.HTTPStatusCode != 429 && api.HTTPStatusCode < 500 {
			return resp, err
		}
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second << i)
	}
	return resp, err
}

func retryable(err error, words ...string) bool {
	for _, w := range words {
		if strings.Contains(err.Error(), w) {
			return true
		}
	}
	return false
}

// The text decides: who knows with what.
func goodText(ctx context.Context, c *openai.Client, req openai.ChatCompletionRequest, words []string) (resp openai.ChatCompletionResponse, err error) {
	for i := range 5 {
		resp, err = c.CreateChatCompletion(ctx, req)
		if err == nil || !retryable(err, words...) {
			return resp, err
		}
		time.Sleep(time.Second << i)
	}
	return resp, err
}

func goodOtherModel(ctx context.Context, c *openai.Client, models []string) (resp openai.ChatCompletionResponse, err error) {
	for _, m := range models {
		resp, err = c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: m})
		if err == nil {
			return resp, nil
		}
	}
	return resp, err
}

func goodStream(s *openai.ChatCompletionStream) (openai.ChatCompletionResponse, error) {
	for range 3 {
		if resp, err := s.Recv(); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return s.Recv()
}

func badIssue(ctx context.Context, c *github.Client, issue *github.Issue) error {
	return backoff.Retry(func() error { // want `retries 400, 401 and 403`
		_, _, err := c.Issues.Create(ctx, "o", "r", issue)
		return err
	}, backoff.NewExponentialBackOff())
}

func goodIssue(ctx context.Context, c *github.Client, issue *github.Issue) error {
	return backoff.Retry(func() error {
		_, resp, err := c.Issues.Create(ctx, "o", "r", issue)
		if err != nil && resp != nil && resp.StatusCode < 500 {
			return backoff.Permanent(err)
		}
		return err
	}, backoff.NewExponentialBackOff())
}

func goodLimit(ctx context.Context, c *github.Client, issue *github.Issue) (err error) {
	for i := range 5 {
		_, _, err = c.Issues.Create(ctx, "o", "r", issue)
		var limit *github.RateLimitError
		if !errors.As(err, &limit) {
			return err
		}
		time.Sleep(time.Minute << i)
	}
	return err
}

func badPod(ctx context.Context, pods corev1.PodInterface, pod *corev1.Pod) (err error) {
	for i := range 5 {
		if _, err = pods.Create(ctx, pod); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		log.Print(err)
		time.Sleep(time.Second << i)
	}
	return err
}

func badPodExcept(ctx context.Context, pods corev1.PodInterface, pod *corev1.Pod) (err error) {
	return wait.ExponentialBackoff(wait.Backoff{Steps: 5, Duration: time.Second, Factor: 2}, func() (bool, error) {
		_, err := pods.Create(ctx, pod)
		if apierrors.IsAlreadyExists(err) { // want `retries 400, 401 and 403 \(400 and above except 409`
			return true, nil
		}
		return err == nil, nil
	})
}

func goodPod(ctx context.Context, pods corev1.PodInterface, pod *corev1.Pod) (err error) {
	for i := range 5 {
		_, err = pods.Create(ctx, pod)
		if !apierrors.IsServerTimeout(err) && !apierrors.IsTooManyRequests(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func goodNoAnswer(ctx context.Context, c *github.Client, issue *github.Issue) (err error) {
	for i := range 5 {
		var resp *github.Response
		if _, resp, err = c.Issues.Create(ctx, "o", "r", issue); resp != nil || err == nil {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Until something is the case, errors are waited out.
func waitForPod(ctx context.Context, pods corev1.PodInterface, name string) error {
	for {
		if _, err := pods.Get(ctx, name); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func goodGone(ctx context.Context, pods corev1.PodInterface, name string) error {
	for ctx.Err() == nil {
		if _, err := pods.Get(ctx, name); apierrors.IsNotFound(err) {
			return nil
		}
		time.Sleep(time.Second)
	}
	return ctx.Err()
}

func goodPhase(ctx context.Context, pods corev1.PodInterface, name string) error {
	for {
		pod, err := pods.Get(ctx, name)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if pod.Phase == "Running" {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// What runs for long comes back to it.
type controller struct{ pods corev1.PodInterface }

func (c *controller) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := c.pods.Delete(ctx, "old"); err == nil {
			return
		}
		time.Sleep(time.Minute)
	}
}

func goodItems(ctx context.Context, pods corev1.PodInterface, names []string) {
	for _, n := range names {
		if err := pods.Delete(ctx, n); err != nil {
			log.Print(err)
			continue
		}
	}
}
