package token360

import (
	"fmt"
	"net/http"
)

// Available says whether the service is up. It is BAD: a service that is not may accept the connection and say nothing, and then
// nothing ends the wait.
func (c *Client) Available() error {
	resp, err := http.Head("https://status.token360.example")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("token360 is down: %s", resp.Status)
	}
	return nil
}
