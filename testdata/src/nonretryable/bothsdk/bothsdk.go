// Package bothsdk speaks to two platforms whose SDK has one error type for both: whose code it has nobody can say.
package bothsdk

import (
	"errors"
	"time"

	"github.com/silenceper/wechat/v2/officialaccount"
	accounts "github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/util"
	"github.com/silenceper/wechat/v2/work"
	"github.com/silenceper/wechat/v2/work/message"
)

func either(oa *officialaccount.OfficialAccount, w *work.Work, chat bool) error {
	delay := time.Second
	var err error
	for range 5 {
		if chat {
			_, err = oa.GetTemplate().Send(&accounts.TemplateMessage{})
		} else {
			_, err = w.GetMessage().SendText(message.SendTextRequest{})
		}
		var ce *util.CommonError
		if !errors.As(err, &ce) || ce.ErrCode != 40001 {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}
