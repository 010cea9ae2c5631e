package commands

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/retryvet/retryvet/cmd/retryvet/internal/scripted"
)

func TestMain(m *testing.M) { os.Exit(scripted.WithProgram(m)) }

func TestScripts(t *testing.T) {
	scripted.Run(t, filepath.Join("..", "..", "..", "..", "testdata", "script"), "retryvet")
}
