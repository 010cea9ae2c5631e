package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/retryvet/retryvet/analyzers"
)

func main() { unitchecker.Main(analyzers.Suite(analyzers.Config{})...) }
