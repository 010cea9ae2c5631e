// Package beside has many branches between its retry and the request, which decide nothing about it.
package beside

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

type probe struct {
	hc                               *http.Client
	at, label, locale, region, stage string
	first, second, third             string
	log                              func(string, ...any)
	meter                            func(int)
	held, spare                      string
}

type pass struct {
	Fault, Detail, Held, Spare *string
}

func insist(f func() error) (err error) {
	for pause := time.Second; pause < time.Minute; pause *= 2 {
		if err = f(); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
		time.Sleep(pause)
	}
	return err
}

func (p *probe) ensure() (held string, err error) {
	err = insist(func() error {
		held, err = p.obtain()
		return err
	})
	return held, err
}

func (p *probe) obtain() (string, error) {
	if p.log != nil {
		if p.held != "" {
			p.log("held %s", p.held)
		} else {
			p.log("nothing held")
		}
	}
	if p.spare != "" {
		if err := p.bySpare(); err != nil {
			return "", err
		}
		return p.held, nil
	}
	if p.able() {
		if err := p.byPair(); err != nil {
			return "", err
		}
		return p.held, nil
	}
	return "", errors.New("nothing to send")
}

func (p *probe) able() bool { return p.first != "" && p.second != "" || p.third != "" }

func (p *probe) bySpare() error {
	answer, err := p.exchange("spare", p.spare)
	if err != nil && answer != nil {
		var fault, detail string
		if answer.Fault != nil {
			fault = *answer.Fault
		}
		if answer.Detail != nil {
			detail = *answer.Detail
		}
		if fault == "ended" && p.able() {
			if p.log != nil {
				p.log("%s: %s", fault, detail)
			}
			return p.byPair()
		}
	}
	return err
}

func (p *probe) byPair() error {
	kind, what := "third", p.third
	if p.first != "" && p.second != "" {
		kind, what = "pair", p.first+p.second
	}
	_, err := p.exchange(kind, what)
	return err
}

func (p *probe) exchange(kind, what string) (*pass, error) {
	f := url.Values{}
	f.Set("kind", kind)
	f.Set("what", what)
	code, answer, err := p.once(f)
	if p.meter != nil {
		p.meter(code)
	}
	return answer, err
}

func (p *probe) once(f url.Values) (code int, answer *pass, err error) {
	req, err := http.NewRequest(http.MethodPost, p.at, strings.NewReader(f.Encode()))
	if err != nil {
		return
	}
	if p.label != "" {
		req.Header.Set("User-Agent", p.label)
	}
	if p.locale != "" {
		req.Header.Set("Accept-Language", p.locale)
	}
	if p.region != "" {
		req.Header.Set("X-Region", p.region)
	}
	if p.stage != "" {
		req.Header.Set("X-Stage", p.stage)
	}
	resp, err := p.hc.Do(req)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	code = resp.StatusCode
	answer = &pass{}
	if b, e := io.ReadAll(resp.Body); e == nil {
		_ = json.Unmarshal(b, answer)
	}
	if code != http.StatusOK {
		switch {
		case answer.Fault != nil && answer.Detail != nil:
			err = fmt.Errorf("%s: %s", *answer.Fault, *answer.Detail)
		case answer.Fault != nil:
			err = fmt.Errorf("%s", *answer.Fault)
		default:
			err = fmt.Errorf("status %d", code)
		}
		return
	}
	if answer.Held != nil {
		p.held = *answer.Held
	}
	if answer.Spare != nil {
		p.spare = *answer.Spare
	}
	return
}

// From here on all is well.

func (p *probe) careful(f url.Values) error {
	for pause := time.Second; ; pause *= 2 {
		code, _, err := p.once(f)
		if err == nil || code >= 300 && code < 500 || pause > time.Minute {
			return err
		}
		time.Sleep(pause)
	}
}

// The error that stops it is made here, and compared with.
func (p *probe) stopped(f url.Values) error {
	stop := errors.New("stop")
	for pause := time.Second; pause < time.Minute; pause *= 2 {
		err := p.hopeless(f, stop)
		if err == nil || err == stop {
			return err
		}
		time.Sleep(pause)
	}
	return errors.New("gave up")
}

func (p *probe) hopeless(f url.Values, stop error) error {
	code, _, err := p.once(f)
	if code >= 300 && code < 500 {
		return stop
	}
	return err
}
