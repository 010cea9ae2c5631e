// Bench compares what retryvet costs with a vet tool that does nothing, with go vet, and with staticcheck, on the module
// in a directory:
//
//	go run ./docs/bench [-rounds N] [-staticcheck PROGRAM] DIR [packages]
//
// The build cache is warm and the results of the tools are cold: no tool finds results of an earlier round. The tools
// take turns, so that other load on the machine hits all of them. CPU is user and system time of the go command and all
// it ran.
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
	rounds := flag.Int("rounds", 3, "how often every tool runs")
	staticcheck := flag.String("staticcheck", "", "staticcheck `program` to compare with")
	flag.Parse()
	if flag.NArg() == 0 || *rounds < 1 {
		log.Fatal("usage: go run ./docs/bench [-rounds N] [-staticcheck PROGRAM] DIR [packages]")
	}
	tmp, err := os.MkdirTemp("", "retryvet-bench")
	if err != nil {
		log.Fatal(err)
	}
	b := &bench{tmp: tmp, dir: flag.Arg(0), packages: flag.Args()[1:]}
	if len(b.packages) == 0 {
		b.packages = []string{"./..."}
	}
	err = b.run(*rounds, *staticcheck)
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

// A tool prepares a command whose results nothing has cached.
type tool struct {
	name    string
	command func(stamp string) (*exec.Cmd, error)
	samples []sample
}

type sample struct{ wall, cpu time.Duration }

func (b *bench) run(rounds int, staticcheck string) error {
	tools := []*tool{
		{name: "noop", command: b.vettool("./docs/bench/noop")},
		{name: "retryvet", command: b.vettool("./cmd/retryvet")},
		{name: "go vet", command: b.govet},
	}
	if staticcheck != "" {
		tools = append(tools, &tool{name: "staticcheck", command: b.staticcheck(staticcheck)})
	}
	for round := range rounds + 1 { // the first one warms the caches and is not counted
		for i := range tools {
			t := tools[(i+round)%len(tools)]
			s, err := measure(t)
			if err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			if round > 0 {
				t.samples = append(t.samples, s)
			}
			fmt.Fprintf(os.Stderr, "round %d of %d: %s: wall %s, cpu %s\n", round, rounds, t.name, seconds(s.wall), seconds(s.cpu))
		}
	}
	return b.print(os.Stdout, tools, rounds)
}

func measure(t *tool) (sample, error) {
	cmd, err := t.command(rand.Text())
	if err != nil {
		return sample{}, err
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err = cmd.Run()
	wall := time.Since(start)
	exit := (*exec.ExitError)(nil)
	if errors.As(err, &exit) && filepath.Base(cmd.Path) == "staticcheck" && exit.ExitCode() == 1 {
		err = nil // findings; go vet -json has no such status
	}
	if err != nil {
		return sample{}, fmt.Errorf("%w\n%s", err, stderr.Bytes())
	}
	return sample{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}, nil
}

// vettool returns a tool of this module. The go command knows a tool by its content, so that another build ID, which is
// part of the executable, makes another tool.
func (b *bench) vettool(pkg string) func(string) (*exec.Cmd, error) {
	return func(stamp string) (*exec.Cmd, error) {
		exe := filepath.Join(b.tmp, filepath.Base(pkg))
		build := exec.Command("go", "build", "-o", exe, "-ldflags=-buildid="+stamp, pkg)
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
		return b.command("go", "vet", "-json", "-vettool="+exe), nil
	}
}

// govet makes a go vet of its own by a flag that changes no result: a released vet is known by its version.
func (b *bench) govet(stamp string) (*exec.Cmd, error) {
	return b.command("go", "vet", "-json", "-printf.funcs=bench"+stamp), nil
}

func (b *bench) staticcheck(program string) func(string) (*exec.Cmd, error) {
	return func(stamp string) (*exec.Cmd, error) {
		cmd := b.command(program)
		cmd.Env = append(os.Environ(), "STATICCHECK_CACHE="+filepath.Join(b.tmp, stamp))
		return cmd, nil
	}
}

func (b *bench) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, append(args, b.packages...)...)
	cmd.Dir = b.dir
	return cmd
}

func (b *bench) print(w io.Writer, tools []*tool, rounds int) error {
	fmt.Fprintf(w, "%s %s, %s/%s, %d CPUs, median of %d rounds\n\n", b.dir, strings.Join(b.packages, " "), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), rounds)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "tool\twall s\tCPU s\tCPU min-max\tCPU / noop\t")
	base := median(tools[0].samples)
	for _, t := range tools {
		m := median(t.samples)
		lo, hi := slices.MinFunc(t.samples, byCPU), slices.MaxFunc(t.samples, byCPU)
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s-%s\t%.2f\t\n", t.name, seconds(m.wall), seconds(m.cpu), seconds(lo.cpu), seconds(hi.cpu), float64(m.cpu)/float64(base.cpu))
	}
	return tw.Flush()
}

func byCPU(a, b sample) int { return int(a.cpu - b.cpu) }

// median returns the medians of wall and CPU time, each by itself.
func median(samples []sample) sample {
	var wall, cpu []time.Duration
	for _, s := range samples {
		wall, cpu = append(wall, s.wall), append(cpu, s.cpu)
	}
	slices.Sort(wall)
	slices.Sort(cpu)
	return sample{wall[len(wall)/2], cpu[len(cpu)/2]}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()) }
