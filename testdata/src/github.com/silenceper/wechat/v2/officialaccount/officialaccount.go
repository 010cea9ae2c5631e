// Package officialaccount stands in for the package of that path.
package officialaccount

import "github.com/silenceper/wechat/v2/officialaccount/message"

type OfficialAccount struct{}

func (o *OfficialAccount) GetTemplate() *message.Template { return nil }
