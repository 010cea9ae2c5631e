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
	BoundSetting  // a setting can take the bound away
	NothingNested // nothing inside of it tries again
	NestedUnbound // of what tries again inside of it, one level ends with a context alone
	AnotherTarget // it picks another host, key or channel as it goes

	// Of rules.

	NothingHopeless // no refusal is among what it retries
	Chosen          // the codes are named one by one: somebody's decision
	Renewed         // it is sent with new credentials
	TextDecides     // the text of the error decides, too
	BodyDecides     // a code in the body decides, too
	NothingLimited  // no 429, 503 or code of its like is among what it retries
	WaitsLonger     // it waits, and not the same short time each round
	WaitsEnough     // it waits the same time each round, which is long
	HintHeard       // it waits as long as the server says
	ShortWait       // the wait is over before anyone misses the context
	WaitEnds        // its waits end with the context, or there are none
	NoContext       // no context is in scope that could end the wait
	PacesAll        // it paces all requests, and not the attempts
	Silenced        // a comment silences it
	OtherProtocol   // the rule does not judge this protocol
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
	SuccessToo:      {"success-goes-round", Fact, "What works goes round as well: a poller, a worker, a pager or a consumer, and no retry."},
	SuccessMaybe:    {"success-may-go-round", Unread, "An answer that works may go round as well; whether it does, depends on something that is not understood."},
	WorksByName:     {"works-through", Name, "The function works through items or pages, by its name, and the attempt is an SDK's call of which only the error is seen."},
	AwaitsByName:    {"awaits-by-name", Name, "The function waits for something to come up, by its name: then failures are expected."},
	Launched:        {"launched", Fact, "The function has started what it waits for, a server or a program: then failures are expected."},
	PathsCut:        {"paths-cut", Limit, "There are more paths than are followed side by side, and none of those followed shows that the loop is left when the attempt works."},
	Uncertain:       {"condition-unread", Unread, "Whether these codes are retried depends on a condition that is not understood."},
	StepsSpent:      {"steps-spent", Limit, "The function was left before its end, for the number of its paths; what comes later was not seen."},
	NotFollowed:     {"not-followed", Fact, "The function was not gone through: nothing in it can send a request again."},
	ParameterOnly:   {"tries-parameter", Fact, "It tries what it is given, and all its callers are known: they are judged in its place."},
	NothingSent:     {"nothing-sent", Unread, "In what the library calls again nothing was seen that can be told from something else than a request, or the function that it calls is not known."},
	NobodyWaits:     {"nobody-waits", Fact, "Nobody waits for the end: the function returns nothing, runs beside the rest of the program, or goes on for ever anyway."},
	NamedForever:    {"named-forever", Name, "It is meant to go on for ever, by its name."},
	NotARequest:     {"not-a-request", Unread, "Nothing shows that what is repeated is a request: its status is not looked at, nothing waits, and the call is not known."},
	Bounded:         {"bounded", Fact, "Something ends the retries: a count, a time limit, a context, or the library."},
	BoundUnread:     {"bound-unread", Unread, "Something may end the retries that is not understood."},
	BoundSetting:    {"bound-setting", Policy, "A setting of the program takes the bound away: somebody's decision."},
	NothingNested:   {"nothing-nested", Fact, "Nothing inside of the retries tries again for what they repeat."},
	NestedUnbound:   {"nested-unbound", Policy, "Of the retries and those inside of them, one level has no number of its own: their product is not known."},
	AnotherTarget:   {"another-target", Fact, "The function picks another host, key or channel as it goes: what is sent next is not the same."},
	NothingHopeless: {"nothing-hopeless", Fact, "No refusal that stays one is among the codes that are retried."},
	Chosen:          {"chosen", Policy, "The codes are named one by one, and neither 400 nor 401 is among them: that is somebody's decision."},
	Renewed:         {"renewed", Fact, "It is sent again with new credentials: it is another request."},
	TextDecides:     {"text-decides", Policy, "The error's text is asked for the words of a refusal: somebody has decided what not to retry."},
	BodyDecides:     {"body-decides", Fact, "A code in the body decides, and is judged instead of the status."},
	NothingLimited:  {"nothing-limited", Fact, "Neither 429 nor another code that asks for a longer wait is among what is retried."},
	WaitsLonger:     {"waits", Fact, "It waits before the next attempt, and not the same short time each round: growing, jittered, a library's, or a time that is not known."},
	WaitsEnough:     {"waits-enough", Policy, "It waits the same time each round, which is as long as the option enough wants it."},
	HintHeard:       {"hint-heard", Fact, "It waits as long as the server says."},
	ShortWait:       {"short-wait", Policy, "The wait is over before anyone misses the context."},
	WaitEnds:        {"wait-ends", Fact, "Every wait between the attempts ends with the context, or there is none."},
	NoContext:       {"no-context", Fact, "No context that can end is in scope where it waits."},
	PacesAll:        {"paces-all", Fact, "The wait paces all requests, and not the attempts."},
	Silenced:        {"silenced", Policy, "A comment in the program silences the finding."},
	OtherProtocol:   {"other-protocol", Policy, "The rule does not judge calls of this protocol."},
}
