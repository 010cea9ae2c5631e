package sym

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
	in := NewInterner()
	var keys []Key
	for i := range 60 {
		keys = append(keys, Key{Obj: types.NewVar(token.Pos(i+1), nil, "v", nil), Frame: i % 3})
	}
	for range 4 { // all with the same hash
		keys = append(keys, Key{Obj: types.NewVar(token.NoPos, nil, "v", nil), Frame: 1})
	}
	values := []*Value{in.Int(1), in.Int(2), in.Str("s"), in.Fresh(nil, DepOutcome), in.Fresh(nil, DepRand)}
	type pair struct {
		store Store
		model map[Key]*Value
	}
	f.Fuzz(func(t *testing.T, ops []byte) {
		pairs := make([]pair, 3)
		for i := range pairs {
			pairs[i].model = map[Key]*Value{}
		}
		for i := 0; i+1 < len(ops); i += 2 {
			p, k := &pairs[int(ops[i])%len(pairs)], keys[int(ops[i+1])%len(keys)]
			switch op := ops[i] / 3 % 16; {
			case op < 9:
				v := values[int(op)%len(values)]
				p.store.Set(k, v)
				p.model[k] = v
			case op < 13:
				p.store.Drop(k)
				delete(p.model, k)
			case op < 15:
				q := &pairs[int(ops[i+1])%len(pairs)]
				q.store, q.model = p.store, maps.Clone(p.model)
			default:
				gone := func(l Key) bool { return l.Frame == k.Frame }
				p.store.DropFunc(gone)
				maps.DeleteFunc(p.model, func(l Key, _ *Value) bool { return gone(l) })
			}
		}
		for i, p := range pairs {
			if got := maps.Collect(p.store.All()); !maps.Equal(got, p.model) || p.store.Size != len(got) {
				t.Errorf("store %d of size %d has %v, want %v", i, p.store.Size, got, p.model)
			}
			outcomes := maps.Clone(p.model)
			maps.DeleteFunc(outcomes, func(_ Key, v *Value) bool { return v.Deps&DepOutcome == 0 })
			if got := maps.Collect(p.store.From(DepOutcome)); !maps.Equal(got, outcomes) {
				t.Errorf("from outcomes are %v, want %v", got, outcomes)
			}
			for _, k := range keys {
				if v, ok := p.store.Get(k); v != p.model[k] || ok != (v != nil) {
					t.Errorf("%v is %v, %v; want %v", k, v, ok, p.model[k])
				}
			}
			for j, q := range pairs {
				if got, want := p.store.Equal(q.store), maps.Equal(p.model, q.model); got != want {
					t.Errorf("%d and %d are equal: %v, want %v", i, j, got, want)
				}
			}
			var again Store // by no detours
			for k, v := range p.model {
				again.Set(k, v)
			}
			if !again.Equal(p.store) || !p.store.Equal(again) || again.Sum != p.store.Sum {
				t.Errorf("store %d is not what it is when it is filled at once", i)
			}
		}
	})
}
