package paths

import "github.com/retryvet/retryvet/analyzers/internal/sym"

// An Identity is what an attempt sends: equal on two rounds just when the engine takes the requests for the same. Contexts,
// headers and bodies do not count (a deadline, an attempt number, a body rewound). It is written by structure and not by the
// values' numbers, so that two values that differ in a context alone are the same.
type Identity struct {
	All     string // what is sent
	Plain   string // the same without credentials
	Item    bool   // it is about one of many things, such as the element that a loop has come to
	passed  int    // how often the path went on to something else since
	renewed int    // the same, with nothing but other credentials
}

// sameButCredentials reports whether two requests differ in credentials at most.
func (i Identity) sameButCredentials(j Identity) bool {
	return i.Plain == j.Plain && i.passed == j.passed
}

// advanced is the identity of what was sent before the path went on to something else, or to other credentials.
func (i Identity) advanced(credentials bool) Identity {
	if credentials {
		i.renewed++
	} else {
		i.passed++
	}
	return i
}

// AskedWith is what the request sent whose answer a value is; it is not ok if the path does not know any more.
func (s *State) AskedWith(answer *sym.Value) (Identity, bool) {
	for _, o := range s.Outs {
		for ; o != nil; o = o.prev {
			if o.returned(answer) && o.Id.Round == answer.N {
				return o.inputs, true
			}
		}
	}
	return Identity{}, false
}

// Sent reports whether an attempt sent the same, and the path did not go on to something else since.
func (o *Outcome) Sent(i Identity) bool { return o.inputs == i }

// SentButCredentials reports whether an attempt sent the same, with other credentials at most.
func (o *Outcome) SentButCredentials(i Identity) bool { return o.inputs.sameButCredentials(i) }
