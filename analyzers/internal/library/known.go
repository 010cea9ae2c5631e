package library

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Known is what the table assumes of a package, for people.
type Known struct {
	Package string   `json:"package"` // an import path, or how several begin; without a major version it stands for every one
	Kind    string   `json:"kind"`    // retry library, client or errors
	Assumes []string `json:"assumes"`
}

// The kinds of knowledge.
const (
	kindLibrary = "retry library"
	kindClient  = "client"
	kindErrors  = "errors"
)

// All is all that the table knows, by package.
func All() []Known {
	by := map[[2]string][]string{}
	add := func(pkg, kind, text string) {
		k := [2]string{strings.TrimSuffix(pkg, "/"), kind}
		by[k] = append(by[k], text)
	}
	for name, r := range retries() {
		pkg, _, _ := Cut(name)
		add(pkg, kindLibrary, own(name)+": "+r.describe())
	}
	for name, r := range repeats() {
		pkg, of := name, ""
		if i := strings.LastIndexByte(name, '.'); i > strings.LastIndexByte(name, '/') && !strings.HasPrefix(name, "gitlab.com") {
			pkg, of = name[:i], name[i+1:]+": "
		}
		add(pkg, kindClient, of+r.describe())
	}
	for name := range statusFields() {
		i := strings.LastIndexByte(name, '/')
		dot := strings.IndexByte(name[i+1:], '.') + i + 1
		add(name[:dot], kindErrors, name[dot+1:]+" holds the status")
	}
	for name := range tests() {
		pkg, _, _ := Cut(name)
		add(pkg, kindErrors, own(name)+" tests the status")
	}
	var all []Known
	for _, k := range slices.SortedFunc(maps.Keys(by), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
		slices.Sort(by[k])
		all = append(all, Known{k[0], k[1], by[k]})
	}
	return all
}

// own is a full name without its package: "Retrier.Do".
func own(fullName string) string {
	_, recv, name := Cut(fullName)
	if recv == "" {
		return name
	}
	return strings.TrimPrefix(recv, "*") + "." + name
}

var classTexts = [...]string{
	AgainOnErr:    "an error means again, unless it is marked as final",
	AgainOnAnyErr: "every error means again",
	StopOnErr:     "an error means stop, unless it is marked for another try",
	Marked:        "the error says whether there is another try",
	RetryErr:      "true means again",
	RetryBadErr:   "true means again, if there is an error",
	DoneErr:       "false without an error means again",
	StopErr:       "false means again",
	ErrAgain:      "true means again",
	AgainIf:       "an error means again if a predicate says so",
	AgainOn:       "an error means again for some statuses",
	AgainUnless:   "an error means again until the callback breaks",
	Requeues:      "an error means again later, with the object read anew",
}

func (r Retry) describe() string {
	text := classTexts[r.Class]
	if d := r.Schedule.describe(); d != "" {
		text += "; " + d
	}
	return text
}

// describe says how a library tries by default, as far as the table says so.
func (s Schedule) describe() string {
	var parts []string
	switch {
	case s.Bound == Forever:
		parts = append(parts, "for ever")
	case s.Bound == Timed:
		parts = append(parts, "until a time limit")
	case s.Bound > 0:
		parts = append(parts, fmt.Sprintf("%d attempts", s.Bound))
	}
	each := ""
	if s.Each > 0 {
		each = " " + s.Each.String()
	}
	switch s.Pace {
	case NoDelay:
		parts = append(parts, "no delay")
	case Constant:
		if s.Jitter {
			each += " and jitter"
		}
		parts = append(parts, "a constant delay"+each)
	case Growing:
		if each != "" {
			each = " from" + each + " on"
		}
		parts = append(parts, "a growing delay"+each)
	case Varying:
		parts = append(parts, "a delay")
	}
	if s.Hint {
		parts = append(parts, "heeds Retry-After")
	}
	if s.Context {
		parts = append(parts, "ends with a context")
	}
	return strings.Join(parts, ", ")
}

func (r Repeat) describe() string {
	if r.Attempts == 1 {
		return "sends again only if " + r.Setting + " says so"
	}
	var codes []string
	for _, s := range r.Statuses {
		text := fmt.Sprint(s[0])
		if s[1] > s[0] {
			text += fmt.Sprintf("-%d", s[1])
		}
		codes = append(codes, text)
	}
	text := fmt.Sprintf("%d attempts for %s", r.Attempts, strings.Join(codes, ", "))
	if !r.Answered {
		text += " and requests without an answer"
	}
	if r.Setting != "" {
		text += "; " + r.Setting + " sets how many"
	}
	return text
}

// Knows reports whether the table speaks of a module's packages.
func Knows(module string) bool {
	plain := strings.TrimSuffix(unversioned(module+"."), ".")
	return slices.ContainsFunc(All(), func(k Known) bool {
		for _, m := range []string{module, plain} {
			if k.Package == m || strings.HasPrefix(k.Package, m+"/") || strings.HasPrefix(m, k.Package+"/") {
				return true
			}
		}
		return false
	})
}
