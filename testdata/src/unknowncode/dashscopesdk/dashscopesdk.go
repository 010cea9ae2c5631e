// Package dashscopesdk compares the codes of an API that a client of OpenAI's is used for.
package dashscopesdk

import openai "github.com/sashabaranov/go-openai"

const base = "https://dashscope.aliyuncs.com/compatible-mode/v1"

func misspelt(ae *openai.APIError) {
	use(ae.Code == "Throttling.RateQota") // want `"Throttling.RateQota" is not a dashscope code; the nearest is "Throttling.RateQuota"`
}

func real(ae *openai.APIError) {
	use(ae.Code == "Throttling.RateQuota", ae.Code == "Throttling.BurstRate", ae.Code == "model_not_found", ae.Type == "Arrearage")
}

func use(...bool) {}
