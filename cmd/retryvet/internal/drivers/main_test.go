package drivers

import (
	"os"
	"testing"

	"github.com/retryvet/retryvet/cmd/retryvet/internal/scripted"
)

func TestMain(m *testing.M) { os.Exit(scripted.WithProgram(m)) }
