package tested

import "testing"

func TestGet(t *testing.T) {
	if _, err := get("http://localhost:1"); err == nil {
		t.Error("it answers")
	}
}
