// Package text compares the text of the status.
package text

import "net/http"

type client struct{ hc *http.Client }

func (c *client) badText(url string) error {
	for range 3 {
		resp, err := c.hc.Get(url)
		if err != nil {
			return err
		}
		if resp.Status == "200 OK" { // want `retries 400, 401 and 403`
			return nil
		}
	}
	return nil
}
