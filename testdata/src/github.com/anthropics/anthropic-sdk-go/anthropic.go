// Package anthropic stands in for the package of that path.
package anthropic

import (
	"context"

	"github.com/anthropics/anthropic-sdk-go/internal/apierror"
	"github.com/anthropics/anthropic-sdk-go/packages/ssestream"
	"github.com/anthropics/anthropic-sdk-go/shared"
)

type Error = apierror.Error

const (
	ErrorTypeRateLimitError  = shared.ErrorTypeRateLimitError
	ErrorTypeOverloadedError = shared.ErrorTypeOverloadedError
	ErrorTypeBillingError    = shared.ErrorTypeBillingError
)

type Message struct{ ID string }

type Client struct{ Messages MessageService }

func NewClient() Client { return Client{} }

type MessageService struct{}

func (s *MessageService) New(ctx context.Context, text string) (*Message, error) {
	return nil, ctx.Err()
}

func (s *MessageService) NewStreaming(ctx context.Context, text string) *ssestream.Stream[string] {
	return new(ssestream.Stream[string])
}
