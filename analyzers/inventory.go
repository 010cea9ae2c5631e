package analyzers

import "github.com/retryvet/retryvet/analyzers/internal/inventory"

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
	// Function is a declared function, and how far it was gone through.
	Function = inventory.Function
	// Position is a place in an inventory.
	Position = inventory.Place
)

// InventoryName is the name of the analyzer that lists retries.
const InventoryName = inventory.Name

// DecodeInventory returns the inventory that the message of a related position holds, if it does.
func DecodeInventory(message string) (*Inventory, bool) { return inventory.Decode(message) }
