// Package wallet keeps what its owner is known by.
package wallet

import (
	"net/http"
	"slices"
	"strings"
	"sync"
)

// A Wallet has many cards.
type Wallet struct {
	mu    sync.RWMutex
	cards []string
	next  int
}

// All shows all cards at once.
func (w *Wallet) All() string { return w.line("Cards ") }

func (w *Wallet) line(scheme string) string {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if len(w.cards) == 0 {
		return ""
	}
	return scheme + strings.Join(w.cards, ",")
}

// First shows the first card.
func (w *Wallet) First() string {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.cards[0]
}

// Turn shows one card after the other.
func (w *Wallet) Turn() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next = (w.next + 1) % len(w.cards)
	return w.cards[w.next]
}

// Now shows the card whose turn it is.
func (w *Wallet) Now() string {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.cards[w.next]
}

// Mixed shows all cards in another order each time.
func (w *Wallet) Mixed() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.Reverse(w.cards)
	return strings.Join(w.cards, ",")
}

// Spare shows a card that is not used up.
func (w *Wallet) Spare() string {
	w.mu.RLock()
	defer w.mu.RUnlock()
	for _, c := range w.cards {
		if !strings.HasPrefix(c, "-") {
			return c
		}
	}
	return ""
}

// Check asks whether the cards are good.
func (w *Wallet) Check(c *http.Client) (bool, error) {
	resp, err := c.Get("https://cards.example.com/check?" + w.All())
	if err != nil {
		return false, err
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK, nil
}
