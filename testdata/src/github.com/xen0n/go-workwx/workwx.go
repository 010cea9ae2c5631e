// Package workwx stands in for the package of that path.
package workwx

type WorkwxApp struct{}

type Recipient struct{}

func (c *WorkwxApp) SendTextMessage(recipient *Recipient, content string, isSafe bool) error {
	return nil
}

type ClientError struct {
	Code int64
	Msg  string
}

func (e *ClientError) Error() string { return e.Msg }
