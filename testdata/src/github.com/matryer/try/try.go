// Package try stands in for the library of that path.
package try

type Func func(attempt int) (retry bool, err error)

func Do(fn Func) error {
	_, err := fn(1)
	return err
}
