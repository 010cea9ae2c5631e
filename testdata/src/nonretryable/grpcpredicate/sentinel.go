package grpcpredicate

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var (
	errStop   = errors.New("stop")
	errDenied = errors.New("denied")
)

// No status is made into errStop, so that all others go round.
func goesOn(err error) bool {
	switch status.Code(err) {
	case codes.InvalidArgument, codes.NotFound: // want `retries PermissionDenied, Unimplemented, Unauthenticated`
		return false
	}
	return err != errStop
}

// One is made into errDenied, so that it may be any that does not.
func unlessDenied(err error) bool {
	switch status.Code(err) {
	case codes.InvalidArgument, codes.NotFound:
		return false
	}
	return !errors.Is(err, errDenied)
}

func judged(err error) error {
	if status.Code(err) == codes.PermissionDenied {
		return errDenied
	}
	return err
}

// Describe is exported, so that importers are told of it.
func Describe(ctx context.Context, cc grpc.ClientConnInterface, in, out any) (err error) {
	for i := 0; i < 5; i++ {
		err = cc.Invoke(ctx, "/x/Describe", in, out)
		if err == nil || !goesOn(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func list(ctx context.Context, cc grpc.ClientConnInterface, in, out any) (err error) {
	for i := 0; i < 5; i++ {
		err = judged(cc.Invoke(ctx, "/x/List", in, out))
		if err == nil || !unlessDenied(err) {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}
