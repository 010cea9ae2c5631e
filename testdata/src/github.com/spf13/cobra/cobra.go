// Package cobra stands in for github.com/spf13/cobra.
package cobra

import "context"

// A Command may have a context.
type Command struct{ ctx context.Context }

// Context is the one that ExecuteContext was given, if it was called.
func (c *Command) Context() context.Context { return c.ctx }
