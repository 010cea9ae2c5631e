// Reads a configuration of goreleaser as goreleaser does, strictly. It is built in a module of its own, by .ci/release/run.
package main

import (
	"fmt"
	"os"

	"github.com/goreleaser/goreleaser/v2/pkg/config"
)

func main() {
	p, err := config.Load(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, b := range p.Builds {
		for _, system := range b.Goos {
			for _, arch := range b.Goarch {
				fmt.Println(system, arch, b.Main)
			}
		}
	}
}
