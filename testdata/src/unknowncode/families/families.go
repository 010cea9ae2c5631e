// Package families compares codes of families.
package families

import (
	"github.com/aws/smithy-go"
	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/crypto/acme"
)

func misspelt(pe *pgconn.PgError, ae *acme.Error) {
	use(pe.Code == "23506")                                        // want `"23506" is not a postgres code; the nearest are? "23`
	use(ae.ProblemType == "urn:ietf:params:acme:error:badNonse")   // want `"urn:ietf:params:acme:error:badNonse" is not an acme-ca code; the nearest is "urn:ietf:params:acme:error:badNonce"`
	use(ae.ProblemType == "urn:ietf:params:acme:error:rateLimted") // want `the nearest is "urn:ietf:params:acme:error:rateLimited"`
}

func real(pe *pgconn.PgError, ae *acme.Error, se smithy.APIError) {
	use(pe.Code == "42C99", pe.Code == "22C01", pe.Code == "40001")
	use(ae.ProblemType == "urn:ietf:params:acme:error:badNonce", ae.ProblemType == "urn:acme:error:badNonce", ae.ProblemType == "urn:acme:error:rateLimited")
	use(ae.ProblemType == "urn:ietf:params:acme:error:onionCAARequired", ae.ProblemType == "about:blank")
	use(se.ErrorCode() == "InvalidSubnetID.Malformed", se.ErrorCode() == "InvalidSubnetID.NotFound")
}

func use(...bool) {}
