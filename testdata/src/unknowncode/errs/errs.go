// Package errs has the errors of an API, without a client.
package errs

// A Refusal is what the API answers.
type Refusal struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
	ID   string `json:"id"`
}

func bad(r *Refusal) bool {
	return r.Code == 40100026 // want `40100026 is not an upyun code`
}

func good(r *Refusal) bool { return r.Code == 40100024 }

func badText(code string) bool {
	return code == "secondme.stream.eror" // want `"secondme.stream.eror" is not a secondme code`
}
