// Package openai stands in for the package of that path.
package openai

import (
	"context"

	"github.com/openai/openai-go/v3/internal/apierror"
	"github.com/openai/openai-go/v3/option"
)

type Error = apierror.Error

type ModelService struct{}

type Model struct{ ID string }

func (s *ModelService) Get(ctx context.Context, model string, opts ...option.RequestOption) (*Model, error) {
	return nil, ctx.Err()
}

type Client struct{ Models ModelService }

func NewClient(opts ...option.RequestOption) Client { return Client{} }
