// Package util stands in for the package of that path.
package util

type CommonError struct {
	apiName string
	ErrCode int64  `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

func (c *CommonError) Error() string { return c.apiName + c.ErrMsg }
