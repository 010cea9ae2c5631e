package given

import (
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// The context of a test ends when it does, and a command may have none.
func eventually(t *testing.T, cmd *cobra.Command, check func() error) {
	for range 10 {
		err := check()
		if err == nil {
			return
		}
		t.Log(cmd, err)
		time.Sleep(time.Second)
	}
	t.Fatal("never")
}
