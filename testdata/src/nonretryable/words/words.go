// Package words holds retries in functions whose names have letters of a purpose in them, and in functions with that purpose; and
// calls between two attempts that are named in the same two ways.
package words

import (
	"fmt"
	"net/http"
	"time"
)

type client struct {
	hc  *http.Client
	url string
	env environment
	own *figures
}

// What figures do is seen: they count, whatever they are called.
type figures struct{ visits, pages, usage, buckets, boards, plans int }

func (f *figures) UpdateSessionCount() { f.visits++ }
func (f *figures) RefreshPage()        { f.pages++ }
func (f *figures) UpdateTokenUsage()   { f.usage++ }
func (f *figures) CreateTokenBucket()  { f.buckets++ }
func (f *figures) RefreshDashboard()   { f.boards++ }
func (f *figures) RenewSubscription()  { f.plans++ }

// An environment is not followed: nobody knows what its methods do. Those that answer something are judged by their names.
type environment interface {
	CountTokens() int
	LoadAuthor() string
	LoginPage() string
	SigningKey() string

	Next()
	ForNext(n int) error

	RefreshToken()
	Relogin()
	UpdateSession()
	FetchAccessToken()
	RefreshIfNeeded()
	RenewCredentials()
	SignIn()
}

// BAD: none of them waits for something to come up.

func (c *client) SendShipping() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) LoadMapping() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) IsAlreadyPaid() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) UpdateHealthcare() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) DropGrouping() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) SaveSwatch() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) AddPollen() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) CreateMonitor() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) FindWealthy() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK { // want `retries 400, 401 and 403`
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

// GOOD: all of them do.

func (c *client) pingServer() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) WaitForUp() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) IsReady() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) CheckHealth() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) healthz() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) pollStatus() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) untilDone() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) awaitStart() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) probeAlive() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

func (c *client) wait_for_it() error {
	var err error
	d := time.Second
	for range 5 {
		var resp *http.Response
		if resp, err = c.hc.Get(c.url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("status %d", resp.StatusCode)
		}
		time.Sleep(d)
		d *= 2
	}
	return err
}

// BAD: what is called on the way renews no credentials.

func (c *client) afterCountTokens() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.env.CountTokens()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterUpdateSessionCount() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.own.UpdateSessionCount()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterRefreshPage() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.own.RefreshPage()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterLoadAuthor() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.env.LoadAuthor()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterUpdateTokenUsage() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.own.UpdateTokenUsage()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterCreateTokenBucket() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.own.CreateTokenBucket()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterRefreshDashboard() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.own.RefreshDashboard()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterRenewSubscription() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.own.RenewSubscription()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterLoginPage() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.env.LoginPage()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterSigningKey() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute { // want `retries 401`
			return resp, err
		}
		resp.Body.Close()
		c.env.SigningKey()
		time.Sleep(d)
		d *= 2
	}
}

// GOOD: it does.

func (c *client) afterRefreshToken() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.RefreshToken()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterRelogin() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.Relogin()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterUpdateSession() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.UpdateSession()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterFetchAccessToken() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.FetchAccessToken()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterRefreshIfNeeded() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.RefreshIfNeeded()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterRenewCredentials() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.RenewCredentials()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterSignIn() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.SignIn()
		time.Sleep(d)
		d *= 2
	}
}

// GOOD: nobody knows what they do, and nothing else is what they are there for.

func (c *client) afterNext() (*http.Response, error) {
	d := time.Second
	for {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		c.env.Next()
		time.Sleep(d)
		d *= 2
	}
}

func (c *client) afterForNext() (*http.Response, error) {
	d := time.Second
	for n := 0; ; n++ {
		resp, err := c.hc.Get(c.url)
		if err != nil || resp.StatusCode != http.StatusUnauthorized || d > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		if err := c.env.ForNext(n); err != nil {
			return nil, err
		}
		time.Sleep(d)
		d *= 2
	}
}
