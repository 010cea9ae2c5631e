// Package embedded embeds structs in each other, by pointers.
package embedded

const host = "https://v0.api.upyun.com"

type outer struct {
	*inner
	Code int    `json:"code"`
	Msg  string `json:"msg"`
}

type inner struct {
	*middle
	Name string
}

type middle struct {
	*outer
	ID string
}

func bad(o *outer) bool {
	return o.Code == 40100026 // want `40100026 is not an upyun code`
}

func good(i *inner) bool { return i.Name == "" || i.ID == "" }
