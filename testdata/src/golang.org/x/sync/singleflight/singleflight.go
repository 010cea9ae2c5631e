// Package singleflight stands in for golang.org/x/sync/singleflight.
package singleflight

// A Group makes one call of several that are alike.
type Group struct{ calls map[string]*call }

type call struct{ done chan struct{} }

// Do calls fn, unless the same is under way.
func (g *Group) Do(key string, fn func() (interface{}, error)) (v interface{}, err error, shared bool) {
	if c := g.calls[key]; c != nil {
		<-c.done
		return nil, nil, true
	}
	v, err = fn()
	return v, err, false
}

// Forget forgets a key.
func (g *Group) Forget(key string) { delete(g.calls, key) }
