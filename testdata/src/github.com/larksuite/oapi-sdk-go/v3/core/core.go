// Package larkcore stands in for the package of that path.
package larkcore

type CodeError struct {
	Code int    `json:"code"`
	Msg  string `json:"msg"`
}

func (ce CodeError) Error() string { return ce.Msg }
