package site

import (
	"go/token"
	"go/types"
	"maps"
	"math/rand/v2"
	"testing"
)

// FuzzStore compares stores with maps, after changes that the input chooses: also those of copies, which must not be seen in
// what they were copied from.
func FuzzStore(f *testing.F) {
	f.Add([]byte("set, set, set, drop"))
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 0))
		ops := make([]byte, 600)
		for i := range ops {
			ops[i] = byte(r.Uint32())
		}
		f.Add(ops)
	}
	in := newInterner()
	var keys []key
	for i := range 60 {
		keys = append(keys, key{obj: types.NewVar(token.Pos(i+1), nil, "v", nil), frame: i % 3})
	}
	for range 4 { // all with the same hash
		keys = append(keys, key{obj: types.NewVar(token.NoPos, nil, "v", nil), frame: 1})
	}
	values := []*value{in.int(1), in.int(2), in.str("s"), in.fresh(nil, depOutcome), in.fresh(nil, depRand)}
	type pair struct {
		store store
		model map[key]*value
	}
	f.Fuzz(func(t *testing.T, ops []byte) {
		pairs := make([]pair, 3)
		for i := range pairs {
			pairs[i].model = map[key]*value{}
		}
		for i := 0; i+1 < len(ops); i += 2 {
			p, k := &pairs[int(ops[i])%len(pairs)], keys[int(ops[i+1])%len(keys)]
			switch op := ops[i] / 3 % 16; {
			case op < 9:
				v := values[int(op)%len(values)]
				p.store.set(k, v)
				p.model[k] = v
			case op < 13:
				p.store.drop(k)
				delete(p.model, k)
			case op < 15:
				q := &pairs[int(ops[i+1])%len(pairs)]
				q.store, q.model = p.store, maps.Clone(p.model)
			default:
				gone := func(l key) bool { return l.frame == k.frame }
				p.store.dropFunc(gone)
				maps.DeleteFunc(p.model, func(l key, _ *value) bool { return gone(l) })
			}
		}
		for i, p := range pairs {
			if got := maps.Collect(p.store.all()); !maps.Equal(got, p.model) || p.store.size != len(got) {
				t.Errorf("store %d of size %d has %v, want %v", i, p.store.size, got, p.model)
			}
			outcomes := maps.Clone(p.model)
			maps.DeleteFunc(outcomes, func(_ key, v *value) bool { return v.deps&depOutcome == 0 })
			if got := maps.Collect(p.store.from(depOutcome)); !maps.Equal(got, outcomes) {
				t.Errorf("from outcomes are %v, want %v", got, outcomes)
			}
			for _, k := range keys {
				if v, ok := p.store.get(k); v != p.model[k] || ok != (v != nil) {
					t.Errorf("%v is %v, %v; want %v", k, v, ok, p.model[k])
				}
			}
			for j, q := range pairs {
				if got, want := p.store.equal(q.store), maps.Equal(p.model, q.model); got != want {
					t.Errorf("%d and %d are equal: %v, want %v", i, j, got, want)
				}
			}
			var again store // by no detours
			for k, v := range p.model {
				again.set(k, v)
			}
			if !again.equal(p.store) || !p.store.equal(again) || again.sum != p.store.sum {
				t.Errorf("store %d is not what it is when it is filled at once", i)
			}
		}
	})
}
