// Package api is as generators write clients.
package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type Thing struct{ Name string }

type Problem struct{ Message string }

type Client struct {
	hc   *http.Client
	base string
}

func New(hc *http.Client, base string) *Client { return &Client{hc, base} }

func (c *Client) send(ctx context.Context, id string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/things/"+id, nil)
	if err != nil {
		return nil, err
	}
	return c.hc.Do(req)
}

// As oapi-codegen generates it.
type GetThingResponse struct {
	Body         []byte
	HTTPResponse *http.Response
	JSON200      *Thing
	JSON404      *Problem
	JSON429      *Problem
}

func (r GetThingResponse) StatusCode() int {
	if r.HTTPResponse != nil {
		return r.HTTPResponse.StatusCode
	}
	return 0
}

func (c *Client) GetThingWithResponse(ctx context.Context, id string) (*GetThingResponse, error) {
	rsp, err := c.send(ctx, id)
	if err != nil {
		return nil, err
	}
	return parse(rsp)
}

func parse(rsp *http.Response) (*GetThingResponse, error) {
	body, err := io.ReadAll(rsp.Body)
	defer func() { _ = rsp.Body.Close() }()
	if err != nil {
		return nil, err
	}
	out := &GetThingResponse{Body: body, HTTPResponse: rsp}
	switch {
	case rsp.StatusCode == 200:
		var dest Thing
		if err := json.Unmarshal(body, &dest); err != nil {
			return nil, err
		}
		out.JSON200 = &dest
	case rsp.StatusCode == 404:
		var dest Problem
		if err := json.Unmarshal(body, &dest); err != nil {
			return nil, err
		}
		out.JSON404 = &dest
	case rsp.StatusCode == 429:
		var dest Problem
		if err := json.Unmarshal(body, &dest); err != nil {
			return nil, err
		}
		out.JSON429 = &dest
	}
	return out, nil
}

// As go-swagger generates it.
type GetThingOK struct{ Payload *Thing }

type GetThingNotFound struct{ Payload *Problem }

func (o *GetThingNotFound) Error() string        { return "[GET /things/{id}][404] getThingNotFound" }
func (o *GetThingNotFound) IsCode(code int) bool { return code == 404 }
func (o *GetThingNotFound) Code() int            { return 404 }

type GetThingUnauthorized struct{ Payload *Problem }

func (o *GetThingUnauthorized) Error() string        { return "[GET /things/{id}][401] getThingUnauthorized" }
func (o *GetThingUnauthorized) IsCode(code int) bool { return code == 401 }
func (o *GetThingUnauthorized) Code() int            { return 401 }

type GetThingDefault struct {
	_statusCode int
	Payload     *Problem
}

func (o *GetThingDefault) Error() string        { return fmt.Sprintf("[GET /things/{id}][%d]", o._statusCode) }
func (o *GetThingDefault) IsCode(code int) bool { return o._statusCode == code }
func (o *GetThingDefault) Code() int            { return o._statusCode }

func (c *Client) GetThing(ctx context.Context, id string) (*GetThingOK, error) {
	resp, err := c.send(ctx, id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case 200:
		var t Thing
		if err := json.NewDecoder(resp.Body).Decode(&t); err != nil {
			return nil, err
		}
		return &GetThingOK{Payload: &t}, nil
	case 401:
		return nil, &GetThingUnauthorized{}
	case 404:
		return nil, &GetThingNotFound{}
	}
	return nil, &GetThingDefault{_statusCode: resp.StatusCode}
}

// 9: IsCode.

// As openapi-generator generates it.
type GenericOpenAPIError struct {
	body  []byte
	error string
}

func (e GenericOpenAPIError) Error() string { return e.error }

func (c *Client) Execute(ctx context.Context, id string) (*Thing, *http.Response, error) {
	resp, err := c.send(ctx, id)
	if err != nil || resp == nil {
		return nil, resp, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, resp, err
	}
	if resp.StatusCode >= 300 {
		return nil, resp, &GenericOpenAPIError{body: body, error: resp.Status}
	}
	var t Thing
	err = json.Unmarshal(body, &t)
	return &t, resp, err
}
