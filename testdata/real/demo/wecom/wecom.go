// Package wecom decides by WeCom's codes with a client that WeChat has as well: the numbers are the same, and some of the meanings are not. They
// stand side by side, so that a wrong one is taken for none that is misspelt.
package wecom

import (
	"errors"
	"time"

	"github.com/silenceper/wechat/v2/util"
	"github.com/silenceper/wechat/v2/work"
	"github.com/silenceper/wechat/v2/work/message"
)

// "System busy" passes, and the document says to try three times more. This would be nine.
func sendStubbornly(w *work.Work, m message.SendTextRequest) error {
	var err error
	for i := range 10 {
		if _, err = w.GetMessage().SendText(m); err == nil {
			return nil
		}
		var e *util.CommonError
		if !errors.As(err, &e) || e.ErrCode != -1 {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// The secret is as wrong the next time: of WeChat, the same number is a token that has ended.
func sendWithWrongSecret(w *work.Work, m message.SendTextRequest) error {
	var err error
	for i := range 4 {
		if _, err = w.GetMessage().SendText(m); err == nil {
			return nil
		}
		var e *util.CommonError
		if !errors.As(err, &e) || e.ErrCode != -1 && e.ErrCode != 40001 {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}

func send(w *work.Work, m message.SendTextRequest) error {
	var err error
	for i := range 4 {
		if _, err = w.GetMessage().SendText(m); err == nil {
			return nil
		}
		var e *util.CommonError
		if !errors.As(err, &e) || e.ErrCode != -1 {
			return err
		}
		time.Sleep(time.Second << i)
	}
	return err
}
