// Package token360sdk compares the codes of an API that a client of OpenAI's is used for.
package token360sdk

import openai "github.com/sashabaranov/go-openai"

const base = "https://api.token360.ai/v1"

func misspelt(ae *openai.APIError) {
	use(ae.Type == "rate_limits_error") // want `"rate_limits_error" is not a token360 code; the nearest is "rate_limit_error"`
}

func real(ae *openai.APIError) {
	use(ae.Code == "429", ae.Type == "rate_limit_error", ae.Code == "insufficient_quota")
}

func use(...bool) {}
