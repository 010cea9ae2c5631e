// Package ledgers is what clients of ledgers have in common.
package ledgers

import (
	"context"
	"net/http"
	"time"
)

// A Refusal is an answer that is no success.
type Refusal struct {
	StatusCode int
	Status     string
}

func (r Refusal) Error() string { return r.Status }

// A Ledger is asked over the network.
type Ledger interface {
	Height(ctx context.Context) (uint64, error)
	Balance(ctx context.Context, of string) (uint64, error)
	NonceAt(ctx context.Context, of string) (uint64, error)
	SessionKeys(ctx context.Context) ([]string, error)
}

var client = &http.Client{Timeout: time.Minute}

// Reach asks whether there is one at an address.
func Reach(address string) error {
	resp, err := client.Get(address)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return Refusal{resp.StatusCode, resp.Status}
	}
	return nil
}
