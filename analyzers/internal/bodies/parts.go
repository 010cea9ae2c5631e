package bodies

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
	"github.com/retryvet/retryvet/analyzers/internal/paths"
	"github.com/retryvet/retryvet/analyzers/internal/sym"
	"github.com/retryvet/retryvet/analyzers/internal/symexec"
)

// partly notes of a reader that a part of it was read: where, and into what.
var partly = &sym.Ghost{Name: "#partly", Ends: true}

// What becomes of a part that was read.
const (
	partRead    = "read"
	partDropped = "dropped" // the next one was read at once when an attempt failed: it goes on with that on purpose
	partLost    = "lost"    // the next one was read after the wait for another attempt
)

// partOf is the reader that a call reads a part of, and what holds the part.
func (x *watch) partOf(st *paths.State, c symexec.Callee, args []*sym.Value) (from, part *sym.Value) {
	switch {
	case c.Full == "io.ReadFull", c.Full == "io.ReadAtLeast":
		from, part = args[0], args[1]
	case c.Full == "io.CopyN":
		from, part = args[1], args[0]
	case c.Full == "io.ReadAll" && unlimited(args[0]) != args[0]:
		from, part = unlimited(args[0]), args[0]
	case c.Recv != nil && c.Name == "Read" && len(args) == 1 && c.Recv.Typ != nil && gotypes.IsReader(c.Recv.Typ):
		from, part = c.Recv, args[0]
	default:
		return nil, nil
	}
	if from = x.source(st, from); !x.isReadable(st, from) {
		return nil, nil
	}
	return from, part
}

// readsOn notes that a path reads a part of a reader, and what becomes of the part before when the attempt to send it has failed.
func (x *watch) readsOn(st *paths.State, call *ast.CallExpr, c symexec.Callee, args []*sym.Value) {
	from, part := x.partOf(st, c, args)
	if from == nil {
		return
	}
	x.on.parts = true
	k, becomes := sym.Key{Base: from, Ghost: partly}, partRead
	if old, o := st.Env.At(k), newest(st); old != nil && old.Node == call && o != nil && o.Via != nil && o.Failing() {
		switch {
		case old.Name == partDropped || o.Waits == 0:
			becomes = partDropped
		default:
			becomes = partLost
		}
	}
	var to *sym.Value
	if old := st.Env.At(k); old != nil && len(old.Args) > 1 {
		to = old.Args[1]
	}
	st.Set(k, x.partAt(call, part, becomes, to))
}

// partAt is what is kept of a part: the call that has read it, what holds it, and where the last one was sent, if one was.
func (x *watch) partAt(call ast.Node, part *sym.Value, becomes string, to *sym.Value) *sym.Value {
	v := sym.Value{Op: sym.OpSym, Name: becomes, Node: call, Args: []*sym.Value{part}}
	if to != nil {
		v.Args = append(v.Args, to)
	}
	return x.In.Make(v)
}

// address is where a request is sent to; nil if that is not known.
func address(r symexec.Request) *sym.Value {
	for _, a := range r.Args {
		switch req := sym.OriginalRequest(a); {
		case a.Typ == nil || !gotypes.IsRequest(a.Typ):
		case req.Op == sym.OpCall && strings.HasPrefix(req.Name, "net/http.NewRequest"):
			return req.Args[len(req.Args)-2]
		default:
			return req
		}
	}
	if r.Proto == domain.ProtoHTTP && len(r.Args) == 3 { // of Post
		return r.Args[0]
	}
	return nil
}

func newest(st *paths.State) *paths.Outcome {
	o, _ := st.Newest()
	return o
}

// parts reports that an attempt which is made again because it failed sends the next part of a reader in the place of the one that it
// could not send.
func (x *watch) parts(r symexec.Request) {
	if !x.on.parts {
		return
	}
	again := r.Prev != nil && r.Prev.Via != nil && r.Prev.Failing()
	to := address(r)
	set := map[sym.Key]*sym.Value{}
	for k, v := range r.St.Env.All() {
		if k.Ghost != partly || !slices.ContainsFunc(r.Args, func(a *sym.Value) bool { return x.carries(r.St, a, v.Args[0]) }) {
			continue
		}
		set[k] = x.partAt(v.Node, v.Args[0], partRead, to)
		read, ok := v.Node.(*ast.CallExpr)
		if !ok || !again || v.Name != partLost || !r.Same && (to == nil || v.Args[len(v.Args)-1] != to) {
			continue
		}
		_, way := x.on.placeOf(r.Fr, r.Call, r.Prev.Via)
		if x.on.sometimes(way[len(way)-1], read) {
			continue
		}
		x.noteSent(r.St, &Resend{Kind: NextPart, Node: read, Attempt: r.Call, Via: r.Prev.Via}, way, sending{body: k.Base})
	}
	for k, v := range set {
		r.St.Set(k, v)
	}
}

// carries reports whether what is sent has a part in it that was read.
func (x *watch) carries(st *paths.State, sent, part *sym.Value) bool {
	is := func(v *sym.Value) bool { return v == part }
	if sent.Any(is) {
		return true
	}
	if sent.Typ == nil || !gotypes.IsRequest(sent.Typ) {
		return false
	}
	body := x.BodyOf(st, sent)
	return body != nil && body.Any(is)
}

// sometimes reports whether a call is made on some rounds of a stretch only: it stands in a branch.
func (x *Package) sometimes(s stretch, call ast.Node) bool {
	p := x.PlacesIn(s.fn)
	for n := call; p.Parent[n] != nil && s.has(p.Parent[n]); n = p.Parent[n] {
		switch up := p.Parent[n].(type) {
		case *ast.IfStmt:
			if n == up.Body || n == up.Else {
				return true
			}
		case *ast.CaseClause, *ast.CommClause, *ast.FuncLit:
			return true
		}
	}
	return false
}
