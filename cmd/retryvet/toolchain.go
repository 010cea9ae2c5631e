package main

import (
	"context"
	"fmt"
	goversion "go/version"
	"runtime"
	"strings"
)

// tooOld is what makes everything fail if the go command is of a later release than this program. It is asked only after a
// failure, for the go command has to be asked.
func (v *govet) tooOld(ctx context.Context) error {
	out, _ := v.command(ctx, "env", []string{"GOVERSION"}, nil).Output() // without an answer, what is wrong has been said already
	return tooOld(runtime.Version(), strings.TrimSpace(string(out)))
}

// tooOld says that a program which is built with one release of Go cannot check packages for another one: it does not know
// the language and the standard library of a later release. The go command tells its own version in the environment.
func tooOld(built, command string) error {
	if !goversion.IsValid(built) || !goversion.IsValid(command) || goversion.Compare(goversion.Lang(built), goversion.Lang(command)) >= 0 {
		return nil // equal, later, or a development version, of which nobody knows
	}
	return fmt.Errorf("this program was built with %s and cannot check packages for %s, which the go command here is; build it anew with that", built, command)
}
