package fields

import (
	"testing"
)

// A test sets what it likes.
func TestClient(t *testing.T) {
	c := newClient()
	c.ctx = t.Context()
	n := newNamed(t.Context())
	if c.get("x") == nil || n.get("x") == nil {
		t.Error("sent")
	}
}
