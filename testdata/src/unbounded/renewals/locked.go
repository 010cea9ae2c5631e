package renewals

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// A guarded token is behind a lock, which makes nobody wait between two attempts.
type guarded struct {
	hc    *http.Client
	url   string
	mu    sync.Mutex
	token string
}

func (g *guarded) once(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, g.url, nil)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	req.Header.Set("Authorization", "Bearer "+g.token)
	g.mu.Unlock()
	return g.hc.Do(req)
}

func (g *guarded) login(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.url+"/login", nil)
	if err != nil {
		return "", err
	}
	resp, err := g.hc.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return "", fmt.Errorf("login: %s", resp.Status)
	}
	return resp.Header.Get("X-Token"), nil
}

func (g *guarded) refresh(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	token, err := g.login(ctx)
	if err != nil {
		return err
	}
	g.token = token
	return nil
}

func (g *guarded) badLocked(ctx context.Context) error {
	resp, err := g.once(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 401 {
		if err := g.refresh(ctx); err != nil {
			return err
		}
		return g.badLocked(ctx) // want `calls itself again for every 401`
	}
	return nil
}

func (g *guarded) goodOnce(ctx context.Context, again bool) error {
	resp, err := g.once(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 401 && again {
		if err := g.refresh(ctx); err != nil {
			return err
		}
		return g.goodOnce(ctx, false)
	}
	return nil
}

// The wait makes that bearable: the context ends it in time.
func (g *guarded) goodWaits(ctx context.Context) error {
	resp, err := g.once(ctx)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 401 {
		if err := g.refresh(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Minute):
		}
		return g.goodWaits(ctx)
	}
	return nil
}
