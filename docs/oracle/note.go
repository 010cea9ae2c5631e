package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// notesEnv names the directory for facts, in the environment of an oracle that the go command runs instead of the vet tool,
// with -toolexec.
const notesEnv = "RETRYVET_ORACLE_NOTES"

// unitFacts are the facts of a package, or of a variant of it for tests, as the tool encoded them.
type unitFacts struct {
	ID    string
	Facts []byte
}

// note runs a tool for the go command, notes the facts of a package that is asked for, and returns the exit status.
func note(dir string, args []string) int {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err == nil && strings.HasSuffix(args[len(args)-1], "vet.cfg") {
		err = noteFacts(dir, args[len(args)-1])
	}
	if err != nil {
		log.Print(err)
		return 1
	}
	return 0
}

func noteFacts(dir, config string) error {
	data, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	var unit struct {
		ID, VetxOutput string
		VetxOnly       bool
	}
	if err := json.Unmarshal(data, &unit); err != nil || unit.VetxOnly {
		return err // what is analyzed for its exports alone may have been analyzed in an earlier case
	}
	facts, err := factsIn(unit.VetxOutput)
	if err != nil {
		return err
	}
	data, err = json.Marshal(unitFacts{unit.ID, facts})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, hash(unit.ID)), data, 0o666)
}

// factsIn are the facts in a file that x/tools' unitchecker writes: "vetx", the lengths of types and facts, types, facts.
func factsIn(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	const header = 12
	if len(data) < header || !bytes.HasPrefix(data, []byte("vetx")) {
		return nil, fmt.Errorf("%s is not what unitchecker writes", file)
	}
	types, facts := uint64(binary.LittleEndian.Uint32(data[4:])), uint64(binary.LittleEndian.Uint32(data[8:]))
	if header+types+facts != uint64(len(data)) {
		return nil, fmt.Errorf("%s has not the lengths that it says", file)
	}
	return data[header+types:], nil
}
