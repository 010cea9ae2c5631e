// Package errorcode holds errors whose Code is no HTTP status.
package errorcode

import "net/http"

var _ http.Handler

// Discord's JSON error codes.
type discordError struct {
	Code    int
	Message string
}

func (e discordError) Error() string { return e.Message }

const unknownChannel = 10003

func discord(e discordError) bool {
	return e.Code == 10001 || e.Code == 50013 || e.Code == unknownChannel
}

// WebSocket close codes.
type closeError struct {
	Code int
	Text string
}

func (e *closeError) Error() string { return e.Text }

func closed(e *closeError) bool {
	return e.Code == 1000 || e.Code == 1001 || e.Code == 1006 || e.Code == 4004
}
