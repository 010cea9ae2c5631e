package analyzers

import (
	"github.com/retryvet/retryvet/analyzers/internal/inventory"
	"github.com/retryvet/retryvet/analyzers/internal/reasons"
)

// An Inventory is what is known of the retries of one package, whether or not a rule reports anything of them.
type Inventory = inventory.Package

// The parts of an inventory.
type (
	// Retry is a way by which an attempt is made again.
	Retry = inventory.Retry
	// Sends is what is sent again.
	Sends = inventory.Sends
	// Path is one way round.
	Path = inventory.Path
	// Delay is what is waited before an attempt.
	Delay = inventory.Delay
	// Nest is what tries again inside of a retry.
	Nest = inventory.Nest
	// Judgement is what a rule reports of a retry.
	Judgement = inventory.Finding
	// Reason is why a rule is silent.
	Reason = inventory.Reason
	// Remark is what a rule has to say of a place that is no retry's.
	Remark = inventory.Remark
	// Function is a declared function, and how far it was gone through.
	Function = inventory.Function
)

// InventoryName is the name of the analyzer that lists retries.
const InventoryName = inventory.Name

// DecodeInventory returns the inventory that the message of a related position holds, if it does.
func DecodeInventory(message string) (*Inventory, bool) { return inventory.Decode(message) }

// A Why is an entry of the table of reasons for which nothing is reported.
type Why struct {
	ID     string `json:"id"`
	Class  string `json:"class"` // fact, name, unread, limit or policy
	Strict bool   `json:"strict"`
	Doc    string `json:"doc"`
}

// In is what the table says of the reason in the language of a printer.
func (w Why) In(p Printer) string { return p.Translate("reason."+w.ID, w.Doc) }

// Whys are the reasons for which nothing is reported of a retry, in the order of their table.
func Whys() []Why {
	var all []Why
	for r := range reasons.All {
		e := r.Entry()
		all = append(all, Why{e.ID, string(e.Class), r.Weak(), e.Doc})
	}
	return all
}
