package library

import (
	"strings"
	"sync"
)

// StatusField reports whether a field of an SDK's error holds an HTTP status though its name does not say so, or though
// its type is none for a number. (Numbers named StatusCode and the like need no entry.)
func StatusField(typeName, field string) bool {
	_, ok := find(statusFields(), typeName+"."+field)
	return ok
}

var statusFields = sync.OnceValue(func() map[string]bool {
	return map[string]bool{
		"google.golang.org/api/googleapi.Error.Code":                     true,
		"google.golang.org/genai.APIError.Code":                          true,
		"github.com/slack-go/slack.StatusCodeError.Code":                 true,
		"github.com/slack-go/slack.statusCodeError.Code":                 true,
		"github.com/qiniu/go-sdk/v7/client.ErrorInfo.Code":               true,
		"github.com/go-openapi/runtime.APIError.Code":                    true,
		"k8s.io/apimachinery/pkg/apis/meta/v1.Status.Code":               true,
		"github.com/twilio/twilio-go/client.TwilioRestError.Status":      true,
		"github.com/go-kratos/kratos/errors.Status.Code":                 true,
		"github.com/alibabacloud-go/tea/tea.SDKError.StatusCode":         true, // a pointer
		"github.com/Azure/go-autorest/autorest.DetailedError.StatusCode": true, // an interface
	}
})

// Receiver stands for the receiver among a method's arguments.
const Receiver = -1

// A Test is a function that tests an answer or an error for statuses.
type Test struct {
	From, To int // the statuses
	Of       int // the argument with the answer or the error, or Receiver
	List     int // the first of the arguments with the statuses, where they are not From to To
}

// TestOf returns what a function tests for.
func TestOf(fullName string) (Test, bool) { return find(tests(), fullName) }

func one(code int) Test { return Test{From: code, To: code} }

var tests = sync.OnceValue(func() map[string]Test {
	t := map[string]Test{
		"github.com/upyun/go-sdk/upyun.IsNotExist":              one(404),
		"github.com/upyun/go-sdk/upyun.IsNotModified":           one(304),
		"github.com/upyun/go-sdk/upyun.IsTooManyRequests":       one(429),
		"google.golang.org/api/googleapi.IsNotModified":         one(304),
		"github.com/tencentyun/cos-go-sdk-v5.IsNotFoundError":   one(404),
		"github.com/tmc/langchaingo/llms.IsRateLimitError":      one(429),
		"github.com/tmc/langchaingo/llms.IsAuthenticationError": one(401),

		"(*github.com/go-resty/resty.Response).IsError":                      {400, 999, Receiver, 0},
		"(*github.com/go-resty/resty.Response).IsSuccess":                    {200, 299, Receiver, 0},
		"(*resty.dev.Response).IsStatusFailure":                              {400, 999, Receiver, 0},
		"(*resty.dev.Response).IsStatusSuccess":                              {200, 299, Receiver, 0},
		"(*github.com/imroc/req.Response).IsErrorState":                      {400, 999, Receiver, 0},
		"(*github.com/imroc/req.Response).IsSuccessState":                    {200, 299, Receiver, 0},
		"github.com/carlmjohnson/requests.HasStatusErr":                      {List: 1},
		"github.com/rclone/rclone/fs/fserrors.ShouldRetryHTTP":               {List: 1},
		"(*github.com/go-openapi/runtime.APIError).IsCode":                   {Of: Receiver},
		"(*gitlab.com/gitlab-org/api/client-go.ErrorResponse).HasStatusCode": {Of: Receiver},
	}
	for name, code := range map[string]int{
		"BadRequest": 400, "Unauthorized": 401, "Forbidden": 403, "NotFound": 404, "MethodNotSupported": 405, "Conflict": 409,
		"AlreadyExists": 409, "Gone": 410, "ResourceExpired": 410, "Invalid": 422, "TooManyRequests": 429, "InternalError": 500,
		"ServerTimeout": 500, "ServiceUnavailable": 503, "Timeout": 504,
	} {
		t["k8s.io/apimachinery/pkg/api/errors.Is"+name] = one(code)
	}
	for name, code := range map[string]int{
		"BadRequest": 400, "Unauthorized": 401, "Forbidden": 403, "NotFound": 404, "Conflict": 409, "ClientClosed": 499,
		"InternalServer": 500, "ServiceUnavailable": 503, "GatewayTimeout": 504,
	} {
		t["github.com/go-kratos/kratos/errors.Is"+name] = one(code)
	}
	return t
})

// A Carriage says what a function or a type gives of an outcome.
type Carriage uint8

const (
	Nothing    Carriage = iota
	HTTPStatus          // an HTTP status
	GRPCCode            // a gRPC code
)

// CodeOf returns what a function gives of the error that is its argument.
func CodeOf(fullName string) Carriage {
	switch Original(Uninstantiated(unversioned(fullName))) {
	case "google.golang.org/grpc/status.Code", "connectrpc.com/connect.CodeOf":
		return GRPCCode
	case "github.com/go-kratos/kratos/errors.Code":
		return HTTPStatus
	}
	return Nothing
}

// A Part is what a method of a code gives of it: its first characters, or with none of them the name that its documents have for it.
type Part struct{ First int }

// PartOf returns what a method gives of the code that it is called on.
func PartOf(fullName string) (Part, bool) { return find(parts(), fullName) }

var parts = sync.OnceValue(func() map[string]Part {
	return map[string]Part{
		"(github.com/lib/pq.ErrorCode).Class":    {First: 2}, // where older versions had them
		"(github.com/lib/pq.ErrorCode).Name":     {},
		"(github.com/lib/pq/pqerror.Code).Class": {First: 2},
		"(github.com/lib/pq/pqerror.Code).Name":  {},
	}
})

// IsGRPCCode reports whether a type is one of gRPC codes: 0 to 16, by whatever implementation.
func IsGRPCCode(typeName string) bool {
	return typeName == "google.golang.org/grpc/codes.Code" || typeName == "connectrpc.com/connect.Code"
}

// An API is a package whose functions answer with an error that carries a status whenever the API refused the request.
type API struct {
	Retries bool // they try again themselves, with delays, before they answer
}

// apis are the paths of such packages, or where they end with a slash their beginnings.
var apis = sync.OnceValue(func() map[string]API {
	return map[string]API{
		"cloud.google.com/go/storage":                            {Retries: true},
		"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss":       {Retries: true},
		"github.com/aliyun/aliyun-oss-go-sdk/oss":                {},
		"github.com/aliyun/alibaba-cloud-sdk-go/services/":       {},
		"github.com/anthropics/anthropic-sdk-go":                 {Retries: true},
		"github.com/aws/aws-sdk-go-v2/service/":                  {Retries: true},
		"github.com/aws/aws-sdk-go/service/":                     {Retries: true},
		"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/": {Retries: true},
		"github.com/Azure/azure-sdk-for-go/sdk/storage/":         {Retries: true},
		"github.com/baidubce/bce-sdk-go/services/":               {Retries: true},
		"github.com/digitalocean/godo":                           {Retries: true},
		"github.com/google/go-github/github":                     {},
		"github.com/hashicorp/vault/api":                         {Retries: true},
		"github.com/minio/minio-go":                              {Retries: true},
		"github.com/openai/openai-go":                            {Retries: true},
		"github.com/qiniu/go-sdk/storage":                        {Retries: true},
		"github.com/sashabaranov/go-openai":                      {},
		"github.com/slack-go/slack":                              {},
		"github.com/stripe/stripe-go/":                           {Retries: true},
		"github.com/tencentyun/cos-go-sdk-v5":                    {Retries: true},
		"github.com/twilio/twilio-go/rest/":                      {},
		"github.com/upyun/go-sdk/upyun":                          {},
		"github.com/xanzy/go-gitlab":                             {Retries: true},
		"gitlab.com/gitlab-org/api/client-go":                    {Retries: true},
		"google.golang.org/api/":                                 {Retries: true},
		"google.golang.org/genai":                                {},
		"k8s.io/client-go/kubernetes/typed/":                     {Retries: true},
		"sigs.k8s.io/controller-runtime/pkg/client":              {Retries: true},
	}
})

// APIOf returns what the table says of a package as an API's client.
func APIOf(path string) (API, bool) {
	path = Original(strings.TrimSuffix(unversioned(path+"."), "."))
	if a, ok := apis()[path]; ok {
		return a, true
	}
	for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
		if a, ok := apis()[path[:i+1]]; ok {
			return a, true
		}
	}
	return API{}, false
}
