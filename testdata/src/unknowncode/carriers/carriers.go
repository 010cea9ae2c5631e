// Package carriers compares what functions say of a code, and values that are codes.
package carriers

import (
	"errors"

	"github.com/IBM/sarama"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func reason(err error) bool {
	return apierrors.ReasonForError(err) == "ServerTimout" // want `"ServerTimout" is not a kubernetes code; the nearest is "ServerTimeout" \(Server cannot finish in time\)`
}

func field(s metav1.Status) bool {
	return s.Reason == "Conflicts" // want `"Conflicts" is not a kubernetes code; the nearest is "Conflict"`
}

// Kafka has newer codes than its table here.
func number(err error) bool {
	var ke sarama.KError
	return errors.As(err, &ke) && ke == 2009
}

func block(b *sarama.ProduceResponseBlock) bool {
	return b.Err == 2009
}

func right(err error, b *sarama.ProduceResponseBlock) bool {
	r := apierrors.ReasonForError(err)
	return r == "Conflict" || r == metav1.StatusReasonNotFound || b.Err == sarama.ErrNoError || b.Err == 29
}

// What the SDK has a constant for is no slip, whatever the catalog lists.
func own(err error) bool {
	switch err {
	case sarama.ErrLeaderNotAvailable, sarama.ErrNewer:
		return true
	}
	return errors.Is(err, sarama.ErrNewer)
}

// A webhook's own.
func webhook(err error) bool { return apierrors.ReasonForError(err) == "QuotaOfTeamSpent" }

// Servers may send numbers of their own.
func rpc(err error) bool {
	return status.Code(err) == 17
}

func variable(c codes.Code) bool {
	return c == 21
}

func rpcRight(err error, c codes.Code) bool { return status.Code(err) == 14 || c == codes.Unavailable }
