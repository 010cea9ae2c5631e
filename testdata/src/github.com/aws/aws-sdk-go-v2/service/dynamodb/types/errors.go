// Package types stands in for the package of that path.
package types

type ValidationException struct{ Message *string }

func (e *ValidationException) Error() string     { return "" }
func (e *ValidationException) ErrorCode() string { return "ValidationException" }

type ProvisionedThroughputExceededException struct{ Message *string }

func (e *ProvisionedThroughputExceededException) Error() string     { return "" }
func (e *ProvisionedThroughputExceededException) ErrorCode() string { return "" }

type AttributeValue struct{ S string }
