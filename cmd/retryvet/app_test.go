package main

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// Results that could not be written are a failure, not a clean bill.
func TestWriteError(t *testing.T) {
	var stderr strings.Builder
	a := &app{stdout: fullDisk{}, stderr: &stderr}
	if code := a.main(t.Context(), []string{"version"}); code != exitFailure {
		t.Errorf("exit status is %d, want %d", code, exitFailure)
	}
	if want := "retryvet: no space left on device\n"; stderr.String() != want {
		t.Errorf("stderr is %q, want %q", stderr.String(), want)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr strings.Builder
	a := &app{stdout: &stdout, stderr: &stderr, tool: func() (string, error) { return "unused", nil }}
	if code := a.main(ctx, nil); code != exitFailure {
		t.Errorf("exit status is %d, want %d", code, exitFailure)
	}
	if stdout.Len() > 0 || stderr.String() != "retryvet: interrupted\n" {
		t.Errorf("stdout is %q, stderr is %q", stdout.String(), stderr.String())
	}
}

// A reader that goes away, as head does, ends the command without a word.
func TestClosedPipe(t *testing.T) {
	tool, err := exec.LookPath("retryvet") // installed by TestMain
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, "catalog", "show", "upyun", "-format", "json")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	cmd.WaitDelay = time.Minute
	err = cmd.Run()
	exit := (*exec.ExitError)(nil)
	if !errors.As(err, &exit) || stderr.Len() > 0 {
		t.Fatalf("error is %v, stderr is %q", err, stderr.String())
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signal() != syscall.SIGPIPE {
		t.Errorf("ended with %v, want a broken pipe", exit)
	}
}

func TestWants(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "nonretryable unknowncode nobackoff"},
		{[]string{"-nobackoff=false"}, "nonretryable unknowncode"},
		{[]string{"-nobackoff"}, "nobackoff"},
		{[]string{"-nobackoff", "-unknowncode=false"}, "nobackoff"},
		{[]string{"-nobackoff=false", "-nobackoff=true"}, "nobackoff"}, // the last one counts
	} {
		o, _, err := parse(test.args)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, name := range []string{"nonretryable", "unknowncode", "nobackoff"} {
			if o.wants(name, false) {
				got = append(got, name)
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%q runs %q, want %q", test.args, s, test.want)
		}
	}
}

func TestIsVettool(t *testing.T) {
	for _, test := range []struct {
		args string
		want bool
	}{
		{"-V=full", true},
		{"-flags", true},
		{"/tmp/vet.cfg", true},
		{"-json -nobackoff=false /tmp/vet.cfg", true},
		{"-catalogs /a.yaml -json /tmp/vet.cfg", true},
		{"", false},
		{"./...", false},
		{"-format json ./...", false},
		{"catalog check my.cfg", false},
		{"-version", false},
	} {
		if got := isVettool(strings.Fields(test.args)); got != test.want {
			t.Errorf("isVettool(%q) = %t", test.args, got)
		}
	}
}
