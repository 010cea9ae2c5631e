package domain

import "github.com/retryvet/retryvet/analyzers/internal/codeset"

var Success = codeset.StatusRange(100, 399)

var (
	PlainStatuses = codeset.StatusRange(0, 999)
	NonStatus     = codeset.AllStatuses().Minus(PlainStatuses)
)
