// Package others closes its answers when a function returns, in loops whose rounds ask for other things, and in one whose rounds ask for
// the same.
package others

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"
)

var client = &http.Client{Timeout: 10 * time.Second}

const whoAmI = "https://keys.example.com/v1/whoami"

var keys = regexp.MustCompile(`\b[0-9a-f]{32}\b`)

func valid(ctx context.Context, text string) (found []string) {
	for _, match := range keys.FindAllStringSubmatch(text, -1) {
		key := strings.TrimSpace(match[0])
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, whoAmI, nil)
		if err != nil {
			continue
		}
		req.Header.Add("ring", key)
		res, err := client.Do(req)
		if err == nil {
			defer res.Body.Close()
			if res.StatusCode >= 200 && res.StatusCode < 300 {
				found = append(found, key)
			}
		}
	}
	return found
}

func validByHeader(ctx context.Context, all []string) (found []string) {
	for _, key := range all {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, whoAmI, nil)
		if err != nil {
			continue
		}
		req.Header = http.Header{"Authorization": []string{"ring " + key}}
		res, err := client.Do(req)
		if err != nil {
			continue
		}
		defer res.Body.Close()
		if res.StatusCode == http.StatusOK {
			found = append(found, key)
		}
	}
	return found
}

func validByQuery(ctx context.Context, all []string) (found []string) {
	for _, key := range all {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, whoAmI, nil)
		if err != nil {
			continue
		}
		q := req.URL.Query()
		q.Add("ring", key)
		req.URL.RawQuery = q.Encode()
		res, err := client.Do(req)
		if err != nil {
			continue
		}
		defer res.Body.Close()
		if res.StatusCode == http.StatusOK {
			found = append(found, key)
		}
	}
	return found
}

func firstByCookie(ctx context.Context, all []string) string {
	for _, key := range all {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, whoAmI, nil)
		if err != nil {
			continue
		}
		req.AddCookie(&http.Cookie{Name: "ring", Value: key})
		res, err := client.Do(req)
		if err != nil {
			continue
		}
		defer res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return key
		}
	}
	return ""
}

func ask(ctx context.Context, key string) bool {
	for try := 1; try < 5; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, whoAmI, nil)
		if err != nil {
			return false
		}
		req.Header.Add("ring", key)
		res, err := client.Do(req)
		if err != nil {
			continue
		}
		defer res.Body.Close() // want `defer closes the response`
		if res.StatusCode < 500 {
			return res.StatusCode == http.StatusOK
		}
		time.Sleep(time.Second << try)
	}
	return false
}

func askEach(ctx context.Context, all []string) (found []string) {
	for _, key := range all {
		for try := 1; try < 5; try++ {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, whoAmI, nil)
			if err != nil {
				return nil
			}
			req.Header.Add("ring", key)
			res, err := client.Do(req)
			if err != nil {
				continue
			}
			defer res.Body.Close() // want `defer closes the response`
			if res.StatusCode < 500 {
				if res.StatusCode == http.StatusOK {
					found = append(found, key)
				}
				break
			}
			time.Sleep(time.Second << try)
		}
	}
	return found
}
