// Package undocumented compares with numbers that no document of the API has, near to none that one has.
package undocumented

import "net/http"

const base = "https://api.zgi.ai/v1"

type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type answer struct {
	StatusCode    int      `json:"status_code"`
	StatusMessage string   `json:"status_message"`
	Error         *failure `json:"error"`
}

func get() (*http.Response, error) { return http.Get(base) }

func badBare(f *failure) bool {
	// want +2 `19999 is no documented zgi code; give it a named constant, a comment, or a catalog row`

	return f.Code == 19999
}

func badCase(f *failure) string {
	// want +5 `16001 is no documented zgi code`

	switch f.Code {
	case 10004:
		return "busy"
	case 16001:
		return "over"
	}
	return ""
}

const codeTrialOver = 16002

func goodNamed(f *failure) bool { return f.Code == codeTrialOver }

func goodNoted(f *failure) bool {
	return f.Code == 16003 // the trial is over, says their support
}

func goodTelling(f *failure) bool {
	return f.Code == 16003 && f.Message == "trial over"
}

func goodRange(f *failure) bool {
	return f.Code >= 16000
}

// Another number of digits is another form.
func badForm(f *failure) bool {
	// want +2 `1999 cannot be a zgi code \(such as 10000\), so the comparison is never true`

	return f.Code == 1999
}

func goodNot(f *failure) bool {
	return f.Code != 16003
}

func goodDocumented(f *failure) bool {
	return f.Code == 10004
}
