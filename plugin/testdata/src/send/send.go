package send

import (
	"net/http"
	"time"
)

func Send(u string) {
	for i := 0; i < 3; i++ {
		resp, err := http.Get(u)
		if err == nil && resp.StatusCode == 200 { // want "retr"
			return
		}
		time.Sleep(time.Second)
	}
}
