// Package errgroup stands in for the groups of goroutines.
package errgroup

type Group struct{ failed error }

func (g *Group) Go(f func() error) { go func() { g.failed = f() }() }

func (g *Group) Wait() error { return g.failed }
