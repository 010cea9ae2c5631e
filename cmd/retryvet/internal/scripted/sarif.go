package scripted

import (
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ValidateSARIF reports what the published schema does not let a log be.
func ValidateSARIF(log string) error {
	return validate(filepath.Join("sarif", "sarif-schema-2.1.0.json"), log)
}

// validate reports what a schema, a file or one in testdata, does not let a document be.
func validate(schema, doc string) error {
	if !filepath.IsAbs(schema) {
		root, err := checkout()
		if err != nil {
			return err
		}
		schema = filepath.Join(root, "testdata", schema)
	}
	compiled, err := jsonschema.NewCompiler().Compile(schema)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(doc))
	if err != nil {
		return err
	}
	return compiled.Validate(value)
}
