package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/config"
)

var shells = []string{"bash", "fish", "zsh"}

// completion is the command of that name: a script that completes commands, flags and what flags can be, for a shell.
func completion(_ context.Context, o *options, words []string, out io.Writer) (int, error) {
	if len(words) != 1 || o.format != "text" {
		return exitFailure, errors.New("usage: retryvet completion bash|fish|zsh")
	}
	c := completed()
	var script strings.Builder
	switch words[0] {
	case "bash":
		c.bash(&script)
	case "fish":
		c.fish(&script)
	case "zsh":
		c.zsh(&script)
	default:
		return exitFailure, oneOf("shell", words[0], shells)
	}
	_, err := io.WriteString(out, script.String())
	return exitClean, err
}

// A completedFlag is a flag as shells complete it.
type completedFlag struct {
	name, usage string
	bare        bool     // has no value
	values      []string // that it can have; files, if none are known
	dirs        bool     // directories
}

type completions struct {
	flags    []completedFlag
	commands []completedCommand
}

// A completedCommand has the words that can follow it.
type completedCommand struct {
	name string
	next []string
}

func completed() completions {
	var severities []string
	for _, rule := range ruleNames() {
		for _, level := range config.Levels() {
			severities = append(severities, rule+"="+level)
		}
	}
	values := map[string][]string{"format": allFormats(), "driver": drivers, "lang": analyzers.Languages(), "severity": severities}
	var c completions
	(&options{}).flags().VisitAll(func(f *flag.Flag) {
		boolean, ok := f.Value.(interface{ IsBoolFlag() bool })
		_, usage := flag.UnquoteUsage(f)
		c.flags = append(c.flags, completedFlag{f.Name, usage, ok && boolean.IsBoolFlag(), values[f.Name], f.Name == "C"})
	})
	explained := ruleNames()
	for _, w := range analyzers.Whys() {
		explained = append(explained, w.ID)
	}
	next := map[string][]string{
		"catalog": {"check", "list", "new", "show"}, "completion": shells, "config": {"check", "init", "print"}, "explain": explained,
	}
	for _, name := range commandNames() {
		c.commands = append(c.commands, completedCommand{name, next[name]})
	}
	return c
}

// bash completes files where nothing else fits, since packages are directories.
func (c completions) bash(out *strings.Builder) {
	var cases, flags strings.Builder
	for _, f := range c.flags {
		fmt.Fprintf(&flags, " -%s", f.name)
		switch words := strings.Join(f.values, " "); {
		case f.bare:
		case words != "":
			fmt.Fprintf(&cases, "\t-%s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", f.name, words)
		case f.dirs:
			fmt.Fprintf(&cases, "\t-%s) COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n", f.name)
		default:
			fmt.Fprintf(&cases, "\t-%s) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n", f.name)
		}
	}
	for _, d := range c.commands {
		if len(d.next) > 0 {
			fmt.Fprintf(&cases, "\t%s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", d.name, strings.Join(d.next, " "))
		}
	}
	fmt.Fprintf(out, `# bash completion of retryvet: source <(retryvet completion bash)
_retryvet() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	COMPREPLY=()
	case $prev in
%s	esac
	case $cur in
	-*) COMPREPLY=($(compgen -W '%s' -- "$cur")); return ;;
	esac
	[ "$COMP_CWORD" -ne 1 ] || COMPREPLY=($(compgen -W '%s' -- "$cur"))
	COMPREPLY+=($(compgen -d -- "$cur"))
}
complete -o filenames -F _retryvet retryvet
`, cases.String(), strings.TrimSpace(flags.String()), strings.Join(commandNames(), " "))
}

func (c completions) fish(out *strings.Builder) {
	fmt.Fprintf(out, "# fish completion of retryvet: retryvet completion fish | source\n")
	for _, f := range c.flags {
		line := fmt.Sprintf("complete -c retryvet -o %s -d %s", f.name, quoted(f.usage))
		switch {
		case f.bare:
		case len(f.values) > 0:
			line += " -x -a " + quoted(strings.Join(f.values, " "))
		case f.dirs:
			line += " -x -a '(__fish_complete_directories)'"
		default:
			line += " -r -F"
		}
		fmt.Fprintln(out, line)
	}
	for _, d := range c.commands {
		fmt.Fprintf(out, "complete -c retryvet -n __fish_use_subcommand -a %s\n", d.name)
		if len(d.next) > 0 {
			fmt.Fprintf(out, "complete -c retryvet -f -n '__fish_seen_subcommand_from %s' -a %s\n", d.name, quoted(strings.Join(d.next, " ")))
		}
	}
}

func (c completions) zsh(out *strings.Builder) {
	escape := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`).Replace
	fmt.Fprint(out, "#compdef retryvet\n# zsh completion of retryvet: source <(retryvet completion zsh), after compinit\n_retryvet() {\n\tlocal context state line\n\t_arguments -C \\\n")
	for _, f := range c.flags {
		action := ":value:_files"
		switch {
		case f.bare:
			action = ""
		case len(f.values) > 0:
			action = ":value:(" + strings.Join(f.values, " ") + ")"
		case f.dirs:
			action = ":directory:_files -/"
		}
		fmt.Fprintf(out, "\t\t%s \\\n", quoted("-"+f.name+"["+escape(f.usage)+"]"+action))
	}
	fmt.Fprint(out, "\t\t'1: :->first' '*: :->rest'\n\tcase $state in\n")
	fmt.Fprintf(out, "\tfirst) compadd -- %s; _files -/ ;;\n\trest)\n\t\tcase $line[1] in\n", strings.Join(commandNames(), " "))
	for _, d := range c.commands {
		if len(d.next) > 0 {
			fmt.Fprintf(out, "\t\t%s) compadd -- %s ;;\n", d.name, strings.Join(d.next, " "))
		}
	}
	fmt.Fprint(out, "\t\t*) _files ;;\n\t\tesac ;;\n\tesac\n}\nif [ \"$funcstack[1]\" = _retryvet ]; then _retryvet \"$@\"; else compdef _retryvet retryvet; fi\n")
}

// quoted is one word of a shell.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
