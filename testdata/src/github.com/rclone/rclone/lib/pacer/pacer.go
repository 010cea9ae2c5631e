// Package pacer stands in for the library of that path.
package pacer

type Paced func() (bool, error)

type Pacer struct{}

func (p *Pacer) Call(fn Paced) error {
	_, err := fn()
	return err
}
