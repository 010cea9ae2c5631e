package inventory

import (
	"encoding/json"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/report"
)

// A Package is what is known of the retries of one package.
type Package struct {
	Path      string     `json:"path"`
	Retries   []Retry    `json:"retries"`
	Functions []Function `json:"functions"`
	Remarks   []Remark   `json:"remarks,omitempty"`
}

// A Remark is what a rule has to say of a place that is no retry's: what it reports there, or why it does not.
type Remark struct {
	Rule string `json:"rule"`
	Place
	Message string  `json:"message,omitempty"` // of a finding
	Reason  *Reason `json:"reason,omitempty"`
}

// A Place is a position in a file, as in the details of findings.
type Place = report.Place

// A Retry is a way by which an attempt is made again.
type Retry struct {
	Place
	EndLine  int    `json:"endLine"`
	Package  string `json:"package"`
	Function string `json:"function"`
	How      string `json:"how"`               // loop, goto, recursion, callback, predicate, table, policy or client
	Library  string `json:"library,omitempty"` // the full name of the function that tries again, if it is not the program's
	Via      string `json:"via,omitempty"`     // how the program calls that, or the name of a predicate or a table

	Sends    *Sends `json:"sends,omitempty"`
	Provider string `json:"provider,omitempty"`

	Retries string   `json:"retries"` // the retry set in words, "" if nothing is known of it
	Certain bool     `json:"certain"` // it holds whatever conditions decide that were not understood
	Notable []string `json:"notable"` // of the codes that people ask for, those in the set, and "none" for a request without an answer
	Paths   []Path   `json:"paths"`
	Delays  []Delay  `json:"delays,omitempty"`
	WaitsAt []Place  `json:"waitsAt,omitempty"` // where it was seen to wait: not by what has no code here

	Bound      string `json:"bound,omitempty"` // what ends it, in words; "" if that is not known
	Attempts   int    `json:"attempts,omitempty"`
	TimeLimit  string `json:"timeLimit,omitempty"`
	Context    string `json:"context,omitempty"`    // what a context does: ends it, ends the waits, or is ignored by a wait
	RetryAfter string `json:"retryAfter,omitempty"` // the codes for which the server's word is heard
	Body       string `json:"body,omitempty"`       // what becomes of bodies, where something is known
	Nested     []Nest `json:"nested,omitempty"`

	Findings []Finding `json:"findings"`
	Reasons  []Reason  `json:"reasons"`
}

// Sends is what is sent again.
type Sends struct {
	Place
	Call     string `json:"call"`
	Protocol string `json:"protocol"` // http, grpc or unknown
	Method   string `json:"method,omitempty"`
	Host     string `json:"host,omitempty"`
}

// A Path is one way round: the codes that take it, what delays it, and the last condition on the outcome.
type Path struct {
	Codes   string `json:"codes"`
	Wait    string `json:"wait"` // none, fixed, once, growing or other
	Delay   string `json:"delay,omitempty"`
	Test    *Place `json:"test,omitempty"`
	Renewed bool   `json:"renewed,omitempty"`
}

// A Delay is what is waited before an attempt, in nanoseconds.
type Delay struct {
	Attempt int   `json:"attempt"` // 2 for the first repetition
	Least   int64 `json:"least"`
	Most    int64 `json:"most"`
	Known   bool  `json:"known"`
	Random  bool  `json:"random,omitempty"`
	Told    bool  `json:"told,omitempty"`
	Library bool  `json:"library,omitempty"`
}

// A Nest is what tries again inside of a retry.
type Nest struct {
	Place
	Name     string `json:"name,omitempty"`
	Attempts int    `json:"attempts,omitempty"`
	Outer    int    `json:"outer,omitempty"`
}

// A Finding is what a rule reports of a retry.
type Finding struct {
	Rule string `json:"rule"`
	Place
	Message string `json:"message"`
}

// A Reason is why a rule is silent, or was not told.
type Reason struct {
	ID     string `json:"id"`
	Class  string `json:"class"`
	Strict bool   `json:"strict"` // strict settings report it all the same
	Rule   string `json:"rule,omitempty"`
	Text   string `json:"text"`
	At     *Place `json:"at,omitempty"`
}

// A Function is a declared function, and how far it was gone through.
type Function struct {
	Name string `json:"name"`
	Place
	EndLine  int     `json:"endLine"`
	Root     bool    `json:"root"`            // it was gone through on its own
	Steps    int     `json:"steps,omitempty"` // that this took
	Cut      bool    `json:"cut,omitempty"`   // it was left before its end
	Attempts []Sends `json:"attempts,omitempty"`
	Reason   *Reason `json:"reason,omitempty"` // why it was not, or was left
}

const mark = "retryvet inventory "

func (p *Package) encode() (string, error) {
	data, err := json.Marshal(p)
	return mark + string(data), err
}

// Decode returns the inventory in the text of a related position, if there is one.
func Decode(text string) (*Package, bool) {
	data, ok := strings.CutPrefix(text, mark)
	if !ok {
		return nil, false
	}
	p := new(Package)
	return p, json.Unmarshal([]byte(data), p) == nil
}
