// Bench compares what retryvet costs, as a vet tool and by itself, with a vet tool that does nothing, with go vet, with staticcheck, and inside
// golangci-lint with its govet, on the module in a directory:
//
//	go run ./docs/bench [-rounds N] [-staticcheck PROGRAM] [-golangci PROGRAM] DIR [packages]
//
// The build cache is warm and the results of the tools are cold: no tool finds results of an earlier round. The tools
// take turns, so that other load on the machine hits all of them. CPU is user and system time of the command and all
// it ran. A second run follows at once, for which nothing has changed. At the end one more run of retryvet, which is not
// timed, counts the bytes of its facts.
package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	if list := os.Getenv(factsEnv); list != "" {
		noteFacts(list, os.Args[1:])
		return
	}
	rounds := flag.Int("rounds", 3, "how often every tool runs")
	staticcheck := flag.String("staticcheck", "", "staticcheck `program` to compare with")
	golangci := flag.String("golangci", "", "golangci-lint `program` with the plugin in it, as .ci/golangci/build makes it")
	flag.Parse()
	if flag.NArg() == 0 || *rounds < 1 {
		log.Fatal("usage: go run ./docs/bench [-rounds N] [-staticcheck PROGRAM] [-golangci PROGRAM] DIR [packages]")
	}
	tmp, err := os.MkdirTemp("", "retryvet-bench")
	if err != nil {
		log.Fatal(err)
	}
	b := &bench{tmp: tmp, dir: flag.Arg(0), packages: flag.Args()[1:]}
	if len(b.packages) == 0 {
		b.packages = []string{"./..."}
	}
	tools := []*tool{
		{name: "noop", command: b.vettool("./docs/bench/noop")},
		{name: "retryvet", command: b.vettool("./cmd/retryvet")},
		{name: "retryvet ./...", command: b.own},
		{name: "go vet", command: b.govet},
	}
	if *staticcheck != "" {
		tools = append(tools, &tool{name: "staticcheck", command: b.staticcheck(*staticcheck)})
	}
	if *golangci != "" {
		tools = append(tools, &tool{name: "golangci-lint: govet", command: b.golangci(*golangci, "govet", "")},
			&tool{name: "golangci-lint: retryvet", command: b.golangci(*golangci, "retryvet", "settings: {custom: {retryvet: {type: module}}}")})
	}
	err = b.run(tools, *rounds)
	os.RemoveAll(tmp)
	if err != nil {
		log.Fatal(err)
	}
}

type bench struct {
	tmp      string
	dir      string
	packages []string
}

// A tool prepares a command whose results nothing has cached. The command can run again, with its results cached.
type tool struct {
	name    string
	command func(stamp string) (func() *exec.Cmd, error)
	cold    []sample
	again   []sample
}

type sample struct {
	wall, cpu time.Duration
	peak      int64 // the most memory of one process, in KB on Linux; 0 if nobody tells
}

func (b *bench) run(tools []*tool, rounds int) error {
	for round := range rounds + 1 { // the first one warms the caches and is not counted
		for i := range tools {
			t := tools[(i+round)%len(tools)]
			command, err := t.command(rand.Text())
			if err != nil {
				return err
			}
			cold, err := measure(command())
			if err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			again, err := measure(command())
			if err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			if round > 0 {
				t.cold, t.again = append(t.cold, cold), append(t.again, again)
			}
			fmt.Fprintf(os.Stderr, "round %d of %d: %s: wall %s, cpu %s, again %s\n", round, rounds, t.name, seconds(cold.wall), seconds(cold.cpu), seconds(again.cpu))
		}
	}
	if err := b.print(os.Stdout, tools, rounds); err != nil {
		return err
	}
	sizes, err := b.facts()
	if err != nil {
		return err
	}
	fmt.Println()
	fmt.Println(sizes)
	return nil
}

func measure(cmd *exec.Cmd) (sample, error) {
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	exit := (*exec.ExitError)(nil)
	if errors.As(err, &exit) && slices.Contains([]string{"staticcheck", "retryvet"}, filepath.Base(cmd.Path)) && exit.ExitCode() == 1 {
		err = nil // findings; the others are told to succeed all the same
	}
	if err != nil {
		return sample{}, fmt.Errorf("%w\n%s", err, stderr.Bytes())
	}
	return sample{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)}, nil
}

// vettool returns a tool of this module. The go command knows a tool by its content, so that another build ID, which is
// part of the executable, makes another tool.
func (b *bench) vettool(pkg string) func(string) (func() *exec.Cmd, error) {
	return func(stamp string) (func() *exec.Cmd, error) {
		exe := filepath.Join(b.tmp, filepath.Base(pkg))
		build := exec.Command("go", "build", "-o", exe, "-ldflags=-buildid="+stamp, pkg)
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
		return b.command(nil, "go", "vet", "-json", "-vettool="+exe), nil
	}
}

// own is retryvet by itself, without go vet, with nothing kept.
func (b *bench) own(stamp string) (func() *exec.Cmd, error) {
	if _, err := b.vettool("./cmd/retryvet")(stamp); err != nil {
		return nil, err
	}
	return b.command([]string{"RETRYVETCACHE=" + filepath.Join(b.tmp, stamp)}, filepath.Join(b.tmp, "retryvet")), nil
}

// govet makes a go vet of its own by a flag that changes no result: a released vet is known by its version.
func (b *bench) govet(stamp string) (func() *exec.Cmd, error) {
	return b.command(nil, "go", "vet", "-json", "-printf.funcs=bench"+stamp), nil
}

func (b *bench) staticcheck(program string) func(string) (func() *exec.Cmd, error) {
	return func(stamp string) (func() *exec.Cmd, error) {
		return b.command([]string{"STATICCHECK_CACHE=" + filepath.Join(b.tmp, stamp)}, program), nil
	}
}

// golangci runs one linter of golangci-lint and no other.
func (b *bench) golangci(program, linter, settings string) func(string) (func() *exec.Cmd, error) {
	return func(stamp string) (func() *exec.Cmd, error) {
		config := filepath.Join(b.tmp, linter+".yml")
		text := fmt.Sprintf("version: \"2\"\nlinters:\n  default: none\n  enable: [%s]\n  %s\n", linter, settings)
		if err := os.WriteFile(config, []byte(text), 0o666); err != nil {
			return nil, err
		}
		env := []string{"GOLANGCI_LINT_CACHE=" + filepath.Join(b.tmp, stamp)}
		return b.command(env, program, "run", "--config="+config, "--issues-exit-code=0", "--timeout=1h"), nil
	}
}

func (b *bench) command(env []string, name string, args ...string) func() *exec.Cmd {
	return func() *exec.Cmd {
		cmd := exec.Command(name, slices.Concat(args, b.packages)...)
		cmd.Dir = b.dir
		cmd.Env = append(os.Environ(), env...)
		return cmd
	}
}

func (b *bench) print(w io.Writer, tools []*tool, rounds int) error {
	fmt.Fprintf(w, "%s %s, %s, %s/%s, %d CPUs, median of %d rounds\n\n", b.dir, strings.Join(b.packages, " "), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), rounds)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "tool\twall s\tCPU s\tCPU min-max\tCPU / noop\tpeak MB\tnothing changed: wall s\tCPU s\tCPU min-max\t")
	base := median(tools[0].cold)
	for _, t := range tools {
		cold, again := median(t.cold), median(t.again)
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%.2f\t%d\t%s\t%s\t%s\t\n", t.name, seconds(cold.wall), seconds(cold.cpu), span(t.cold),
			float64(cold.cpu)/float64(base.cpu), cold.peak>>10, seconds(again.wall), seconds(again.cpu), span(t.again))
	}
	return tw.Flush()
}

func span(samples []sample) string {
	byCPU := func(a, b sample) int { return int(a.cpu - b.cpu) }
	return seconds(slices.MinFunc(samples, byCPU).cpu) + "-" + seconds(slices.MaxFunc(samples, byCPU).cpu)
}

// median returns the medians of wall and CPU time, each by itself, and the most memory of all rounds.
func median(samples []sample) sample {
	var wall, cpu []time.Duration
	var most int64
	for _, s := range samples {
		most = max(most, s.peak)
		wall, cpu = append(wall, s.wall), append(cpu, s.cpu)
	}
	slices.Sort(wall)
	slices.Sort(cpu)
	return sample{wall[len(wall)/2], cpu[len(cpu)/2], most}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()) }
