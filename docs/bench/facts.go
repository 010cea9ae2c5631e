package main

import (
	"bytes"
	"crypto/rand"
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

// factsEnv names the file for the sizes of facts, in the environment of a bench that the go command runs instead of the
// vet tool, with -toolexec.
const factsEnv = "RETRYVET_BENCH_FACTS"

// facts runs retryvet once more, with itself between the go command and the tool, and sums up the facts of all packages.
func (b *bench) facts() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	command, err := b.vettool("./cmd/retryvet")(rand.Text())
	if err != nil {
		return "", err
	}
	list := filepath.Join(b.tmp, "facts")
	cmd := command()
	cmd.Args = append([]string{"go", "vet", "-toolexec=" + self}, cmd.Args[2:]...)
	cmd.Env = append(cmd.Env, factsEnv+"="+list)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("counting facts: %w\n%s", err, out)
	}
	data, err := os.ReadFile(list)
	if err != nil {
		return "", err
	}
	var packages, with, sum, most int
	var largest string
	for line := range strings.Lines(string(data)) {
		var size int
		var name string
		if _, err := fmt.Sscan(line, &size, &name); err != nil {
			return "", err
		}
		packages++
		sum += size
		if size > 0 {
			with++
		}
		if size > most {
			most, largest = size, name
		}
	}
	return fmt.Sprintf("facts: %d of %d packages have any; %d bytes in all, %d at most (%s)", with, packages, sum, most, largest), nil
}

// noteFacts runs a tool for the go command and notes how many bytes of facts it wrote.
func noteFacts(list string, args []string) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	exit := (*exec.ExitError)(nil)
	if errors.As(err, &exit) {
		os.Exit(exit.ExitCode())
	}
	if err != nil {
		log.Fatal(err)
	}
	config := args[len(args)-1]
	if !strings.HasSuffix(config, "vet.cfg") {
		return
	}
	data, err := os.ReadFile(config)
	if err != nil {
		log.Fatal(err)
	}
	var unit struct{ ImportPath, VetxOutput string }
	if err := json.Unmarshal(data, &unit); err != nil {
		log.Fatal(err)
	}
	size, err := factBytes(unit.VetxOutput)
	if err != nil {
		log.Fatal(err)
	}
	f, err := os.OpenFile(list, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		log.Fatal(err)
	}
	_, err = fmt.Fprintf(f, "%d %s\n", size, unit.ImportPath) // one write, so that lines stay whole
	if err := errors.Join(err, f.Close()); err != nil {
		log.Fatal(err)
	}
}

// factBytes is the length of the facts in a file that x/tools' unitchecker writes: "vetx", the lengths of types and facts,
// types, facts.
func factBytes(file string) (int, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	if len(data) < 12 || !bytes.HasPrefix(data, []byte("vetx")) {
		return 0, fmt.Errorf("%s is not what unitchecker writes", file)
	}
	return int(binary.LittleEndian.Uint32(data[8:])), nil
}
