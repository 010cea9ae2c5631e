package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// kept is what a tool says of a case.
type kept struct {
	Findings map[string][]string // by package and rule, as the vettool prints them with -json and -details, in its order
	Facts    map[string][]string // by package, as they print themselves
}

func (k *kept) String() string {
	findings, facts := 0, 0
	for _, list := range k.Findings {
		findings += len(list)
	}
	for _, list := range k.Facts {
		facts += len(list)
	}
	return fmt.Sprintf("%d findings, %d facts in %d packages", findings, facts, len(k.Facts))
}

// kept returns what is kept of the case, or runs the tool and keeps it.
func (t *tool) kept(c testCase, cache string) (*kept, error) {
	key, err := c.key()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(cache, t.key, key+".json")
	if data, err := os.ReadFile(file); err == nil {
		k := &kept{}
		return k, json.Unmarshal(data, k)
	}
	k, err := t.run(c)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	return k, write(file, data)
}

// write makes a file that is there as a whole or not at all.
func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// run vets the packages of a case, with this program between the go command and the tool to note the facts.
func (t *tool) run(c testCase) (*kept, error) {
	dir, err := c.dir()
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	notes, err := os.MkdirTemp("", "retryvet-oracle-notes")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(notes)
	args := append([]string{"vet", "-toolexec=" + self, "-vettool=" + t.vettool, "-json", "-details"}, c.packages...)
	out, err := output(dir, append(slices.Clone(c.env), notesEnv+"="+notes), "go", args...)
	if err != nil {
		return nil, err
	}
	// Where the case is does not matter, and neither does in what order the go command took the packages.
	k := &kept{Findings: map[string][]string{}}
	if err := k.read(strings.ReplaceAll(out, dir+string(filepath.Separator), "")); err != nil {
		return nil, fmt.Errorf("reading what go vet printed: %w", err)
	}
	k.Facts, err = t.facts(notes)
	if err == nil && len(k.Facts) == 0 {
		err = errors.New("the tool ran on no package")
	}
	return k, err
}

// read adds the findings in the output of go vet -json: lines that name packages, and objects.
func (k *kept) read(out string) error {
	var documents strings.Builder
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "#") {
			documents.WriteString(line)
		}
	}
	for dec := json.NewDecoder(strings.NewReader(documents.String())); ; {
		var packages map[string]map[string]json.RawMessage
		if err := dec.Decode(&packages); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		for pkg, rules := range packages {
			for rule, result := range rules {
				list := []json.RawMessage{result} // an error of the rule
				if strings.HasPrefix(string(result), "[") {
					if err := json.Unmarshal(result, &list); err != nil {
						return err
					}
				}
				for _, finding := range list {
					line, err := compact(finding)
					if err != nil {
						return err
					}
					k.Findings[pkg+" "+rule] = append(k.Findings[pkg+" "+rule], line)
				}
			}
		}
	}
}

func compact(object json.RawMessage) (string, error) {
	data, err := json.Marshal(object)
	return string(data), err
}

// facts has the notes printed.
func (t *tool) facts(notes string) (map[string][]string, error) {
	entries, err := os.ReadDir(notes)
	if err != nil {
		return nil, err
	}
	encoded := map[string][]byte{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(notes, e.Name()))
		if err != nil {
			return nil, err
		}
		var n unitFacts
		if err := json.Unmarshal(data, &n); err != nil {
			return nil, err
		}
		encoded[n.ID] = n.Facts
	}
	data, err := json.Marshal(encoded)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(t.summaries)
	cmd.Stdin, cmd.Stderr = strings.NewReader(string(data)), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("printing facts: %w", err)
	}
	var lines map[string][]string
	return lines, json.Unmarshal(out, &lines)
}

// compare returns a line for each thing that only one of the two has: - for the first, + for the second.
func compare(before, after *kept) []string {
	return append(differences("", before.Findings, after.Findings), differences("facts of ", before.Facts, after.Facts)...)
}

func differences(what string, before, after map[string][]string) []string {
	keys := slices.Collect(maps.Keys(before))
	for key := range after {
		if _, both := before[key]; !both {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	var lines []string
	for _, key := range keys {
		b, inBefore := before[key]
		a, inAfter := after[key]
		if slices.Equal(b, a) && inBefore == inAfter {
			continue
		}
		gone, come := without(b, a), without(a, b)
		for _, line := range gone {
			lines = append(lines, "- "+what+key+" "+line)
		}
		for _, line := range come {
			lines = append(lines, "+ "+what+key+" "+line)
		}
		switch {
		case len(gone)+len(come) > 0:
		case inBefore && inAfter:
			lines = append(lines, "~ "+what+key+": the same in another order")
		case inBefore:
			lines = append(lines, "- "+what+key+" (not looked at)")
		default:
			lines = append(lines, "+ "+what+key+" (looked at)")
		}
	}
	return lines
}

// without are the lines of list beyond those of other, each as often as it is there too often.
func without(list, other []string) []string {
	left := map[string]int{}
	for _, line := range other {
		left[line]++
	}
	var rest []string
	for _, line := range list {
		if left[line]--; left[line] < 0 {
			rest = append(rest, line)
		}
	}
	return rest
}
