// Package reflected fills what its callers gave it by reflection, which says nothing of how the request has fared.
package reflected

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"time"
)

type meta struct{ resp *http.Response }

type client struct{ hc *http.Client }

var errPending = errors.New("pending")

func (c *client) ask(ctx context.Context, url string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	setMeta(into, resp)
	if resp.StatusCode == http.StatusAccepted {
		return errPending
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, resp.Status)
	}
	return json.Unmarshal(data, into)
}

// setMeta puts the answer into the first field that takes it.
func setMeta(into any, resp *http.Response) {
	keep(reflect.ValueOf(into), reflect.ValueOf(&meta{resp}))
}

func keep(v, kept reflect.Value) bool {
	todo := []reflect.Value{v}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		for at.Kind() == reflect.Pointer {
			if at.IsNil() {
				break
			}
			at = at.Elem()
		}
		if at.Kind() != reflect.Struct {
			continue
		}
		for i := 0; i < at.NumField(); i++ {
			if at.Field(i).Type() == kept.Type() && at.Field(i).CanSet() {
				at.Field(i).Set(kept)
				return true
			}
		}
		for i := 0; i < at.NumField(); i++ {
			f := at.Field(i)
			if f.Kind() == reflect.Pointer {
				if f.IsNil() {
					if mayHold(f.Type().Elem(), kept.Type()) && f.CanSet() {
						f.Set(reflect.New(f.Type().Elem()))
						todo = append(todo, f)
					}
				} else {
					todo = append(todo, f)
				}
			}
			if f.Kind() == reflect.Struct {
				todo = append(todo, f)
			}
		}
	}
	return false
}

func mayHold(t, kept reflect.Type) bool {
	if t == nil {
		return false
	}
	if t.Kind() == reflect.Pointer {
		return mayHold(t.Elem(), kept)
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if f.Type == kept && f.IsExported() {
			return true
		}
		if f.Type.Kind() == reflect.Struct || f.Type.Kind() == reflect.Pointer {
			if mayHold(f.Type, kept) {
				return true
			}
		}
	}
	return false
}

type token struct {
	Value string `json:"value"`
	*meta
}

func (c *client) token(ctx context.Context, url string) (*token, error) {
	for {
		var t token
		err := c.ask(ctx, url, &t)
		if err == nil {
			return &t, nil
		}
		if !errors.Is(err, errPending) {
			return nil, err
		}
		time.Sleep(5 * time.Second) // want `the wait between two attempts \(sent at line 26\) does not end with ctx`
	}
}

func (c *client) awaited(ctx context.Context, url string) (*token, error) {
	for {
		var t token
		err := c.ask(ctx, url, &t)
		if err == nil {
			return &t, nil
		}
		if !errors.Is(err, errPending) {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(5 * time.Second):
		}
	}
}

// Nobody asks again here.
func (c *client) once(ctx context.Context, url string) (*token, error) {
	var t token
	if err := c.ask(ctx, url, &t); err != nil {
		return nil, err
	}
	time.Sleep(time.Second)
	return &t, nil
}
