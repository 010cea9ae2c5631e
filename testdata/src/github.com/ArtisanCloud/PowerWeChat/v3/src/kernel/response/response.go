// Package response stands in for the package of that path.
package response

type ResponseWork struct {
	ErrCode int    `json:"errcode,omitempty"`
	ErrMSG  string `json:"errmsg,omitempty"`
}

type ResponseOfficialAccount struct {
	ErrCode int    `json:"errcode"`
	ErrMSG  string `json:"errmsg,omitempty"`
}
