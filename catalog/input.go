package catalog

import "github.com/retryvet/retryvet/catalog/strictyaml"

// Input is the content of a catalog file. Its name is what errors call it; the extension tells YAML (.yaml, .yml) from
// JSON (.json).
type Input = strictyaml.Input

// Error is one fault of a catalog file.
type Error = strictyaml.Error
