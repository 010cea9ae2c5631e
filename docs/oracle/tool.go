package main

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A tool is the program of one tree.
type tool struct {
	key       string // by its content
	vettool   string // for go vet, unlike any other to the go command, so that nothing of an earlier run is taken for its results
	summaries string // the program that prints its facts
}

// checkOut writes the files of a commit to a directory.
func checkOut(root, commit, dir string) error {
	id, err := output(root, nil, "git", "rev-parse", "--verify", "--end-of-options", commit+"^{commit}")
	if err != nil {
		return err
	}
	if _, err := output(root, nil, "git", "clone", "-q", "--shared", "--no-checkout", ".", dir); err != nil {
		return err
	}
	_, err = output(dir, nil, "git", "checkout", "-q", "--detach", strings.TrimSpace(id))
	return err
}

// build makes the tool of a tree in a directory. How facts are printed is not the tree's own matter: that program comes from
// the checkout that does the comparing.
func build(tree, checkout, dir string) (*tool, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	overlay := filepath.Join(dir, "overlay.json")
	name := filepath.Join("docs", "oracle", "summaries", "main.go")
	data, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(tree, name): filepath.Join(checkout, name)}})
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(overlay, data, 0o666); err != nil {
		return nil, err
	}
	t := &tool{vettool: filepath.Join(dir, "retryvet"), summaries: filepath.Join(dir, "summaries")}
	plain := filepath.Join(dir, "plain")
	for _, b := range []struct{ program, id, pkg string }{
		{plain, "", "./cmd/retryvet"},
		{t.vettool, rand.Text(), "./cmd/retryvet"},
		{t.summaries, "", "./docs/oracle/summaries"},
	} {
		// Nothing of where and when it is built: the same files make the same program.
		if _, err := output(tree, nil, "go", "build", "-trimpath", "-buildvcs=false", "-overlay="+overlay, "-ldflags=-buildid="+b.id, "-o", b.program, b.pkg); err != nil {
			return nil, err
		}
	}
	sum := sha256.New()
	for _, program := range []string{plain, t.summaries} {
		data, err := os.ReadFile(program)
		if err != nil {
			return nil, err
		}
		sum.Write(data)
	}
	t.key = fmt.Sprintf("%x", sum.Sum(nil))[:20]
	return t, nil
}

// output runs a program and returns what it prints.
func output(dir string, env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, stderr.Bytes())
	}
	return string(out), nil
}
