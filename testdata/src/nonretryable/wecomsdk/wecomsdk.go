// Package wecomsdk tries again by the codes of WeCom, as SDKs have them in their errors. The numbers are WeChat's, the meanings not all of
// them.
package wecomsdk

import (
	"errors"
	"time"

	"github.com/silenceper/wechat/v2/util"
	"github.com/silenceper/wechat/v2/work"
	"github.com/silenceper/wechat/v2/work/message"
	workwx "github.com/xen0n/go-workwx"
)

func secret(w *work.Work, m message.SendTextRequest) error {
	delay := time.Second
	var err error
	for range 5 {
		if _, err = w.GetMessage().SendText(m); err == nil {
			return nil
		}
		var ce *util.CommonError
		if !errors.As(err, &ce) || ce.ErrCode != 40001 { // want `retries wecom code 40001 \(Secret invalid\)`
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

func removed(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	delay := time.Second
	var err error
	for range 5 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != 93004 { // want `retries wecom code 93004 `
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

// What passes.
func busy(app *workwx.WorkwxApp, to *workwx.Recipient) error {
	delay := time.Second
	var err error
	for range 3 {
		if err = app.SendTextMessage(to, "hello", false); err == nil {
			return nil
		}
		var ce *workwx.ClientError
		if !errors.As(err, &ce) || ce.Code != -1 && ce.Code != 6000 {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}

func often(w *work.Work, m message.SendTextRequest) error {
	delay := time.Second
	var err error
	for range 3 {
		if _, err = w.GetMessage().SendText(m); err == nil {
			return nil
		}
		var ce *util.CommonError
		if !errors.As(err, &ce) || ce.ErrCode != 45033 {
			return err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return err
}
