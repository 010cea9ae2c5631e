package lexicon

// A List is a row of the table.
type List uint8

// The lists, in the order of the table.
const (
	Waits List = iota
	Sleeps
	Delays
	Policies
	RateLimits
	Grows
	Exponential
	BacksOff
	Steady
	NextDelay
	Nanos
	Units
	Seconds
	Dates
	Jitters
	Limits
	Counts
	RetryWord
	Factors
	Bases
	Attempts
	AttemptArgs
	Counters
	Retries
	NotRetries
	Acts
	Retriers
	GivesOut
	RetrySettings
	PaceSettings
	Rotates
	Draws
	Changes
	Quiet
	Gates
	Idle
	Aside
	Says
	Closes
	Signals
	Forever
	AwaitsReady
	WaitsFor
	Reaches
	Works
	Launches
	Streams
	StandIns
	Credentials
	Renews
	TellingHeaders
	HintHeaders
	RetryAfter
	FormHeaders
	Clones
	Makers
	Connects
	Setters
	Derives
	Sends
	Decodes
	Unmarshals
	Matches
	Rewinds
	Responses
	IntStatus
	ClearStatus
	StatusGetter
	AnswerStatus
	PlainStatus
	StatusOnly
	CodeOnly
	AsksStatus
	StatusParams
	ErrorCodes
	CodeTags
	MessageTags
	Failures
	Wanted
	ErrorKinds
	GeneralErrors
	StatusLists
	OtherProtocols

	lists // how many there are
)
