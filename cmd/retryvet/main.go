// Retryvet reports code that treats the errors of web APIs wrongly. It is a tool for go vet -vettool, and a command of
// its own; see help.txt or run "retryvet help".
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	args := os.Args[1:]
	if isVettool(args) {
		vettool(args)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{stdout: os.Stdout, stderr: os.Stderr, tool: os.Executable}
	os.Exit(a.main(ctx, args))
}
