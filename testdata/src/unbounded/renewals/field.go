package renewals

import (
	"errors"
	"net/http"
)

// A provider is told how to renew its token.
type provider struct {
	http        http.Client
	token       string
	Reauth      func() error
	reauthTried bool
	allowed     func() error
}

func (p *provider) reauthenticate() error {
	if p.Reauth == nil {
		return nil
	}
	return p.Reauth()
}

// That the token could be renewed ends nothing: it can be each time.
func (p *provider) request(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Auth-Token", p.token)
	resp, err := p.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && p.Reauth != nil {
		resp.Body.Close()
		if err := p.reauthenticate(); err != nil {
			return nil, errors.New("cannot authenticate")
		}
		return p.request(u) // want `calls itself again for every 401 \(sent at line 31\): if new credentials are refused as well, it never ends; renew once`
	}
	return resp, nil
}

// Once is enough.
func (p *provider) once(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Auth-Token", p.token)
	resp, err := p.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && !p.reauthTried {
		resp.Body.Close()
		p.reauthTried = true
		if err := p.reauthenticate(); err != nil {
			return nil, errors.New("cannot authenticate")
		}
		return p.once(u)
	}
	return resp, nil
}

// Another function may have had enough.
func (p *provider) limited(u string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Auth-Token", p.token)
	resp, err := p.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := p.allowed(); err != nil {
			return nil, err
		}
		if err := p.reauthenticate(); err != nil {
			return nil, errors.New("cannot authenticate")
		}
		return p.limited(u)
	}
	return resp, nil
}
