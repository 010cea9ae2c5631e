// Package regimes tries again by policies of another package, which have a predicate or none.
package regimes

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"example.com/regime"
)

type refused struct{ status int }

func (r refused) Error() string { return fmt.Sprint(r.status) }
func (r refused) Passing() bool { return r.status >= 500 }

func get() error {
	resp, err := http.Get("https://example.org/")
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return refused{resp.StatusCode}
	}
	return nil
}

func going(err error) bool { return !errors.Is(err, context.Canceled) }

func passing(err error) bool {
	var r refused
	return errors.As(err, &r) && r.status >= 500
}

func badUsual() error { return regime.Usual.Do(get) } // want `retries 400, 401 and 403`

func badShared() error { return regime.Shared.Do(get) } // want `retries 400, 401 and 403`

func badNew() error { return regime.New().Do(get) } // want `retries 400, 401 and 403`

func badStandard() error {
	p := regime.Standard()
	p.Most = 9
	return p.Do(get) // want `retries 400, 401 and 403`
}

func badWhen() error { return regime.Usual.When(going).Do(get) } // want `retries 400, 401 and 403`

func badOften() error { return regime.New().Often(7).Do(get) } // want `retries 400, 401 and 403`

func badWith() error { return regime.With().Do(get) } // want `retries 400, 401 and 403`

func goodCareful() error { return regime.Careful.Do(get) }

func goodLazy() error { return regime.Lazy.Do(get) }

func init() { regime.Foreign.Worth = passing }

func goodForeign() error { return regime.Foreign.Do(get) }

func goodWary() error { return regime.Wary().Do(get) }

func goodWhen() error { return regime.Usual.When(passing).Do(get) }

func goodOften() error { return regime.Wary().Often(7).Do(get) }

func goodSet() error {
	p := regime.New()
	p.Worth = passing
	return p.Do(get)
}

func goodWith(o regime.Option) error { return regime.With(o).Do(get) }

func goodWorth() error { return regime.With(regime.Worth(passing)).Do(get) }

func goodGiven(p regime.Policy) error { return p.Do(get) }
