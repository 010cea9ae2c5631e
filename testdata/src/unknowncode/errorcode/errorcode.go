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

// A program's exit code.
type exitError struct{ Code int }

func (e *exitError) Error() string { return "exit" }

func goodExit(e *exitError) bool { return e.Code == 1 || e.Code == 2 }

func goodSignal(e *exitError) bool { return e.Code > 0 && e.Code < 64 }

// A database's.
type sqlError struct {
	Code    int
	Message string
}

func (e sqlError) Error() string { return e.Message }

func goodSQL(e sqlError) bool { return e.Code != 1062 && e.Code != 1205 }

type lineError struct{ Status int }

func (lineError) Error() string { return "" }

func goodLine(e lineError) bool { return e.Status == 1 || e.Status == 2 }

func goodNoLine(e lineError) bool { return e.Status != 1 && e.Status != 2 }

// Checks of whether what came is a status at all.
func goodValid(resp *http.Response) bool { return resp.StatusCode >= 100 && resp.StatusCode <= 599 }

func goodInvalid(resp *http.Response) bool { return resp.StatusCode < 100 || resp.StatusCode > 599 }

func goodNone(resp *http.Response) bool { return resp.StatusCode == -1 || resp.StatusCode == 0 }

// A body's field of that name, with the API's own numbers.
type video struct {
	StatusCode int32  `json:"status_code"`
	StatusMsg  string `json:"status_msg"`
}

func goodVideo(v video) bool {
	return v.StatusCode == 10001 || v.StatusCode == 20000 || v.StatusCode == 5
}
