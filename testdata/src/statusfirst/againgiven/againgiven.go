// Package againgiven is given its client by others, who may have given it a policy.
package againgiven

import "github.com/hashicorp/go-retryablehttp"

type Poster struct{ Client *retryablehttp.Client }

func (p *Poster) Post(url string, b []byte) error {
	resp, err := p.Client.Post(url, "application/json", b)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
