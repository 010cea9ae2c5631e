// Package message stands in for the package of that path.
package message

import "github.com/silenceper/wechat/v2/util"

type Client struct{}

type SendTextRequest struct{}

type SendResponse struct {
	util.CommonError
	InvalidUser string `json:"invaliduser"`
}

func (r *Client) SendText(request SendTextRequest) (*SendResponse, error) { return nil, nil }
