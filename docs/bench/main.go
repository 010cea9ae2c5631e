// Bench compares what retryvet costs, as a vet tool and by itself, with a vet tool that does nothing, with go vet, with staticcheck, and inside
// golangci-lint with its govet, on the module in a directory:
//
//	go run ./docs/bench [-rounds N] [-staticcheck PROGRAM] [-golangci PROGRAM] [-edit FILE] [-empty] [-unwarmed] DIR [packages]
//	go run ./docs/bench -growth [-rounds N] DIR...
//
// The build cache is warm, or empty if -empty says so, and the results of the tools are cold: no tool finds results of an earlier round.
// The tools take turns, so that other load on the machine hits all of them. CPU is user and system time of the command and all
// it ran. A second run follows at once, for which nothing has changed; and with -edit a third one, for which a declaration is added to a file
// of the module, that is as it was afterwards. At the end one more run of retryvet, which is not timed, counts the bytes of its facts.
//
// With -growth retryvet runs by itself over modules, and what it takes is shown beside the lines that it looked at.
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
	edit := flag.String("edit", "", "`file` of the module, relative to its directory, that is changed for a third run")
	empty := flag.Bool("empty", false, "begin each run with an empty build cache")
	growth := flag.Bool("growth", false, "run retryvet alone, over several modules")
	unwarmed := flag.Bool("unwarmed", false, "do not warm the build cache by a round that is not counted: to see that all of it works")
	flag.Parse()
	if flag.NArg() == 0 || *rounds < 1 {
		log.Fatal("usage: go run ./docs/bench [-rounds N] [-staticcheck PROGRAM] [-golangci PROGRAM] [-edit FILE] [-empty] [-unwarmed] DIR [packages], or -growth [-rounds N] DIR...")
	}
	tmp, err := os.MkdirTemp("", "retryvet-bench")
	if err != nil {
		log.Fatal(err)
	}
	b := &bench{tmp: tmp, dir: flag.Arg(0), packages: flag.Args()[1:], empty: *empty, unwarmed: *unwarmed}
	if *edit != "" {
		b.edit = filepath.Join(b.dir, *edit)
	}
	if len(b.packages) == 0 || *growth {
		b.packages = []string{"./..."}
	}
	if *growth {
		err = b.grow(os.Stdout, flag.Args(), *rounds)
	} else {
		err = b.run(b.tools(*staticcheck, *golangci), *rounds)
	}
	os.RemoveAll(tmp)
	if err != nil {
		log.Fatal(err)
	}
}

// tools are those that are compared; the programs are "" for those that are not.
func (b *bench) tools(staticcheck, golangci string) []*tool {
	tools := []*tool{
		{name: "noop", command: b.vettool("./docs/bench/noop")},
		{name: "retryvet", command: b.vettool("./cmd/retryvet")},
		{name: "retryvet ./...", command: b.own},
		{name: "go vet", command: b.govet},
	}
	if staticcheck != "" {
		tools = append(tools, &tool{name: "staticcheck", command: b.staticcheck(staticcheck)})
	}
	if golangci != "" {
		tools = append(tools, &tool{name: "golangci-lint: govet", command: b.golangci(golangci, "govet", "")},
			&tool{name: "golangci-lint: retryvet", command: b.golangci(golangci, "retryvet", "settings: {custom: {retryvet: {type: module}}}")})
	}
	return tools
}

type bench struct {
	tmp      string
	dir      string
	packages []string
	edit     string // the file that is changed for a third run; "" for none
	empty    bool   // the build cache is, before each first run
	unwarmed bool   // no round goes before those that are counted
}

// A tool prepares a command whose results nothing has cached. The command can run again, with its results cached.
type tool struct {
	name    string
	command func(stamp string) (func() *exec.Cmd, error)
	cold    []sample
	again   []sample // nothing has changed
	edited  []sample // one file has
}

type sample struct {
	wall, cpu time.Duration
	peak      int64 // the most memory of one process, in KB on Linux; 0 if nobody tells
}

func (b *bench) run(tools []*tool, rounds int) error {
	first := 0 // it warms the caches and is not counted
	if b.empty || b.unwarmed {
		first = 1
	}
	for round := first; round <= rounds; round++ {
		for i := range tools {
			t := tools[(i+round)%len(tools)]
			if err := b.round(t, round > 0); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round, rounds, t.name)
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

// round runs a tool until nothing is new to it, and once more after a change.
func (b *bench) round(t *tool, counted bool) error {
	stamp := rand.Text()
	command, err := t.command(stamp)
	if err != nil {
		return err
	}
	run := func() (sample, error) { return measure(command()) }
	if b.empty {
		cache := filepath.Join(b.tmp, "build-"+stamp)
		defer os.RemoveAll(cache)
		run = func() (sample, error) {
			cmd := command()
			cmd.Env = append(cmd.Env, "GOCACHE="+cache)
			return measure(cmd)
		}
	}
	cold, err := run()
	if err != nil {
		return err
	}
	again, err := run()
	if err != nil {
		return err
	}
	var edited sample
	if b.edit != "" {
		if edited, err = b.changed(stamp, run); err != nil {
			return err
		}
	}
	if counted {
		t.cold, t.again, t.edited = append(t.cold, cold), append(t.again, again), append(t.edited, edited)
	}
	return nil
}

// changed measures a run for which the file to edit has one declaration more.
func (b *bench) changed(stamp string, run func() (sample, error)) (_ sample, err error) {
	text, err := os.ReadFile(b.edit)
	if err != nil {
		return sample{}, err
	}
	defer func() { err = errors.Join(err, os.WriteFile(b.edit, text, 0o666)) }()
	if err := os.WriteFile(b.edit, fmt.Appendf(bytes.Clone(text), "\nvar _ = %q\n", stamp), 0o666); err != nil {
		return sample{}, err
	}
	return run()
}

func measure(cmd *exec.Cmd) (sample, error) {
	var stderr bytes.Buffer
	if cmd.Stderr == nil {
		cmd.Stderr = &stderr
	}
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
	caches := "warm"
	if b.empty {
		caches = "empty"
	}
	fmt.Fprintf(w, "%s %s, %s, %s/%s, %d CPUs, build cache %s, median of %d rounds\n\n", b.dir, strings.Join(b.packages, " "), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), caches, rounds)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "tool\twall s\tCPU s\tCPU min-max\tCPU / noop\tpeak MB\tnothing changed: wall s\tCPU s\tCPU min-max\tone file changed: wall s\tCPU s\t")
	base := median(tools[0].cold)
	for _, t := range tools {
		cold, again, edited := median(t.cold), median(t.again), "-\t-"
		if b.edit != "" {
			s := median(t.edited)
			edited = seconds(s.wall) + "\t" + seconds(s.cpu)
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%.2f\t%d\t%s\t%s\t%s\t%s\t\n", t.name, seconds(cold.wall), seconds(cold.cpu), span(t.cold),
			float64(cold.cpu)/float64(base.cpu), cold.peak>>10, seconds(again.wall), seconds(again.cpu), span(t.again), edited)
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
