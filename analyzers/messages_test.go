package analyzers_test

import (
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/packages"

	"github.com/retryvet/retryvet/analyzers"
	"github.com/retryvet/retryvet/analyzers/internal/wording"
)

// keyAt is which argument of a method of the reporter is the key of a text; the text follows it.
var keyAt = map[string]int{"Report": 1, "Say": 0, "say": 0, "PlaceOf": 2, "Note": 2}

// messages are the texts of the rules, by their full keys, and the same for those that are whole messages.
func messages(t *testing.T) (texts, whole map[string]string) {
	t.Helper()
	list, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, "./...", "../cmd/retryvet")
	if err != nil {
		t.Fatal(err)
	}
	texts, whole = map[string]string{}, map[string]string{}
	for _, p := range list {
		text := func(e ast.Expr) string {
			v := p.TypesInfo.Types[e].Value
			if v == nil || v.Kind() != constant.String {
				return ""
			}
			return constant.StringVal(v)
		}
		for _, f := range p.Syntax {
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				sel, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				i, ok := keyAt[sel.Sel.Name]
				recv := p.TypesInfo.TypeOf(sel.X)
				if !ok || recv == nil {
					return true
				}
				name := types.TypeString(types.Unalias(recv), nil)
				printer := strings.HasSuffix(name, "/wording.Printer")
				if !printer && !strings.HasSuffix(name, "/report.Reporter") {
					return true
				}
				key, format := text(call.Args[i]), text(call.Args[i+1])
				if key == "" {
					if p.Name != "report" {
						t.Errorf("%s: the key of a text must be a constant", p.Fset.Position(call.Pos()))
					}
					return true
				}
				if sel.Sel.Name != "say" && !printer {
					key = p.Name + "." + key
				}
				if old, twice := texts[key]; twice && format != "" && old != "" && old != format {
					t.Errorf("%s: %s is %q elsewhere", p.Fset.Position(call.Pos()), key, old)
				}
				if format != "" {
					texts[key] = format
				}
				if sel.Sel.Name == "Report" && format != "" {
					whole[key] = format
				}
				return true
			})
		}
	}
	for _, w := range analyzers.Whys() {
		texts["reason."+w.ID] = w.Doc
	}
	return texts, whole
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([sdqv%])`)

// verbs are the values that a format has, in their order: "1q 2s". A number is a text.
func verbs(t *testing.T, format string) string {
	t.Helper()
	var all []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		at := string(rune('0' + next))
		if m[1] != "" {
			at = m[1]
		} else {
			next++
		}
		all = append(all, at+strings.Replace(m[2], "d", "s", 1))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// Every text of a rule has its translation, and none is left of a text that is gone or says something else now. Both have the same values.
func TestTranslations(t *testing.T) {
	texts, whole := messages(t)
	if len(whole) < 70 {
		t.Fatalf("there are %d messages", len(whole))
	}
	known := wording.Translations()
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		en, tr := texts[key], known[key]
		switch {
		case tr.ZH == "":
			t.Errorf("zh.yaml lacks %s: %q", key, en)
		case tr.EN != en:
			t.Errorf("zh.yaml: %s translates %q, and the text is %q now", key, tr.EN, en)
		case verbs(t, en) != verbs(t, tr.ZH):
			t.Errorf("zh.yaml: %s has the values %s, and %s in English", key, verbs(t, tr.ZH), verbs(t, en))
		case strings.Contains(tr.ZH, "%d"):
			t.Errorf("zh.yaml: %s: a number is a text, %%s", key)
		}
		if tr.ZH != "" && !hasHan(tr.ZH) && strings.ContainsFunc(strings.NewReplacer("%s", "", "%d", "").Replace(en), unicode.IsLetter) {
			t.Errorf("zh.yaml: %s is not Chinese: %q", key, tr.ZH)
		}
	}
	for key := range known {
		if _, used := texts[key]; !used && !strings.HasPrefix(key, "phrase.") { // those have a test of their own
			t.Errorf("zh.yaml: nobody says %s", key)
		}
	}
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// idioms are what a reader at six in the evening does not want to think about.
var idioms = regexp.MustCompile(`goes? round|says? yes|is given|was given|answers? (yes|no|true|false)\b`)

// A message is one line for people who want to go home: lower case, no final stop, and short.
func TestMessages(t *testing.T) {
	texts, whole := messages(t)
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if idiom := idioms.FindString(texts[key]); idiom != "" && strings.HasPrefix(key, "reason.") {
			t.Errorf("%s says %q: %q", key, idiom, texts[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(whole)) {
		text := whole[key]
		if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) && !strings.HasPrefix(text, "Retry-After") {
			t.Errorf("%s begins with a capital letter: %q", key, text)
		}
		if strings.HasSuffix(text, ".") {
			t.Errorf("%s ends in a stop: %q", key, text)
		}
		if idiom := idioms.FindString(text); idiom != "" {
			t.Errorf("%s says %q", key, idiom)
		}
		if n := utf8.RuneCountInString(text); n > 145 {
			t.Errorf("%s has %d characters without its values: %q", key, n, text)
		}
	}
}

// A page says the same in both languages: what one lists, the other lists too.
func TestPagesList(t *testing.T) {
	for _, rule := range analyzers.Suite(analyzers.Config{}) {
		en, zh := strings.Count(rule.Doc, "\n  - "), strings.Count(analyzers.Documentation(rule, analyzers.Chinese), "\n  - ")
		if en != zh {
			t.Errorf("%s lists %d things in English and %d in Chinese", rule.Name, en, zh)
		}
	}
}
