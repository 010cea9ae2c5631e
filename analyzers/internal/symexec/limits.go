package symexec

// Limits are how far the work goes. What is beyond a limit is not looked at: every finding is the claim that a path exists, so that a
// path which is let go can hide a finding and make none, unless the limit says otherwise. All of them are part of what is found, and of
// what importers are told: who changes one compares the findings.
type Limits struct {
	// Of what is made again.

	Tries     int // executions of an attempt with the same inputs that are told apart; the path ends where there would be one more, which shows nothing new
	Renewals  int // times that an attempt is made again with nothing but other credentials, on one path; the path ends after them
	Attempts  int // executions of one call that is an attempt, on one path, whatever it sends; the path ends where there would be one more
	Rounds    int // iterations of a loop, or of a library's, in which an attempt is made; what happens in later ones only is not seen
	Idle      int // iterations of any other loop whose end is not known; what it assigns is then taken for unknown
	Known     int // iterations of a loop whose every step is known, the same then: more than the shifts of 64 bits, which delays overflow in
	Gotos     int // times that jumps back to the labels of a block are followed; paths that jump once more are lost
	Recursion int // times that a function may stand on the stack already when it is followed once more; deeper paths are lost

	// Of what is looked into.

	Depth    int // calls followed below a root, and copies or wrappings of a request or a reader looked through; deeper calls are as unknown ones
	Making   int // statements of a function that is followed for the request that it makes, or read for what it asks of one: it is gone through for each path on every round; longer ones are as any other
	Identity int // nesting of the values by which it is told whether two attempts send the same; what differs deeper only is taken for the same
	Alike    int // paths that come to one request, of which all are kept; of more, those go that differ in headers, addresses and settings alone
	States   int // paths kept side by side at one place; of more, those go of which others say all (see dominant), and become one that say the same (see widen); then those stay that have gone furthest, and some with codes of their own (see thin)

	// Of the work, in steps: statements and calls executed, once for each path.

	FirstSteps   int // of a root, until an attempt is made again; what is found until a limit of steps stays valid
	VainSteps    int // the same, once Vain roots of the package were left for their length without a retry
	Vain         int // roots left for their length without a retry, after which a package gets less
	Steps        int // of a root in which an attempt is made again
	PackageSteps int // of all roots of a package
	BrieflySteps int // of a root that was left before its end, and is gone through by what is known of the functions that it calls
	AllBriefly   int // of all of these in a package
	Shares       int // into how many parts is divided what the package has left: a root gets one of them at most
	LeastSteps   int // of a root, whatever the package has left: what is found in a short function does not depend on those before it
	DelaySteps   int // of one execution of a function that computes a delay; what takes longer computes more than that, and is not judged

	// Of what a package exports of its functions; importers know nothing of what is left out.

	SummarySteps     int // of one function
	NextSummarySteps int // the same, once a function of the package was left for its length
	FactSteps        int // of all functions of a package, after which no further one is begun
	Inline           int // of one function, up to which a call of it is followed where others are made by their summaries: it says more, and costs no more
	Exits            int // ways in which one function returns; one with more has no exits in its summary
	FormDepth        int // nesting of a result's form; deeper parts are unknown
	Text             int // bytes of a string in a form; a longer one is unknown
	Listed           int // elements of a list of statuses; a longer one is no choice, and left out

	// Of what is made of the paths.

	Certain int // paths, from which on no more pairs under opposite assumptions are joined, which takes quadratic time; what only a join would make certain is lost
}

// DefaultLimits are the limits of every program but those of tests.
func DefaultLimits() Limits {
	return Limits{
		Tries: 3, Renewals: 2, Attempts: 6, Rounds: 4, Idle: 2, Known: 130, Gotos: 4, Recursion: 3,
		Depth: 9, Making: 30, Identity: 12, Alike: 4, States: 24,
		FirstSteps: 3000, VainSteps: 2000, Vain: 2, Steps: 12000, PackageSteps: 80000, BrieflySteps: 1500, AllBriefly: 40000, Shares: 5, LeastSteps: 600, DelaySteps: 2000,
		SummarySteps: 1500, NextSummarySteps: 600, FactSteps: 24000, Inline: 100, Exits: 24, FormDepth: 3, Text: 40, Listed: 64,
		Certain: 300,
	}
}
