// Package deepseeksdk compares the codes of an API that a client of OpenAI's is used for.
package deepseeksdk

import openai "github.com/sashabaranov/go-openai"

const base = "https://api.deepseek.com"

func real(ae *openai.APIError) {
	use(ae.Code == "invalid_request_error", ae.Code == "insuficient_quota", ae.Type == "authentication_error")
}

func use(...bool) {}
