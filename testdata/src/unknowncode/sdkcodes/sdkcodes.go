// Package sdkcodes compares the codes of SDKs' errors.
package sdkcodes

import (
	"github.com/anthropics/anthropic-sdk-go"
	"github.com/aws/smithy-go"
	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/lib/pq"
	"github.com/minio/minio-go/v7"
	"github.com/openai/openai-go/v3"
	goopenai "github.com/sashabaranov/go-openai"
	"github.com/twmb/franz-go/pkg/kerr"
)

func misspelt(pe *pgconn.PgError, old *pq.Error, ae *openai.Error, cl *anthropic.Error, me minio.ErrorResponse, se smithy.APIError, ge *goopenai.APIError) {
	use(pe.Code == "40P02")                     // want `"40P02" is not a postgres code; the nearest are "40002" .* and "40P01" \(Deadlock detected\)`
	use(pe.SQLState() == "4001P")               // no slip of one character
	use(old.Code == "23506")                    // want `"23506" is not a postgres code; the nearest are? "23`
	use(ae.Code == "insuficient_quota")         // want `"insuficient_quota" is not an openai code; the nearest is "insufficient_quota"`
	use(ae.Type == "rate_limits_error")         // want `"rate_limits_error" is not an openai code; the nearest is "rate_limit_error"`
	use(ge.Code == "rate_limit_exceded")        // want `"rate_limit_exceded" is not an openai code; the nearest is "rate_limit_exceeded"`
	use(cl.Type() == "overload_error")          // not near enough
	use(cl.Type() == "billing_eror")            // want `"billing_eror" is not an anthropic code; the nearest is "billing_error"`
	use(me.Code == "AccesDenied")               // want `"AccesDenied" is not an s3 code; the nearest is "AccessDenied"`
	use(se.ErrorCode() == "ThrotlingException") // want `"ThrotlingException" is not an aws code; the nearest is "ThrottlingException"`
	use(se.ErrorCode() == "NoSuchKeys")         // want `"NoSuchKeys" is not an aws code; the nearest is "NoSuchKey"`
}

// The tables do not have all that there is.
func real(pe *pgconn.PgError, me *mysql.MySQLError, ke *kerr.Error, ae *openai.Error, se smithy.APIError, st minio.ErrorResponse) {
	use(pe.Code == "23505", pe.Code == "P0005", pe.Code == "XXC01", pe.Code == "PT404", pe.Code == "57C01")
	use(me.Number == 1214, me.Number == 1213, me.Number == 3572, me.Number == 8022)
	use(ke.Code == 137, ke.Code == 29)
	use(ae.Code == "unsupported_country_region_territory", ae.Code == "content_filter", ae.Type == "tokens", ae.Type == "requests")
	use(se.ErrorCode() == "NoSuchHostedZone", se.ErrorCode() == "InvalidGroup.NotFound", se.ErrorCode() == "EntityAlreadyExists")
	use(st.Code == "XMinioServerNotInitialized", st.Code == "NoSuchKey", st.Code == "NoSuchTagSetError")
}

func use(...bool) {}
