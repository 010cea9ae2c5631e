package others

import "net/http"

//lint:file-ignore retryvet/nobackoff,retryvet/nonretryable nobody runs this

func file(u string) *http.Response {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 {
			return resp
		}
	}
	return nil
}
