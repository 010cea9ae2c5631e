package unknowncode

import (
	"go/ast"
	"go/token"

	"github.com/retryvet/retryvet/analyzers/internal/api"
	"github.com/retryvet/retryvet/catalog"
)

// A carrier is what a comparison looks at.
type carrier uint8

const (
	statusCarrier carrier = iota // an HTTP status
	codeCarrier                  // a provider's error code, or some API's
)

// A comparison is a place where a status or an error code is compared with a constant.
type comparison struct {
	Node     ast.Expr // the constant, as written
	Subject  ast.Expr // the carrier, as written
	Op       token.Token
	Carrier  carrier
	Provider *catalog.Provider // nil if not tied
	Scheme   string            // of the provider's codes that the carrier holds; "" for any
	Evidence api.Evidence
	Code     catalog.Code
	Untyped  bool // the carrier is an interface: the type of the constant decides
	Named    bool // the constant is one of the provider's SDK
	Raw      bool // the constant is a literal, not a name
	Noted    bool // a comment or a condition beside it says what it means (of a raw code)
	Listed   bool // its function tells three codes of the carrier apart, or more, which no catalog has
	Partner  bool // the same condition or function tests the same carrier for the same constant otherwise
	Asked    bool // in a function that says whether to try again: what it leaves out is not taken for a success
}

// A contradicted is a condition over one status that is always true or never.
type contradicted struct {
	Node   ast.Expr
	Always bool
}

// compared is what a package compares.
type compared struct {
	Comparisons    []*comparison
	Contradictions []*contradicted
}
