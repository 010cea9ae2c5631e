// Package more compares the codes of the other SDKs: those with words of their own, and those whose numbers stand side by side.
package more

import (
	"github.com/google/go-github/v74/github"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/mattn/go-sqlite3"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/util"
	"github.com/slack-go/slack"
	"github.com/stripe/stripe-go/v84"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"golang.org/x/oauth2"
	"modernc.org/sqlite"
)

var _ officialaccount.OfficialAccount

func misspelt(se *stripe.Error, ge *github.Error, re *oauth2.RetrieveError) {
	use(se.Code == "lock_timout")                // want `"lock_timout" is not a stripe code; the nearest is "lock_timeout"`
	use(se.Type == "invalid_requests_error")     // want `"invalid_requests_error" is not a stripe code; the nearest is "invalid_request_error"`
	use(se.DeclineCode == "do_not_honour")       // want `"do_not_honour" is not a stripe code; the nearest is "do_not_honor"`
	use(ge.Code == "missing_fields")             // want `"missing_fields" is not a github code; the nearest is "missing_field"`
	use(re.ErrorCode == "authorisation_pending") // want `"authorisation_pending" is not an oauth2 code; the nearest is "authorization_pending"`
	use(re.ErrorCode == "slowdown")              // want `"slowdown" is not an oauth2 code; the nearest is "slow_down"`
}

// A constant of the SDK's own is no slip, whatever the catalog lists.
func real(se *stripe.Error, ge *github.Error, re *oauth2.RetrieveError) {
	use(se.Code == stripe.ErrorCodeLockTimeout, se.Code == "rate_limit", se.Code == stripe.ErrorCodeLockTimeouts, se.Code == "coupon_expired")
	use(se.Type == "card_error", se.DeclineCode == "do_not_honor", se.DeclineCode == "pickup_card")
	use(ge.Code == "already_exists", ge.Code == "unprocessable")
	use(re.ErrorCode == "invalid_grant", re.ErrorCode == "interaction_required", re.ErrorCode == "login_required")
}

// Where codes stand side by side, or every method has words of its own, a neighbour is no slip.
func neighbours(ce *util.CommonError, le larkcore.CodeError, me mongo.CommandError, sl slack.SlackErrorResponse, li sqlite3.Error, mo *sqlite.Error) {
	use(ce.ErrCode == 40001, ce.ErrCode == 45012, ce.ErrCode == 85001, ce.ErrCode == -1)
	use(le.Code == 99991664, le.Code == 99991665, le.Code == 232009)
	use(me.Code == 11000, me.Code == 11001, me.Code == 112)
	use(sl.Err == "ratelimited", sl.Err == "rate_limited", sl.Err == "users_not_found")
	use(li.Code == 5, li.Code == sqlite3.ErrNo(27), li.ExtendedCode == 1811, mo.Code() == 517, mo.Code() == 773)
}

func use(...bool) {}
