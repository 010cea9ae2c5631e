// Package records asks records of its own, which have a status, whether to try again. What the records are called says nothing.
package records

import "slices"

// Outcome is what some transport has got.
type Outcome struct {
	StatusCode int
	Attempt    int
	Header     map[string][]string
}

type Policy struct {
	MaxAttempts int
	Extra       []int
}

func (p Policy) ShouldRetry(o Outcome) bool { // want `ShouldRetry is true for 400 `
	if o.Attempt >= p.MaxAttempts {
		return false
	}
	return slices.Contains([]int{400, 408, 425, 429, 500, 502, 503, 504}, o.StatusCode)
}

func (p Policy) IsRetryable(o *Outcome) bool {
	if o.Attempt >= p.MaxAttempts {
		return false
	}
	return slices.Contains([]int{408, 425, 429, 500, 502, 503, 504}, o.StatusCode) || slices.Contains(p.Extra, o.StatusCode)
}

// Row is one of a table of deliveries.
type Row struct {
	URL        string
	StatusCode int
	Tries      int
}

// Temporary is true for what passes.
func (r *Row) Temporary() bool { return r.StatusCode == 429 || r.StatusCode >= 500 }

// Check has no status that it asks for: how often it was tried decides.
type Check struct {
	StatusCode int
	Tries      int
}

func (c Check) ShouldRetry() bool { return c.Tries < 3 }

// Limit is no answer.
type Limit struct{ Code, Tries int }

func (l Limit) ShouldRetry() bool { return l.Code == 400 && l.Tries < 3 }
