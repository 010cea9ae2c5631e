// Package suites compares codes of platforms whose clients have a type for all of their errors.
package suites

import (
	"github.com/googleapis/gax-go/v2/apierror"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/volcengine/volcengine-go-sdk/service/arkruntime/model"
	"google.golang.org/api/googleapi"
)

func misspelt(ae *model.APIError, ge *apierror.APIError, item googleapi.ErrorItem) {
	use(ae.Code == "AcountOverdueError")       // want `"AcountOverdueError" is not an ark code; the nearest is "AccountOverdueError"`
	use(ge.Reason() == "RATE_LIMIT_EXCEDED")   // want `"RATE_LIMIT_EXCEDED" is not a googleapi code; the nearest is "RATE_LIMIT_EXCEEDED"`
	use(item.Reason == "userRateLimitExceded") // want `"userRateLimitExceded" is not a googleapi code; the nearest is "userRateLimitExceeded"`
}

func real(ae *model.APIError, ge *apierror.APIError, item googleapi.ErrorItem, ce larkcore.CodeError) {
	use(ae.Code == "AccountOverdueError", ae.Code == "InvalidParameter.OversizedImage", ae.Code == "QuotaExceeded", ae.Type == "TooManyRequests")
	use(ge.Reason() == "RATE_LIMIT_EXCEEDED", ge.Reason() == "SOMETHING_OF_A_SERVICE", item.Reason == "rateLimitExceeded", item.Reason == "cannotDownloadAbusiveFile")
	use(ce.Code == 99991663, ce.Code == 99991400, ce.Code == 1254290, ce.Code == 230002)
}

func use(...bool) {}
