// Package foreign holds numbers that look like somebody's codes and are not.
package foreign

import (
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
)

var _ http.Handler

// SQLSTATE.
type pgError struct {
	Code    string
	Message string
}

func (e *pgError) Error() string { return e.Message }

func serialization(err error) bool {
	var e *pgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01" || e.Code == "23505")
}

// WeChat's.
const (
	invalidCredential = 40001
	expiredToken      = 42001
)

type wechat struct {
	Code int    `json:"errcode"`
	Msg  string `json:"errmsg"`
}

func weChat(w wechat) bool {
	return w.Code == invalidCredential || w.Code == expiredToken || w.Code == 0
}

// MySQL's.
type mysqlError struct {
	Number  uint16
	Message string
}

func deadlock(e *mysqlError) bool { return e.Number == 1213 || e.Number == 1205 }

// Ports, sizes, exit codes, ids.
type server struct {
	Port    int `json:"port"`
	Timeout int `json:"timeout"`
	UserID  int `json:"user_id"`
}

func config(s server) bool { return s.Port == 10001 || s.Timeout == 3000 || s.UserID == 40100099 }

func exit(err error) bool {
	var e *exec.ExitError
	return errors.As(err, &e) && (e.ExitCode() == 137 || e.ExitCode() == 255)
}

func runes(code rune, key int) bool { return code == 0x1F600 || key == 10001 || code == 20320 }

func zip(code string) bool { return code == "10001" || code == "94105" }

func parse(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n == 4004 {
		return fmt.Errorf("code %d", n)
	}
	return nil
}
