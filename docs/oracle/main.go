// Oracle compares what retryvet finds and what facts it exports with what those of another commit do, on the fixtures, on
// the demo and on public modules:
//
//	go run ./docs/oracle [-base COMMIT] [-cache DIR] [case...]
//
// Every finding is compared with all its details, and every fact as its String says it; so is the order in which they come.
// It is for changes that are to change neither. What it has seen is kept by content: of the program, and of what that ran on.
// The exit status is 1 if there is a difference, and 2 if something cannot be compared.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("oracle: ")
	if dir := os.Getenv(notesEnv); dir != "" {
		os.Exit(note(dir, os.Args[1:]))
	}
	base := flag.String("base", "HEAD", "the `commit` to compare the files as they are with")
	cache := flag.String("cache", "", "`directory` for what is kept, in the user's cache if none is named")
	list := flag.Bool("list", false, "print the names of the cases")
	flag.Parse()
	root, err := findRoot()
	if err == nil && *cache == "" {
		if *cache, err = os.UserCacheDir(); err == nil {
			*cache = filepath.Join(*cache, "retryvet-oracle")
		}
	}
	if err != nil {
		fail(err)
	}
	all, err := cases(root)
	if err != nil {
		fail(err)
	}
	if *list {
		for _, c := range all {
			fmt.Println(c.name)
		}
		return
	}
	chosen, err := choose(all, flag.Args())
	if err != nil {
		fail(err)
	}
	same, err := run(root, *base, *cache, chosen)
	if err != nil {
		fail(err)
	}
	if !same {
		os.Exit(1)
	}
}

func fail(err error) {
	log.Print(err)
	os.Exit(2)
}

// findRoot returns the directory of this module, in which the program has to be run, or below.
func findRoot() (string, error) {
	file, err := output("", nil, "go", "env", "GOMOD")
	if err != nil {
		return "", err
	}
	root := filepath.Dir(strings.TrimSpace(file))
	if _, err := os.Stat(filepath.Join(root, "docs", "oracle")); err != nil {
		return "", errors.New("run it in a checkout of retryvet")
	}
	return root, nil
}

// choose returns the cases of the names, in the order of all, or all if there are no names.
func choose(all []testCase, names []string) ([]testCase, error) {
	for _, name := range names {
		if !slices.ContainsFunc(all, func(c testCase) bool { return c.name == name }) {
			return nil, fmt.Errorf("no case %s; -list prints them", name)
		}
	}
	if len(names) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(slices.Clone(all), func(c testCase) bool { return !slices.Contains(names, c.name) }), nil
}

// run compares the base and the files as they are in all cases, and prints what it sees.
func run(root, base, cache string, all []testCase) (same bool, err error) {
	tmp, err := os.MkdirTemp("", "retryvet-oracle")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(tmp)
	tree := filepath.Join(tmp, "base")
	if err := checkOut(root, base, tree); err != nil {
		return false, err
	}
	before, err := build(tree, root, filepath.Join(tmp, "before"))
	if err != nil {
		return false, fmt.Errorf("%s: %w", base, err)
	}
	after, err := build(root, root, filepath.Join(tmp, "after"))
	if err != nil {
		return false, err
	}
	same = true
	for _, c := range all {
		b, err := before.kept(c, cache)
		if err != nil {
			return false, fmt.Errorf("%s with %s: %w", c.name, base, err)
		}
		a, err := after.kept(c, cache)
		if err != nil {
			return false, fmt.Errorf("%s: %w", c.name, err)
		}
		lines := compare(b, a)
		for _, line := range lines {
			fmt.Println(c.name + ": " + line)
		}
		same = same && len(lines) == 0
		fmt.Printf("%s: %s; %s\n", c.name, b, verdict(lines))
	}
	return same, nil
}

func verdict(lines []string) string {
	if len(lines) == 0 {
		return "no difference"
	}
	return "DIFFERENT"
}
