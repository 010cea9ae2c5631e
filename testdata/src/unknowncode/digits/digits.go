// Package digits has codes of an API that stand side by side.
package digits

import (
	"encoding/json"
	"net/http"
)

const gateway = "https://qyapi.weixin.qq.com/cgi-bin"

type status struct {
	ErrCode int    `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

func get(hc *http.Client) (s status, err error) {
	resp, err := hc.Get(gateway)
	if err != nil {
		return s, err
	}
	defer resp.Body.Close()
	return s, json.NewDecoder(resp.Body).Decode(&s)
}

// BAD: a digit is there twice, beside another one of tokens.
func stale(s status) bool {
	return s.ErrCode == 42001 || s.ErrCode == 400014 // want `400014 is not a wecom code; the nearest is 40014 \(access_token invalid\)`
}

// BAD: in a clause.
func renew(s status) bool {
	switch s.ErrCode {
	case 40014, 420001: // want `420001 is not a wecom code; the nearest is 42001 \(access_token expired\)`
		return true
	}
	return false
}

// GOOD: both are there.
func old(s status) bool { return s.ErrCode == 42001 || s.ErrCode == 40014 }

// GOOD: nothing says that it is about a token.
func alone(s status) bool { return s.ErrCode == 400014 }

// GOOD: nor do codes of something else.
func beside(s status) bool { return s.ErrCode == 45009 || s.ErrCode == 400014 }

// GOOD: the one that it is a slip of is there already.
func both(s status) bool { return s.ErrCode == 40014 || s.ErrCode == 400014 }

// GOOD: another digit.
func neighbour(s status) bool { return s.ErrCode == 42001 || s.ErrCode == 40015 }

// GOOD: one more, which is no digit of it.
func longer(s status) bool { return s.ErrCode == 42001 || s.ErrCode == 400141 }
