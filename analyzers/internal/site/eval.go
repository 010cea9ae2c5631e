package site

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/retryvet/retryvet/analyzers/internal/functions"
	"github.com/retryvet/retryvet/analyzers/internal/gotypes"
)

// constantOf is the value of a constant expression.
func (x *exec) constantOf(c constant.Value) *value {
	switch c.Kind() {
	case constant.Bool:
		return x.in.bool(constant.BoolVal(c))
	case constant.String:
		return x.in.str(constant.StringVal(c))
	case constant.Int:
		if n, ok := constant.Int64Val(c); ok {
			return x.in.int(n)
		}
		f, _ := constant.Float64Val(c)
		return x.in.float(f)
	case constant.Float:
		f, _ := constant.Float64Val(c)
		return x.in.float(f)
	}
	return nil
}

func (x *exec) zero(t types.Type) *value {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return x.in.bool(false)
		case u.Info()&types.IsInteger != 0:
			return x.in.int(0)
		case u.Info()&types.IsFloat != 0:
			return x.in.float(0)
		case u.Info()&types.IsString != 0:
			return x.in.str("")
		}
	case *types.Struct:
		return x.in.make(value{op: opComposite, name: "struct", typ: t})
	case *types.Array:
		return x.in.fresh(t, 0)
	}
	return x.in.nil()
}

// eval is the value of e on one path. The calls in e were made by prepare before.
func (x *exec) eval(fr *frame, st *state, e ast.Expr) *value {
	e = ast.Unparen(e)
	if tv, ok := x.Info.Types[e]; ok {
		if tv.Value != nil {
			if v := x.constantOf(tv.Value); v != nil {
				if v.op == opInt {
					if b, ok := tv.Type.Underlying().(*types.Basic); ok && b.Info()&types.IsFloat != 0 {
						return x.in.float(float64(v.i))
					}
				}
				return v
			}
		}
		if tv.IsNil() {
			return x.in.nil()
		}
	}
	if v := st.tmp.of(e); v != nil {
		return v
	}
	switch e := e.(type) {
	case *ast.Ident:
		return x.ident(fr, st, e)
	case *ast.SelectorExpr:
		return x.selector(fr, st, e)
	case *ast.StarExpr:
		return x.deref(st, x.eval(fr, st, e.X))
	case *ast.UnaryExpr:
		switch e.Op {
		case token.AND:
			return x.address(fr, st, e.X)
		case token.ARROW:
			return x.in.fresh(x.Info.TypeOf(e), depElem)
		}
		return x.in.unary(e.Op.String(), x.eval(fr, st, e.X))
	case *ast.BinaryExpr:
		return x.in.binary(e.Op.String(), x.eval(fr, st, e.X), x.eval(fr, st, e.Y), x.Info.TypeOf(e))
	case *ast.CallExpr: // not prepared: in a place that is not followed
		return x.in.fresh(x.Info.TypeOf(e), 0)
	case *ast.IndexExpr:
		if tv, ok := x.Info.Types[e.Index]; ok && tv.IsType() {
			return x.eval(fr, st, e.X)
		}
		return x.index(x.eval(fr, st, e.X), x.eval(fr, st, e.Index), x.elemType(e.X))
	case *ast.IndexListExpr:
		return x.eval(fr, st, e.X)
	case *ast.SliceExpr:
		args := []*value{x.eval(fr, st, e.X)}
		for _, b := range []ast.Expr{e.Low, e.High, e.Max} {
			if b != nil {
				args = append(args, x.eval(fr, st, b))
			}
		}
		return x.in.make(value{op: opCall, name: "slice", args: args})
	case *ast.CompositeLit:
		return x.composite(fr, st, e)
	case *ast.TypeAssertExpr:
		if e.Type == nil {
			return x.eval(fr, st, e.X)
		}
		return x.as(x.eval(fr, st, e.X), x.Info.TypeOf(e.Type))
	case *ast.FuncLit:
		return x.in.make(value{op: opClosure, node: e, fr: fr})
	}
	return x.in.fresh(x.Info.TypeOf(e), 0)
}

func (x *exec) ident(fr *frame, st *state, e *ast.Ident) *value {
	switch obj := x.Info.ObjectOf(e).(type) {
	case *types.Var:
		if obj.Parent() == x.Pkg.Scope() || obj.Pkg() != x.Pkg {
			return x.global(st, obj)
		}
		k := x.cell(fr, obj)
		if k.frame == 0 && st.env.at(k) == nil {
			if fn := x.outerFunc(obj); fn != nil {
				return fn
			}
		}
		return x.load(st, k, obj.Type())
	case *types.Func:
		return x.in.make(value{op: opFunc, obj: obj})
	case *types.Nil:
		return x.in.nil()
	}
	return x.in.fresh(x.Info.TypeOf(e), 0)
}

// outerFunc is the function in a variable of a function around the one that is followed, which itself is not; nil unless the
// variable is declared with that and never set again.
func (x *exec) outerFunc(v *types.Var) *value {
	if _, ok := v.Type().Underlying().(*types.Signature); !ok || v.IsField() {
		return nil
	}
	set := x.DeclaredFunc(v)
	if set == nil {
		return nil
	}
	return x.soleFunc(set)
}

// soleFunc is the function that an expression denotes by itself; nil if that depends on what it captures or is called on.
func (x *exec) soleFunc(e ast.Expr) *value {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return x.in.make(value{op: opClosure, node: e})
	case *ast.Ident, *ast.SelectorExpr:
		if fn, ok := x.FuncRef(e).(*types.Func); ok && fn.Signature().Recv() == nil {
			return x.in.make(value{op: opFunc, obj: fn})
		}
	}
	return nil
}

// global is a package-level variable: its initial value where it is a table that nothing else assigns.
func (x *exec) global(st *state, obj *types.Var) *value {
	if v, ok := st.env.get(key{obj: obj}); ok {
		return v
	}
	if init := x.Initializer(obj); init != nil {
		switch init := ast.Unparen(init).(type) {
		case *ast.CompositeLit:
			return x.composite(nil, st, init)
		case *ast.FuncLit:
			return x.in.make(value{op: opClosure, node: init})
		default:
			if tv, ok := x.Info.Types[init]; ok && tv.Value != nil {
				return x.eval(nil, st, init)
			}
			switch o := x.FuncRef(init).(type) { // var sleep = time.Sleep
			case *types.Func:
				return x.in.make(value{op: opFunc, obj: o})
			}
		}
	}
	if list := x.listOf(obj); list != nil {
		return list
	}
	return x.in.make(value{op: opGlobal, obj: obj, typ: obj.Type()})
}

func (x *exec) selector(fr *frame, st *state, e *ast.SelectorExpr) *value {
	sel := x.Info.Selections[e]
	if sel == nil { // pkg.Name
		switch obj := x.Info.Uses[e.Sel].(type) {
		case *types.Var:
			return x.global(st, obj)
		case *types.Func:
			return x.in.make(value{op: opFunc, obj: obj})
		}
		return x.in.fresh(x.Info.TypeOf(e), 0)
	}
	v := x.eval(fr, st, e.X)
	switch sel.Kind() {
	case types.FieldVal:
		return x.path(st, v, sel)
	case types.MethodVal:
		return x.in.make(value{op: opFunc, obj: sel.Obj(), args: []*value{v}})
	}
	return x.in.fresh(x.Info.TypeOf(e), v.deps)
}

// path follows a selection, embedded fields included, to its last field.
func (x *exec) path(st *state, v *value, sel *types.Selection) *value {
	t := sel.Recv()
	for _, i := range sel.Index() {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		s, ok := t.Underlying().(*types.Struct)
		if !ok || i >= s.NumFields() {
			return x.in.fresh(sel.Type(), v.deps)
		}
		v = x.field(st, v, t, s.Field(i))
		t = s.Field(i).Type()
	}
	return v
}

// field is field f of v, which is of type owner or points to it.
func (x *exec) field(st *state, v *value, owner types.Type, f *types.Var) *value {
	if v.op == opRef {
		v = x.content(st, v)
	}
	if w, ok := st.env.get(key{base: v, field: f.Name()}); ok {
		return w
	}
	for v.op == opWith && len(v.args) == 2 {
		if v.name == f.Name() {
			return v.args[1]
		}
		v = v.args[0]
	}
	if v.op == opComposite {
		return x.zero(f.Type())
	}
	if id, ok := v.attempt(); ok {
		if f.Name() == "Status" && gotypes.IsResponse(owner) {
			return x.in.make(value{op: opCall, name: functions.StatusLine, args: []*value{x.status(id, types.Typ[types.Int])}, typ: f.Type()})
		}
		switch x.carrierOf(owner, f) {
		case carriesStatus:
			return x.status(id, f.Type())
		case carriesGRPC:
			return x.in.make(value{op: opGRPCCode, node: id.node, name: id.path, n: id.round, deps: depOutcome, typ: f.Type()})
		}
	}
	return x.in.make(value{op: opField, name: f.Name(), obj: f, args: []*value{v}, typ: f.Type()})
}

func (x *exec) status(id attemptID, t types.Type) *value {
	return x.in.make(value{op: opStatus, node: id.node, name: id.path, n: id.round, deps: depOutcome, typ: t})
}

func (x *exec) deref(st *state, v *value) *value {
	if v.op == opRef {
		return x.content(st, v)
	}
	if w, ok := st.env.get(key{base: v, field: "*"}); ok {
		return w
	}
	return v // the engine does not tell an unknown pointer from what it points to
}

func (x *exec) address(fr *frame, st *state, e ast.Expr) *value {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		k := key{node: e}
		if fr != nil {
			k.frame = fr.id
		}
		st.set(k, x.composite(fr, st, e))
		ref := x.in.make(value{op: opRef, cell: k, typ: types.NewPointer(x.Info.TypeOf(e))})
		x.freshReader(st, ref)
		return ref
	case *ast.Ident:
		if obj, ok := x.Info.ObjectOf(e).(*types.Var); ok && fr != nil {
			return x.in.make(value{op: opRef, cell: x.cell(fr, obj), typ: types.NewPointer(obj.Type())})
		}
	case *ast.SelectorExpr:
		if sel := x.Info.Selections[e]; sel != nil && sel.Kind() == types.FieldVal {
			base := x.eval(fr, st, e.X)
			if base.op != opRef {
				return x.in.make(value{op: opRef, cell: key{base: base, field: sel.Obj().Name()}, typ: types.NewPointer(sel.Type())})
			}
		}
	}
	return x.in.fresh(nil, 0)
}

// elements is what a slice or array literal holds, or the keys of a map literal.
func (v *value) elements() ([]*value, bool) {
	if v.op == opComposite && (v.name == "slice" || v.name == "map" && v.n == 1) {
		return v.args, true
	}
	return nil, false
}

// composite is a literal. A struct's fields are written as a chain of opWith, a map's entries as key, value, key, ...
func (x *exec) composite(fr *frame, st *state, e *ast.CompositeLit) *value {
	v := x.compose(fr, st, e)
	if v.deps&depOutcome != 0 {
		x.away(st, v)
	}
	return v
}

func (x *exec) compose(fr *frame, st *state, e *ast.CompositeLit) *value {
	t := x.Info.TypeOf(e)
	if t == nil {
		return x.in.fresh(nil, 0)
	}
	under := t.Underlying()
	if p, ok := under.(*types.Pointer); ok { // the elided &T of an element
		t = p.Elem()
		under = t.Underlying()
	}
	switch u := under.(type) {
	case *types.Struct:
		v := x.in.make(value{op: opComposite, name: "struct", typ: t})
		for i, el := range e.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				if id, ok := kv.Key.(*ast.Ident); ok {
					f := x.eval(fr, st, kv.Value)
					x.tells(st, e, t, id.Name, f)
					v = x.with(v, id.Name, f)
				}
			} else if i < u.NumFields() {
				f := x.eval(fr, st, el)
				x.tells(st, e, t, u.Field(i).Name(), f)
				v = x.with(v, u.Field(i).Name(), f)
			}
		}
		return v
	case *types.Map:
		var args []*value
		for _, el := range e.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				args = append(args, x.eval(fr, st, kv.Key), x.eval(fr, st, kv.Value))
			}
		}
		return x.in.make(value{op: opComposite, name: "map", args: args, typ: t})
	case *types.Slice, *types.Array:
		var args []*value
		for _, el := range e.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok { // [...]bool{429: true}: kept as a map
				args = append(args, x.eval(fr, st, kv.Key), x.eval(fr, st, kv.Value))
				continue
			}
			args = append(args, x.eval(fr, st, el))
		}
		name := "slice"
		if len(e.Elts) > 0 {
			if _, ok := e.Elts[0].(*ast.KeyValueExpr); ok {
				name = "map"
			}
		}
		return x.in.make(value{op: opComposite, name: name, args: args, typ: t})
	}
	return x.in.fresh(t, 0)
}

// index is m[k].
func (x *exec) index(m, k *value, elem types.Type) *value {
	if m.op == opComposite {
		switch m.name {
		case "slice":
			if k.op == opInt && k.i >= 0 && int(k.i) < len(m.args) {
				return m.args[k.i]
			}
		case "map":
			if v, ok := m.lookup(k); ok {
				if v != nil {
					return v
				}
				if elem != nil {
					return x.zero(elem)
				}
			}
		}
	}
	return x.in.make(value{op: opIndex, args: []*value{m, k}, typ: elem})
}

// lookup finds k in a map literal: nil if it is certainly not there; false if that cannot be told.
func (m *value) lookup(k *value) (*value, bool) {
	if !k.isConst() {
		return nil, false
	}
	for i := 0; i+1 < len(m.args); i += 2 {
		if m.args[i].op == k.op && m.args[i].i == k.i && m.args[i].name == k.name && m.args[i].f == k.f {
			return m.args[i+1], true
		}
		if !m.args[i].isConst() {
			return nil, false
		}
	}
	return nil, true
}

// at computes v for one status, where v depends on nothing else.
func (v *value) at(code int) (value, bool) {
	switch v.op {
	case opInt, opFloat, opString, opBool:
		return *v, true
	case opStatus, opGRPCCode:
		return value{op: opInt, i: int64(code)}, true
	case opUnary:
		a, ok := v.args[0].at(code)
		if !ok {
			return a, false
		}
		switch {
		case v.name == "!" && a.op == opBool:
			return boolean(a.i == 0), true
		case v.name == "-" && a.op == opInt:
			return value{op: opInt, i: -a.i}, true
		}
	case opConvert:
		a, ok := v.args[0].at(code)
		b, isBasic := v.typ.Underlying().(*types.Basic)
		if !ok || !isBasic {
			return a, false
		}
		if b.Info()&types.IsFloat != 0 && a.op == opInt {
			return value{op: opFloat, f: float64(a.i)}, true
		}
		return a, b.Info()&types.IsInteger != 0 && a.op == opInt
	case opBinary:
		a, ok := v.args[0].at(code)
		if !ok {
			return a, false
		}
		b, ok := v.args[1].at(code)
		if !ok {
			return b, false
		}
		return fold(v.name, &a, &b)
	case opIndex:
		m := v.args[0]
		k, ok := v.args[1].at(code)
		if !ok || m.op != opComposite || m.name != "map" {
			return k, false
		}
		e, ok := m.lookup(&k)
		switch {
		case !ok:
			return k, false
		case e != nil:
			return e.at(code)
		case v.typ == nil:
			return k, false
		}
		if t, isBasic := v.typ.Underlying().(*types.Basic); isBasic && t.Info()&types.IsBoolean != 0 {
			return boolean(false), true
		}
		return k, false
	case opCall:
		switch v.name {
		case "mapok":
			k, ok := v.args[1].at(code)
			if !ok || v.args[0].op != opComposite || v.args[0].name != "map" {
				return k, false
			}
			e, ok := v.args[0].lookup(&k)
			return boolean(e != nil), ok
		case "contains":
			elems, ok := v.args[0].elements()
			k, kok := v.args[1].at(code)
			if !ok || !kok {
				return k, false
			}
			for _, e := range elems {
				c, ok := e.at(code)
				if !ok {
					return c, false
				}
				if c.op == k.op && c.i == k.i {
					return boolean(true), true
				}
			}
			return boolean(false), true
		}
	}
	return value{}, false
}
