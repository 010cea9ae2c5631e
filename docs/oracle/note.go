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
	"slices"
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
		err = noteFacts(dir, args)
	}
	if err != nil {
		log.Print(err)
		return 1
	}
	return 0
}

// noteFacts notes the facts of the package that a tool was run on by a command. One with its tests exports none, as only other tests would ask
// for them: then the tool is run again on what the package is without.
func noteFacts(dir string, command []string) error {
	config := command[len(command)-1]
	data, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	var unit struct {
		ID, VetxOutput string
		VetxOnly       bool
		GoFiles        []string
	}
	if err := json.Unmarshal(data, &unit); err != nil || unit.VetxOnly {
		return err // what is analyzed for its exports alone may have been analyzed in an earlier case
	}
	isTest := func(file string) bool { return strings.HasSuffix(file, "_test.go") }
	var facts []byte
	if files := slices.DeleteFunc(slices.Clone(unit.GoFiles), isTest); len(files) > 0 && len(files) < len(unit.GoFiles) {
		facts, err = exported(command, data, files)
	} else {
		facts, err = factsIn(unit.VetxOutput)
	}
	if err != nil {
		return err
	}
	data, err = json.Marshal(unitFacts{unit.ID, facts})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, hash(unit.ID)), data, 0o666)
}

// exported are the facts that the tool of a command finds for some files of its package.
func exported(command []string, config []byte, files []string) ([]byte, error) {
	var unit map[string]any
	if err := json.Unmarshal(config, &unit); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "retryvet-oracle-unit")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	out := filepath.Join(work, "vet.out")
	unit["GoFiles"], unit["VetxOnly"], unit["VetxOutput"] = files, true, out
	if config, err = json.Marshal(unit); err != nil {
		return nil, err
	}
	only := filepath.Join(work, "vet.cfg")
	if err := os.WriteFile(only, config, 0o666); err != nil {
		return nil, err
	}
	cmd := exec.Command(command[0], append(slices.Clone(command[1:len(command)-1]), only)...)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	return factsIn(out)
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
