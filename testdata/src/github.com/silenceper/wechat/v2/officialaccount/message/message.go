// Package message stands in for the package of that path.
package message

type Template struct{}

type TemplateMessage struct{}

func (t *Template) Send(msg *TemplateMessage) (msgID int64, err error) { return 0, nil }
