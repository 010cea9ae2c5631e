package symexec

import (
	"go/ast"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/sym"
)

// A moment is when a statement or a call is executed, on all the paths that come to it together. What they find there that is not
// known, or is another one each time, has the same name on each of them, so that paths which go on alike can become one.
type moment struct {
	id  int
	seq int // of what happens there; 0 as long as nothing does
}

// begin has another moment come.
func (x *Exec) begin() *moment {
	x.moments++
	x.now = &moment{id: x.moments}
	return x.now
}

// NextSeq is the number of what happens now, in the order of what happens on a path.
func (x *Exec) NextSeq() int {
	if x.now.seq == 0 {
		x.Seq++
		x.now.seq = x.Seq
	}
	return x.now.seq
}

// unknown is what an expression holds now, of which nothing is known.
func (x *Exec) unknown(e ast.Node, t types.Type, d sym.Deps) *sym.Value {
	return x.In.Make(sym.Value{Op: sym.OpSym, Node: e, N: x.now.id, Typ: t, Deps: d})
}
