package library

import (
	"go/ast"
	goconstant "go/constant"
	"go/parser"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/retryvet/retryvet/catalog"
)

// TestRealSDKs checks what the catalogs say of SDKs with these: that the error types, their fields and methods, and the variables
// that stand for a code exist; and that the tables of codes which some of them have are the catalogs'.
//
// Of WeCom's and WeChat's codes one client has some: those of customer service, and those of a service for films. No table can be had for
// these: Feishu's own client has the four by which it renews a token, and the module proxy does not serve it; of MiniMax, Kimi and Zhipu no
// client in Go that is a module has any. Their pages in the catalog say so.
func TestRealSDKs(t *testing.T) {
	r := loadReal(t)
	for _, p := range catalog.Embedded().Providers() {
		for _, c := range p.Types {
			r.checkType(t, c)
		}
		for _, s := range p.Sentinels {
			if notBuilt(s.Name()) {
				continue
			}
			obj := r.named(s.In)
			_, isVar := obj.(*types.Var)
			_, isType := obj.(*types.TypeName)
			if isVar != (s.Var != "") || isType != (s.Type != "") {
				t.Errorf("%s: there is no such variable or type", s.Name())
			}
		}
		for _, f := range p.Funcs {
			if _, ok := r.named(f.In).(*types.Func); !ok {
				t.Errorf("%s: there is no such function", f.Func)
			}
		}
		for _, f := range p.Predicates {
			if len(f.Codes) > 0 || f.Prefix != "" {
				if _, ok := r.named(f.In).(*types.Func); !ok {
					t.Errorf("%s: there is no such function", f.Func)
				}
			}
		}
		for _, e := range p.Exceptions {
			if !slices.ContainsFunc(r.roots, func(pkg *types.Package) bool { return e.In(pkg.Path()) && hasCode(p, pkg) }) {
				t.Errorf("%s: no package that testdata/real imports has an error type of a code's name", e.Package)
			}
		}
	}
	t.Run("kubernetes", func(t *testing.T) {
		r.checkConstants(t, "kubernetes", "k8s.io/apimachinery/pkg/apis/meta/v1", "StatusReason")
	})
	t.Run("kafka-go", func(t *testing.T) { r.checkConstants(t, "kafka", "github.com/segmentio/kafka-go", "Error") })
	t.Run("sarama", func(t *testing.T) { r.checkConstants(t, "kafka", "github.com/IBM/sarama", "KError") })
	t.Run("grpc", func(t *testing.T) { r.checkConstants(t, "grpc", "google.golang.org/grpc/codes", "Code") })
	t.Run("stripe", func(t *testing.T) {
		const path = "github.com/stripe/stripe-go/v84"
		for scheme, typ := range map[string]string{"code": "ErrorCode", "type": "ErrorType", "decline": "DeclineCode"} {
			r.checkListed(t, "stripe", scheme, path, typ)
		}
	})
	t.Run("postgres", r.checkPostgres)
	t.Run("kafka", r.checkKafka)
	t.Run("sqlite", checkSQLite)
	t.Run("wecom", func(t *testing.T) {
		const path = "github.com/silenceper/wechat/v2/work/kf"
		own := func(code int64) bool { return code >= 50001 && code <= 50003 } // the client's, for what is something else in answers
		r.checkTable(t, "wecom", slices.DeleteFunc(r.keysOf(t, path, "codeDic"), own), []int64{
			40015, 40016, // of messages that come in; elsewhere they say of a menu that its kind or number of buttons is wrong
			95000, 95004, 95011, 95012, 95017, // of customer service alone
		})
	})
	t.Run("wechat", func(t *testing.T) {
		const path = "github.com/silenceper/wechat/v2/miniprogram/minidrama"
		r.checkTable(t, "wechat", r.constantsOf(t, path, "ErrCode"), []int64{
			-2, 10090001, 10090002, 10090003, 10090005, 10093011, 10093014, 10093023, 10093030, // of that service alone
		})
	})
}

// checkType looks a type up. The types of providers' own SDKs that the module proxy does not serve are left out.
func (r *realLibraries) checkType(t *testing.T, c catalog.GoType) {
	for _, pkg := range r.roots {
		name, ok := c.In(pkg.Path())
		if !ok {
			continue
		}
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			t.Errorf("%s: there is no such type", c.Type)
			return
		}
		for _, member := range []string{c.Code, c.Status, c.Message} {
			own, method := strings.CutSuffix(member, "()")
			if own == "" || own == catalog.Self {
				continue
			}
			found, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, own)
			if _, is := found.(*types.Func); found == nil || is != method {
				t.Errorf("%s has no %s", c.Type, member)
			}
		}
		return
	}
	if !notBuilt(c.Type) {
		t.Errorf("%s: testdata/real does not import its package", c.Type)
	}
}

// notBuilt reports whether a name is one of an SDK that testdata/real has none of: those of the first five catalogs, two that need a C
// compiler, one that has a database translated to Go in it, one that has the clients of a whole cloud in it, and those that the proxy does
// not serve.
func notBuilt(name string) bool {
	return slices.ContainsFunc([]string{
		"upyun", "123pan", "qiniu", "secondme", "mattn/go-sqlite3", "modernc.org/sqlite", "confluentinc", "volcengine", "larksuite", "ArtisanCloud", "xen0n/go-workwx",
	}, func(family string) bool { return strings.Contains(name, family) })
}

// checkPostgres compares with the constants of pgerrcode.
func (r *realLibraries) checkPostgres(t *testing.T) {
	p, _ := catalog.Embedded().Provider("postgres")
	real := map[string]bool{}
	pkg := r.done["github.com/jackc/pgerrcode"]
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if !ok || c.Val().Kind() != goconstant.String {
			continue
		}
		code := goconstant.StringVal(c.Val())
		real[code] = true
		e, ok := p.Lookup(catalog.String(code))
		if !ok {
			t.Errorf("the catalog has no %s (%s)", code, name)
		} else if !strings.EqualFold(e.Name, name) {
			t.Errorf("%s is named %s, in pgerrcode %s", code, e.Name, name)
		}
	}
	for e := range p.Entries() {
		if !real[e.Code.Text()] {
			t.Errorf("pgerrcode has no %s", e.Code)
		}
	}
}

// checkKafka compares with the table of kerr: numbers, names, variables and whether they may be retried.
func (r *realLibraries) checkKafka(t *testing.T) {
	p, _ := catalog.Embedded().Provider("kafka")
	sentinels := map[int64]string{}
	for _, s := range p.Sentinels {
		name, _ := s.In("github.com/twmb/franz-go/pkg/kerr")
		sentinels[s.Code.Int()] = name
	}
	rows := 0
	for _, file := range r.files["github.com/twmb/franz-go/pkg/kerr"].CompiledGoFiles {
		f, err := parser.ParseFile(r.fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			lit, ok := addressed(spec.Values[0])
			if !ok || len(lit.Elts) != 4 {
				return true
			}
			rows++
			name := text(lit.Elts[0])
			code, _ := strconv.ParseInt(types.ExprString(lit.Elts[1]), 10, 64)
			retriable := types.ExprString(lit.Elts[2]) == "true"
			e, ok := p.Lookup(catalog.Int(code))
			switch {
			case !ok:
				t.Errorf("the catalog has no %d (%s)", code, name)
			case e.Name != name:
				t.Errorf("%d is named %s, in kerr %s", code, e.Name, name)
			case e.Confidence == catalog.High && (e.Retry == catalog.Backoff) != retriable:
				t.Errorf("%d (%s) is %s; retriable: %t", code, name, e.Retry, retriable)
			case sentinels[code] != spec.Names[0].Name:
				t.Errorf("%d stands for %q, in kerr for %s", code, sentinels[code], spec.Names[0].Name)
			}
			return true
		})
	}
	if n := len(sentinels); rows != n {
		t.Errorf("kerr has %d errors, the catalog %d", rows, n)
	}
}

// addressed is the literal of &T{...}.
func addressed(e ast.Expr) (*ast.CompositeLit, bool) {
	u, ok := e.(*ast.UnaryExpr)
	if !ok {
		return nil, false
	}
	lit, ok := u.X.(*ast.CompositeLit)
	return lit, ok
}

// text is the value of a string literal.
func text(e ast.Expr) string {
	s, _ := strconv.Unquote(types.ExprString(e))
	return s
}

// named is what some package has under a name that is told of it.
func (r *realLibraries) named(in func(pkg string) (string, bool)) types.Object {
	for _, pkg := range r.roots {
		if name, ok := in(pkg.Path()); ok {
			return pkg.Scope().Lookup(name)
		}
	}
	return nil
}

// checkTable checks that a catalog has the codes of an SDK's table, but for some that do not hold everywhere.
func (r *realLibraries) checkTable(t *testing.T, provider string, real, without []int64) {
	t.Helper()
	p, _ := catalog.Embedded().Provider(provider)
	for _, code := range real {
		_, known := p.Lookup(catalog.Int(code))
		if left := slices.Contains(without, code); known == left {
			t.Errorf("%d: in the catalog: %t, left out: %t", code, known, left)
		}
	}
	for _, code := range without {
		if !slices.Contains(real, code) {
			t.Errorf("the SDK has no %d", code)
		}
	}
}

// constantsOf are the values of a package's constants of a type.
func (r *realLibraries) constantsOf(t *testing.T, path, typ string) (values []int64) {
	t.Helper()
	pkg := r.done[path]
	if pkg == nil {
		t.Fatalf("testdata/real does not import %s", path)
	}
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if ok && types.TypeString(c.Type(), types.RelativeTo(pkg)) == typ {
			v, _ := goconstant.Int64Val(c.Val())
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		t.Errorf("%s has no constants of %s", path, typ)
	}
	return values
}

// keysOf are the keys of a map of numbers that a package begins with.
func (r *realLibraries) keysOf(t *testing.T, path, name string) (keys []int64) {
	t.Helper()
	if r.files[path] == nil {
		t.Fatalf("testdata/real does not import %s", path)
	}
	for _, file := range r.files[path].CompiledGoFiles {
		f, err := parser.ParseFile(r.fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Names[0].Name != name || len(spec.Values) != 1 {
				return true
			}
			lit, _ := spec.Values[0].(*ast.CompositeLit)
			for _, e := range lit.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					key, err := strconv.ParseInt(types.ExprString(kv.Key), 10, 64)
					if err != nil {
						t.Errorf("%s: %v", name, err)
					}
					keys = append(keys, key)
				}
			}
			return true
		})
	}
	if len(keys) == 0 {
		t.Errorf("%s has no map %s", path, name)
	}
	return keys
}

// hasCode reports whether a package has an error type that is named like a code of a provider.
func hasCode(p *catalog.Provider, pkg *types.Package) bool {
	return slices.ContainsFunc(pkg.Scope().Names(), func(name string) bool {
		_, isType := pkg.Scope().Lookup(name).(*types.TypeName)
		_, known := p.Lookup(catalog.String(name))
		return isType && known
	})
}

// checkConstants checks that a catalog has what an SDK has constants of a type for.
func (r *realLibraries) checkConstants(t *testing.T, provider, path, typ string) {
	p, _ := catalog.Embedded().Provider(provider)
	scope := r.done[path].Scope()
	n := 0
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || types.TypeString(c.Type(), types.RelativeTo(r.done[path])) != typ {
			continue
		}
		n++
		code := catalog.String("")
		if c.Val().Kind() == goconstant.String {
			code = catalog.String(goconstant.StringVal(c.Val()))
		} else if v, ok := goconstant.Int64Val(c.Val()); ok {
			code = catalog.Int(v)
		}
		if _, ok := p.Lookup(code); !ok && code.Text() != "" && code.Text() != "0" {
			t.Errorf("the catalog has no %s (%s)", code, name)
		}
	}
	if n == 0 {
		t.Errorf("%s has no constants of %s", path, typ)
	}
}

// checkListed checks that an SDK has constants of a type for what a catalog lists in a scheme, where it has any at all.
func (r *realLibraries) checkListed(t *testing.T, provider, scheme, path, typ string) {
	p, _ := catalog.Embedded().Provider(provider)
	scope := r.done[path].Scope()
	real := map[string]bool{}
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if ok && types.TypeString(c.Type(), types.RelativeTo(r.done[path])) == typ {
			real[goconstant.StringVal(c.Val())] = true
		}
	}
	for e := range p.Entries() {
		if e.Scheme == scheme && !real[e.Code.Text()] {
			t.Errorf("%s has no %s %s among %d", path, typ, e.Code, len(real))
		}
	}
}
