// Package twohosts names the hosts of two providers: nothing tells whose code it is.
package twohosts

import "net/http"

var bases = []string{"https://open-api.123pan.com", "https://v0.api.upyun.com", "https://api.example.com"}

type answer struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func get(i int) (*http.Response, error) { return http.Get(bases[i]) }

func good(a answer) bool { return a.Code == 401 || a.Code == 1001 || a.Code == 40100005 }
