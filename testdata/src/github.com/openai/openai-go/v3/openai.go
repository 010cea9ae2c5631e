// Package openai stands in for the package of that path.
package openai

import (
	"context"

	"github.com/openai/openai-go/v3/internal/apierror"
)

type Error = apierror.Error

type ModelService struct{}

type Model struct{ ID string }

func (s *ModelService) Get(ctx context.Context, model string) (*Model, error) { return nil, ctx.Err() }

type Client struct{ Models ModelService }
