package secondme

import (
	"context"
	"encoding/json"
	"errors"
)

// ErrLogin says that only the user can go on, by logging in.
var ErrLogin = errors.New("secondme: please log in again")

// AddNote stores a note. It is GOOD: of all errors it repeats the one that a new token cures, once.
func (c *Client) AddNote(ctx context.Context, title, content string) error {
	in := map[string]string{"title": title, "content": content}
	_, err := c.post(ctx, "/api/secondme/note/add", in)
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case "oauth2.token.expired":
		if err := c.refreshToken(ctx); err != nil {
			return err
		}
		_, err = c.post(ctx, "/api/secondme/note/add", in)
		return err
	case "oauth2.authorization.revoked", "oauth2.scope.insufficient":
		return ErrLogin
	}
	return err
}

// refreshToken gets a new token. That is never repeated: a refresh token that is refused stays refused.
func (c *Client) refreshToken(ctx context.Context) error {
	data, err := c.post(ctx, "/api/oauth/token/refresh", map[string]string{
		"grant_type": "refresh_token", "refresh_token": c.RefreshToken, "client_id": c.ClientID, "client_secret": c.ClientSecret,
	})
	var e *Error
	if errors.As(err, &e) {
		switch e.Code {
		case "oauth2.refresh_token.expired", "oauth2.refresh_token.invalid", "oauth2.refresh_token.revoked":
			return ErrLogin
		}
	}
	if err != nil {
		return err
	}
	var out struct {
		AccessToken  string `json:"accessToken"`
		RefreshToken string `json:"refreshToken"`
	}
	if err := json.Unmarshal(data, &out); err != nil {
		return err
	}
	c.AccessToken, c.RefreshToken = out.AccessToken, out.RefreshToken
	return nil
}
