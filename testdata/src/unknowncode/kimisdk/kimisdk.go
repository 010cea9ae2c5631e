// Package kimisdk compares the codes of an API that a client of OpenAI's is used for.
package kimisdk

import openai "github.com/sashabaranov/go-openai"

const base = "https://api.moonshot.ai/v1"

func misspelt(ae *openai.APIError) {
	use(ae.Type == "rate_limit_reachd_error") // want `"rate_limit_reachd_error" is not a kimi code; the nearest is "rate_limit_reached_error"`
}

func real(ae *openai.APIError) {
	use(ae.Type == "rate_limit_reached_error", ae.Type == "invalid_request_error", ae.Type == "server_error", ae.Code == "insufficient_quota")
}

func use(...bool) {}
