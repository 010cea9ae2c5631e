package main

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Where $NOROOM is set, the program cannot write files of more than a few bytes, as if the disk were full.
func init() {
	if os.Getenv("NOROOM") != "" {
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 100, Max: 100}); err != nil {
			panic(err)
		}
	}
}

// However a run ends, the next one says what one without a cache says.
func TestStopped(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", "demo"))
	if err != nil {
		t.Fatal(err)
	}
	command := func(kept string, env ...string) *exec.Cmd {
		cmd := exec.Command("retryvet", "./...")
		cmd.Dir, cmd.Env = dir, append(append(os.Environ(), "GOFLAGS=", "RETRYVETCACHE="+kept), env...)
		return cmd
	}
	said := func(cmd *exec.Cmd) string {
		t.Helper()
		out, err := cmd.Output()
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != exitFindings {
			t.Fatalf("%v: %s", err, out)
		}
		return string(out)
	}
	want := said(command("off"))
	for _, sig := range []os.Signal{syscall.SIGKILL, os.Interrupt} {
		kept, stopped := t.TempDir(), 0
		for after := 100 * time.Millisecond; ; after *= 2 { // from before there is anything on to the end
			cmd := command(kept)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			timer := time.AfterFunc(after, func() { _ = cmd.Process.Signal(sig) })
			err := cmd.Wait()
			timer.Stop()
			if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == exitFindings {
				break
			}
			stopped++
		}
		if got := said(command(kept)); stopped == 0 || got != want {
			t.Errorf("after %d runs that were ended by %v: %s; want %s", stopped, sig, got, want)
		}
	}
	kept := t.TempDir()
	for _, env := range []string{"NOROOM=1", "NOROOM=1", "NOROOM="} {
		if got := said(command(kept, env)); got != want {
			t.Errorf("%s: %s; want %s", env, got, want)
		}
		var whole []string
		err := filepath.WalkDir(kept, func(name string, d os.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, "-d") {
				return err
			}
			info, err := d.Info()
			if err == nil && info.Size() > 0 {
				whole = append(whole, name)
			}
			return err
		})
		if err != nil || (len(whole) == 0) != (env != "NOROOM=") {
			t.Errorf("%s: %d entries are kept, %v", env, len(whole), err)
		}
	}
}
