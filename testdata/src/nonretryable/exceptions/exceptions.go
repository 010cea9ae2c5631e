// Package exceptions tries again by modelled exceptions and by what functions say of a code.
package exceptions

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
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

// Beside a throttle, in one condition.
func both(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		var ve *types.ValidationException
		var te *types.ProvisionedThroughputExceededException
		if !errors.As(err, &ve) && !errors.As(err, &te) { // want `retries aws code "ValidationException"`
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func passes(err error) bool {
	var ve *types.ValidationException
	if errors.As(err, &ve) { // want `retries aws code "ValidationException" .*, sent at line \d+`
		return true
	}
	var ae smithy.APIError
	return errors.As(err, &ae) && ae.ErrorCode() == "ThrottlingException"
}

func byPredicate(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil || !passes(err) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

func throttles(err error) bool {
	var te *types.ProvisionedThroughputExceededException
	if errors.As(err, &te) {
		return true
	}
	var ae smithy.APIError
	return errors.As(err, &ae) && (ae.ErrorCode() == "ThrottlingException" || ae.ErrorCode() == "RequestLimitExceeded")
}

func byThrottle(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil || !throttles(err) {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}

// Somebody has to grant it, and what was granted a moment ago may not be seen everywhere yet.
func forbidden(ctx context.Context, a admin) error {
	var err error
	for i := 0; i < 5; i++ {
		if err = a.Create(ctx, "t"); err == nil {
			return nil
		}
		if apierrors.ReasonForError(err) != metav1.StatusReasonForbidden {
			return err
		}
		if err := pause(ctx, i); err != nil {
			return err
		}
	}
	return err
}
