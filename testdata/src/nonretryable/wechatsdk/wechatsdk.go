// Package wechatsdk tries again by the codes of WeChat, as an SDK has them in its errors.
package wechatsdk

import (
	"errors"
	"time"

	"github.com/ArtisanCloud/PowerWeChat/v3/src/kernel/response"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/util"
)

func receiver(oa *officialaccount.OfficialAccount, m *message.TemplateMessage) error {
	delay := time.Second
	var err error
	for range 5 {
		if _, err = oa.GetTemplate().Send(m); err == nil {
			return nil
		}
		var ce *util.CommonError
		if !errors.As(err, &ce) || ce.ErrCode != 40003 { // want `retries wechat code 40003 \(OpenID invalid\)`
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

type sent struct {
	response.ResponseOfficialAccount
	ID int64 `json:"msgid"`
}

type sender interface {
	SendMessage(m *message.TemplateMessage) (*sent, error)
}

func embedded(s sender, m *message.TemplateMessage) (*sent, error) {
	delay := time.Second
	for range 5 {
		r, err := s.SendMessage(m)
		if err != nil {
			return nil, err
		}
		if r.ErrCode != -1 && r.ErrCode != 40125 { // want `retries wechat code 40125 `
			return r, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}

// What passes.
func busy(oa *officialaccount.OfficialAccount, m *message.TemplateMessage) error {
	delay := time.Second
	var err error
	for range 5 {
		if _, err = oa.GetTemplate().Send(m); err == nil {
			return nil
		}
		var ce *util.CommonError
		if !errors.As(err, &ce) || ce.ErrCode != -1 {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

// The table does not have all that there is.
func other(oa *officialaccount.OfficialAccount, m *message.TemplateMessage) error {
	delay := time.Second
	var err error
	for range 5 {
		if _, err = oa.GetTemplate().Send(m); err == nil {
			return nil
		}
		var ce *util.CommonError
		if !errors.As(err, &ce) || ce.ErrCode != 89503 {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

func passing(s sender, m *message.TemplateMessage) (*sent, error) {
	delay := time.Second
	for range 5 {
		r, err := s.SendMessage(m)
		if err != nil {
			return nil, err
		}
		if r.ErrCode != -1 {
			return r, nil
		}
		time.Sleep(delay)
		delay *= 2
	}
	return nil, errors.New("out of attempts")
}
