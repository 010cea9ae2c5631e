// Package work stands in for the package of that path.
package work

import "github.com/silenceper/wechat/v2/work/message"

type Work struct{}

func (w *Work) GetMessage() *message.Client { return nil }
