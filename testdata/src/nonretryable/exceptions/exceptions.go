// Package exceptions tries again by modelled exceptions and by what functions say of a code.
package exceptions

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type admin interface {
	Create(ctx context.Context, topic string) error
}

func pause(ctx context.Context, n int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(1<<n) * time.Second):
		return nil
	}
}

func exception(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ve *types.ValidationException
		if !errors.As(err, &ve) { // want `retries aws code "ValidationException" \(Validation failed\)`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func reason(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if apierrors.ReasonForError(err) != metav1.StatusReasonBadRequest { // want `retries kubernetes code "BadRequest"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func status(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var se *apierrors.StatusError
		if !errors.As(err, &se) || se.ErrStatus.Reason != metav1.StatusReasonBadRequest { // want `retries kubernetes code "BadRequest"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func throughput(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var te *types.ProvisionedThroughputExceededException
		if !errors.As(err, &te) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func timeout(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if apierrors.ReasonForError(err) != metav1.StatusReasonServerTimeout {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// It waits for what somebody else makes.
func missing(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if apierrors.ReasonForError(err) != metav1.StatusReasonNotFound {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Of the two, the wrong one is left out.
func either(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ve *types.ValidationException
		var te *types.ProvisionedThroughputExceededException
		if errors.As(err, &ve) || !errors.As(err, &te) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
