package domain

import "github.com/retryvet/retryvet/analyzers/internal/codeset"

var Success = codeset.StatusRange(100, 399)

var (
	PlainStatuses = codeset.StatusRange(0, 999)
	NonStatus     = codeset.AllStatuses().Minus(PlainStatuses)
)

// WantsCredentials are the statuses that ask for other credentials.
var WantsCredentials = codeset.Status(401, 403, 407)

// Telling is how much a set of codes that goes round tells of what is wrong with that: of two sets, the decision on the one that tells more
// is the place to show. A refusal, which no retry mends, tells more than any number of failures that pass.
func Telling(codes codeset.Statuses) int {
	const refusal = 1000 // more than there are statuses
	return refusal*codes.Intersect(refusals).Len() + codes.Minus(Success).Len()
}

var refusals = codeset.StatusRange(400, 499)

// StatusProvider is the catalog's provider of the plain HTTP statuses: of its codes are those in a body that repeats them.
const StatusProvider = "http"

// GRPCCodes are the gRPC codes that a call may have ended with which is known to have failed, or not, or of which nothing is known.
func GRPCCodes(failed Tri) codeset.Statuses {
	switch failed {
	case Yes:
		return codeset.StatusRange(1, 16)
	case No:
		return codeset.Status(0)
	}
	return codeset.StatusRange(0, 16)
}
