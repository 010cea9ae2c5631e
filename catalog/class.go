package catalog

import (
	"fmt"

	"github.com/retryvet/retryvet/catalog/spelling"
)

// Class says whether a request that failed with a code deserves another try. The zero Class is invalid: no entry has it.
type Class uint8

// The retry classes. For a retry, Never and User are the same fault: the request fails again. They differ in who has to
// act, the program's author or a person in charge of the account.
const (
	Never    Class = iota + 1 // the request is wrong
	User                      // a person must act: quota, balance, ban, permission
	Refresh                   // once more with new credentials
	Conflict                  // read the state again, then retry
	Wait                      // a job or a lock is still running: poll
	Backoff                   // retry with growing delays
	Success                   // not an error
)

var classNames = [...]string{"invalid", "never", "user", "refresh", "conflict", "wait", "backoff", "success"}

// String returns the class as catalog files spell it, or "invalid".
func (c Class) String() string { return nameOf(classNames[:], uint8(c)) }

// MarshalText returns the class as catalog files spell it. The zero Class is an error.
func (c Class) MarshalText() ([]byte, error) { return marshalName(classNames[:], uint8(c), "class") }

// UnmarshalText is the inverse of MarshalText.
func (c *Class) UnmarshalText(text []byte) error {
	v, err := ParseClass(string(text))
	if err == nil {
		*c = v
	}
	return err
}

// ParseClass returns the class of that name. The error of an unknown name lists the known ones.
func ParseClass(name string) (Class, error) {
	i, err := parseName(classNames[:], name, "retry class")
	return Class(i), err
}

// Confidence says how sure the catalog is of an entry's class. The zero Confidence is invalid: no entry has it.
type Confidence uint8

// The degrees of confidence. A Never or User entry of low confidence must not lead to a finding.
const (
	Low Confidence = iota + 1
	Medium
	High
)

var confidenceNames = [...]string{"invalid", "low", "medium", "high"}

// String returns the confidence as catalog files spell it, or "invalid".
func (c Confidence) String() string { return nameOf(confidenceNames[:], uint8(c)) }

// MarshalText returns the confidence as catalog files spell it. The zero Confidence is an error.
func (c Confidence) MarshalText() ([]byte, error) {
	return marshalName(confidenceNames[:], uint8(c), "confidence")
}

// UnmarshalText is the inverse of MarshalText. The error of an unknown name lists the known ones.
func (c *Confidence) UnmarshalText(text []byte) error {
	i, err := parseName(confidenceNames[:], string(text), "confidence")
	if err == nil {
		*c = Confidence(i)
	}
	return err
}

// nameOf returns names[i]; names[0] stands for the zero value and for anything out of range.
func nameOf(names []string, i uint8) string {
	if int(i) >= len(names) {
		return names[0]
	}
	return names[i]
}

func marshalName(names []string, i uint8, what string) ([]byte, error) {
	if i == 0 || int(i) >= len(names) {
		return nil, fmt.Errorf("invalid %s %d", what, i)
	}
	return []byte(names[i]), nil
}

func parseName(names []string, name, what string) (uint8, error) {
	for i, n := range names[1:] {
		if n == name {
			return uint8(i) + 1, nil
		}
	}
	return 0, fmt.Errorf("unknown %s %q; %s", what, name, spelling.Hint(name, names[1:]...))
}
