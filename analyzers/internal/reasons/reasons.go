// Package reasons is the table of why nothing is reported of a retry that was seen: the one place where a silence has a name, a class and
// a documentation.
//
// Whoever drops what would be reported otherwise says which of these it is, with a sentence of its own about the program at hand. The
// table knows nothing of programs.
//
// Invariants: ids are stable, since users read and filter them; None is no reason, so that a function that decides whether to drop
// something returns a Reason in place of a bool.
package reasons

// A Class says what a silence rests on.
type Class string

// The classes.
const (
	Fact   Class = "fact"   // what the program does: there is nothing to report
	Name   Class = "name"   // how something is called, where nothing else tells
	Unread Class = "unread" // a condition or a value that is not understood
	Limit  Class = "limit"  // the work that was spent on it
	Policy Class = "policy" // what the rules leave alone on purpose
)

// A Reason is an entry of the table.
type Reason uint8

// The reasons.
const (
	None Reason = iota

	// Of the engine.

	AnotherRequest // what is sent in between has put things right, or has taken the program further
	SuccessToo     // what works goes round as well
	SuccessMaybe   // what works may go round as well
	WorksByName    // it works through something, by its name
	AwaitsByName   // it waits for something to come up, by its name
	Launched       // it has started what it waits for
	PathsCut       // too many paths to see how the loop is left
	Uncertain      // the retry set depends on a condition that is not understood
	Undecided      // several conditions that are not understood decide, or one about what works as well
	StepsSpent     // its function was left before its end
	NotFollowed    // its function was not gone through at all
	ParameterOnly  // it tries what it is given; its callers are judged
	NothingSent    // nothing was seen to be sent in what a library calls again

	// Of cycles.

	NobodyWaits   // nobody waits for the end
	NamedForever  // it is meant to go on for ever, by its name
	NotARequest   // nothing shows that what is repeated is a request
	Bounded       // something ends it
	BoundUnread   // something may end it that is not understood
	BoundUnseen   // no path was followed far enough to see what ends it
	BoundSetting  // a setting can take the bound away
	NothingNested // nothing inside of it tries again
	NestedUnbound // of what tries again inside of it, one level ends with a context alone
	AnotherTarget // it picks another host, key or channel as it goes

	// Of rules.

	NothingHopeless // no refusal is among what it retries
	OneMore         // it is made once more and no further, and nobody has named the limit
	Chosen          // the codes are named one by one: somebody's decision
	Renewed         // it is sent with new credentials
	TextDecides     // the text of the error decides, too
	BodyDecides     // a code in the body decides, too
	StatusSaid      // the statuses that an SDK's errors stand for are reported
	StatusSplit     // the provider answers the status for what passes and for what stays
	NothingLimited  // no 429, 503 or code of its like is among what it retries
	WaitsLonger     // it waits, and not the same short time each round
	WaitsEnough     // it waits the same time each round, which is long
	HintHeard       // it waits as long as the server says
	ShortWait       // the wait is over before anyone misses the context
	WaitEnds        // its waits end with the context, or there are none
	NoContext       // no context is in scope that could end the wait
	CutOff          // the attempt is cut off from the context in scope on purpose
	WaitsInside     // it is between other attempts, inside of these
	PacesAll        // it paces all requests, and not the attempts
	Silenced        // a comment silences it
	OtherProtocol   // the rule does not judge this protocol

	// Of what rules look for beside retries.

	Aside          // somebody sits before the program, or the package belongs to tests
	StreamsByText  // it waits for a stream, by a text in the function
	LeftBehind     // something else may stop waiting for it
	HandedOn       // the answer is not read at once
	TransportLooks // a transport of the package makes errors of refusals
	CallerLooks    // whoever calls the function can look at the status
	AnswerTells    // the answer tells of failures itself, and that is looked at
	OnlyReads      // the request changes nothing
	ContentTested  // what was copied may be found out to be something else
	OnlyReaches    // it asks whether there is an answer, by its name
	NotHeard       // nobody hears of the success
	ChoosesWords   // the text chooses a message
	TypeTried      // the error was asked for its type before
	TextNarrowed   // another text must be there as well
	TextAlone      // nothing else is known to tell
	KnownCode      // the catalog has the code
	CodeElsewhere  // the code belongs to another place, or to another provider
	NoCode         // a number that stands for success, or for any failure
	CodeSaid       // the program says what the code means
	CodeRange      // codes are compared by their size
	TiedLoosely    // what ties the code to a provider is not enough
	ListOpen       // the provider's documents may leave codes out
	TestedTwice    // the status is compared with the same number otherwise
	AskedElsewhere // the package shows nothing that a predicate's yes leads to
	AsksToRetry    // the function says whether to try again
	BodyRestored   // something puts the body back
	BodyUnread     // a verdict on the request is not understood
	NothingSentYet // the attempt failed before it sent anything
	StreamGoesOn   // what worked goes on where it stopped
)

// An Entry is what the table says of a reason.
type Entry struct {
	ID    string
	Class Class
	Doc   string // a sentence, about all programs
}

// Weak reports whether a reason rests on a name or on something that was not understood: in strict mode it does not silence.
func (r Reason) Weak() bool {
	c := r.Entry().Class
	return c == Name || c == Unread
}

// Exhaustive reports whether a reason says that something is not there: that holds as far as all was seen.
func (r Reason) Exhaustive() bool {
	switch r {
	case NothingHopeless, NothingLimited, NothingNested, WaitEnds, NoContext, Bounded:
		return true
	}
	return false
}

// Entry is what the table says of the reason.
func (r Reason) Entry() Entry { return entries[r] }

// All yields the reasons in the order of the table.
func All(yield func(Reason) bool) {
	for r := None + 1; int(r) < len(entries); r++ {
		if !yield(r) {
			return
		}
	}
}

var entries = [...]Entry{
	AnotherRequest:  {"another-request", Fact, "Another request stands between the two: it has put things right, or has taken the program further, so that the second attempt is no repetition."},
	SuccessToo:      {"success-goes-round", Fact, "An attempt that worked is repeated as well: a poller, a worker, a pager or a consumer, and no retry."},
	SuccessMaybe:    {"success-may-go-round", Unread, "An attempt that worked may be repeated as well; whether it is, depends on something that is not understood."},
	WorksByName:     {"works-through", Name, "The function works through items or pages, by its name, and the attempt is an SDK's call of which only the error is seen."},
	AwaitsByName:    {"awaits-by-name", Name, "The function waits for something to come up, by its name: then failures are expected."},
	Launched:        {"launched", Fact, "The function has started what it waits for, a server or a program: then failures are expected."},
	PathsCut:        {"paths-cut", Limit, "There are more paths than are followed side by side, and none of those followed shows that the loop is left when the attempt works."},
	Uncertain:       {"condition-unread", Unread, "Whether these codes are retried depends on a condition that is not understood."},
	Undecided:       {"undecided", Policy, "Several things are not understood, or one that decides about what works as well: too much for a finding, even where settings are strict."},
	StepsSpent:      {"steps-spent", Limit, "The function was left before its end, for the number of its paths; what comes later was not seen."},
	NotFollowed:     {"not-followed", Fact, "The function was not gone through: nothing in it can send a request again."},
	ParameterOnly:   {"tries-parameter", Fact, "It tries what its callers pass, and all its callers are known: they are judged in its place."},
	NothingSent:     {"nothing-sent", Unread, "In what the library calls again nothing was seen that can be told from something else than a request, or the function that it calls is not known."},
	NobodyWaits:     {"nobody-waits", Fact, "Nobody waits for the end: the function returns nothing, runs beside the rest of the program, or goes on for ever anyway."},
	NamedForever:    {"named-forever", Name, "It is meant to go on for ever, by its name."},
	NotARequest:     {"not-a-request", Unread, "Nothing shows that what is repeated is a request: its status is not looked at, nothing waits, and the call is not known."},
	Bounded:         {"bounded", Fact, "Something ends the retries: a count, a time limit, a context, or the library."},
	BoundUnread:     {"bound-unread", Unread, "Something may end the retries that is not understood."},
	BoundUnseen:     {"bound-unseen", Limit, "No path was followed for two rounds, so that it was not seen whether something ends them."},
	BoundSetting:    {"bound-setting", Policy, "A setting of the program takes the bound away: somebody's decision."},
	NothingNested:   {"nothing-nested", Fact, "Nothing inside of the retries tries again for what they repeat."},
	NestedUnbound:   {"nested-unbound", Policy, "Of the retries and those inside of them, one level has no number of its own: their product is not known."},
	AnotherTarget:   {"another-target", Fact, "The function picks another host, key or channel as it goes: what is sent next is not the same."},
	NothingHopeless: {"nothing-hopeless", Fact, "No refusal that stays one is among the codes that are retried."},
	OneMore:         {"one-more", Policy, "It is made once more and no further, after whatever went wrong: one request too many adds little to an overload."},
	Chosen:          {"chosen", Policy, "The codes are named one by one, and neither 400 nor 401 is among them: that is somebody's decision."},
	Renewed:         {"renewed", Fact, "It is sent again with new credentials: it is another request."},
	TextDecides:     {"text-decides", Policy, "The error's text is asked for the words of a refusal: somebody has decided what not to retry."},
	BodyDecides:     {"body-decides", Fact, "A code in the body decides, and is judged instead of the status."},
	StatusSaid:      {"status-said", Fact, "The statuses that these errors stand for are reported in their place."},
	StatusSplit:     {"status-split", Policy, "The provider answers this status for what passes and for what no retry mends, as its codes tell; the program looks at the status alone, and something ends the retries."},
	NothingLimited:  {"nothing-limited", Fact, "Neither 429 nor another code that asks for a longer wait is among what is retried."},
	WaitsLonger:     {"waits", Fact, "It waits before the next attempt, and not the same short time each round: growing, jittered, a library's, or a time that is not known."},
	WaitsEnough:     {"waits-enough", Policy, "It waits the same time each round, which is as long as the option enough wants it."},
	HintHeard:       {"hint-heard", Fact, "It waits as long as the server says."},
	ShortWait:       {"short-wait", Policy, "The wait is over before anyone misses the context."},
	WaitEnds:        {"wait-ends", Fact, "Every wait between the attempts ends with the context, or there is none."},
	NoContext:       {"no-context", Fact, "No context that can end is in scope where it waits."},
	CutOff:          {"cut-off", Policy, "The attempt gets a context that context.WithoutCancel has cut off, so that it is made whatever becomes of the one in scope."},
	WaitsInside:     {"waits-inside", Fact, "The wait is one between other attempts, which are made inside of these rounds."},
	PacesAll:        {"paces-all", Fact, "The wait paces all requests, and not the attempts."},
	Silenced:        {"silenced", Policy, "A comment in the program silences the finding."},
	OtherProtocol:   {"other-protocol", Policy, "The rule does not judge calls of this protocol."},

	Aside:          {"aside", Policy, "Somebody sits before the program and can end it, or the package belongs to tests or examples."},
	StreamsByText:  {"streams-by-text", Name, "A text in the function names a stream, or what is waited for: an answer may take its time."},
	LeftBehind:     {"left-behind", Unread, "The request is sent beside a select, which may stop waiting for its answer."},
	HandedOn:       {"handed-on", Policy, "The answer is not read at once: it is a stream, a download, or handed on, and may take as long as it likes."},
	TransportLooks: {"transport-looks", Fact, "A transport of the package makes errors of refusals."},
	CallerLooks:    {"caller-looks", Fact, "The response is returned as well, so that the caller can look at its status."},
	AnswerTells:    {"answer-tells", Fact, "The answer tells of failures itself, and the program looks at that, or its caller can."},
	ContentTested:  {"content-tested", Fact, "The file that the answer was copied to is handed on or looked into, which an error page may fail."},
	OnlyReaches:    {"only-reaches", Name, "The function asks no more than whether there is an answer, by its name."},
	OnlyReads:      {"only-reads", Policy, "The request changes nothing, so that nothing is lost where its answer is not looked at."},
	NotHeard:       {"not-heard", Fact, "No caller hears whether the request was a success."},
	ChoosesWords:   {"chooses-words", Fact, "The text decides about words alone: a message, or an error to return."},
	TypeTried:      {"type-tried", Fact, "The error is asked for its type as well: its text is the last resort."},
	TextNarrowed:   {"text-narrowed", Fact, "Another text, which tells more than a status, must be there as well."},
	TextAlone:      {"text-alone", Policy, "Nothing is known to carry the status or the code: the text may be all that there is."},
	KnownCode:      {"known-code", Fact, "The catalog has the code."},
	CodeElsewhere:  {"code-elsewhere", Policy, "The code belongs to another place of the answer, or to another provider."},
	NoCode:         {"no-code", Policy, "The number stands for success, or for any failure, with whoever wrote the code."},
	CodeSaid:       {"code-said", Policy, "A name, a comment or a condition beside it says what the code means."},
	CodeRange:      {"code-range", Policy, "Codes are compared by their size: a range of codes is somebody's scheme."},
	TiedLoosely:    {"tied-loosely", Policy, "What ties the code to the provider is not enough to say that it has no such code."},
	ListOpen:       {"list-open", Policy, "The provider's documents do not mention the code, but may leave some out."},
	TestedTwice:    {"tested-twice", Fact, "The same status is compared with the same number in another way as well: it is no slip."},
	AskedElsewhere: {"asked-elsewhere", Name, "By its name the function says whether to retry, but nothing in its package retries by that: who asks it may go on with another host or key."},
	AsksToRetry:    {"asks-to-retry", Fact, "The function says whether to try again: what it leaves out is not taken for a success."},
	BodyRestored:   {"body-restored", Fact, "Something on the way to the next attempt asks for another body, sets one, or takes a reader back."},
	BodyUnread:     {"body-unread", Unread, "Whether it retries depends on a verdict on the request that is not understood: perhaps only those without a body do."},
	NothingSentYet: {"nothing-sent-yet", Fact, "The attempt failed before a connection came about: nothing of the body was read."},
	StreamGoesOn:   {"stream-goes-on", Fact, "An attempt that worked goes on where the one before has stopped: the reader is meant to be read on."},
}
