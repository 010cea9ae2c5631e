// Package wording says texts in the language of the reader. What is to be said is written once, in English, where it is known,
// with a key beside it; the catalogs of the other languages have the same text under that key.
//
// It answers what a key says in a language, and which language somebody means. It knows nothing of findings.
//
// Invariants: a key names one text for ever, whatever its wording, so that what is kept under keys outlives a rewording; a text that a
// catalog lacks is said in English; a catalog is read once, when it is first asked for.
package wording

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

//go:embed zh.yaml
var zh []byte

// The languages.
const (
	English = "en"
	Chinese = "zh"
)

// Languages are those in which everything can be said.
func Languages() []string { return []string{English, Chinese} }

// A Translation is an entry of a catalog: what a text is in English, and in the language of the catalog.
type Translation struct {
	EN string `yaml:"en"`
	ZH string `yaml:"zh"`
}

// Translations returns the Chinese catalog, by key. It is shared, and not to be changed.
func Translations() map[string]Translation { return translations() }

var translations = sync.OnceValue(func() map[string]Translation {
	var all map[string]Translation
	if err := yaml.Unmarshal(zh, &all); err != nil {
		panic(fmt.Sprintf("zh.yaml: %v", err)) // seen by the first test
	}
	return all
})

var chinese = sync.OnceValue(func() *message.Printer {
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	for key, t := range translations() {
		if err := b.SetString(language.Chinese, key, t.ZH); err != nil {
			panic(fmt.Sprintf("zh.yaml: %s: %v", key, err))
		}
	}
	return message.NewPrinter(language.Chinese, message.Catalog(b))
})

// Match returns the language that somebody asks for by a name such as zh, zh-Hant-TW or zh_CN.UTF-8. It is not ok if nothing is
// said in it.
func Match(asked string) (lang string, ok bool) {
	locale, _, _ := strings.Cut(asked, ".")
	locale, _, _ = strings.Cut(locale, "@")
	if locale == "C" || locale == "POSIX" {
		return English, true
	}
	tag, err := language.Parse(locale)
	if err != nil {
		return "", false
	}
	base, _ := tag.Base()
	i := slices.Index(Languages(), base.String())
	if i < 0 {
		return "", false
	}
	return Languages()[i], true
}

// Of is the language of an environment: of the first of the variables by which POSIX tells the one of messages, and English if
// that is none of those that are known.
func Of(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			lang, ok := Match(value)
			if !ok {
				return English
			}
			return lang
		}
	}
	return English
}

// A Printer says texts in one language. The zero value says them in English.
type Printer struct{ lang string }

// In is the printer of a language; of English, if it is none of those that are known.
func In(lang string) Printer {
	if lang == Chinese {
		return Printer{lang}
	}
	return Printer{}
}

// Language is that in which it says texts.
func (p Printer) Language() string {
	if p.lang == "" {
		return English
	}
	return p.lang
}

// Say says what a key stands for. The format is its English text, as of package fmt; the other languages have the same values, a number
// as a text: it is a name here, of a code or a line, and nobody wants commas in it.
func (p Printer) Say(key, format string, args ...any) string {
	if p.lang != Chinese {
		return fmt.Sprintf(format, args...)
	}
	plain := make([]any, len(args))
	for i, arg := range args {
		plain[i] = fmt.Sprint(arg)
	}
	return unspaced().Replace(chinese().Sprintf(message.Key(key, format), plain...))
}

// unspaced takes out spaces that values bring to Chinese punctuation, which has its own.
var unspaced = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("（ ", "（", " ）", "）", "） ", "）", " （", "（", "， ", "，", "； ", "；", "： ", "：")
})

// Translate says a whole text that is the value of a key, if the catalog has it; else as it is.
func (p Printer) Translate(key, english string) string {
	if p.lang == Chinese && translations()[key].ZH != "" {
		return translations()[key].ZH
	}
	return english
}

// Or joins words as alternatives: "a, b or c".
func (p Printer) Or(words []string) string { return p.join(words, " or ", " 或 ") }

// And joins words: "a, b and c".
func (p Printer) And(words []string) string { return p.join(words, " and ", "和") }

func (p Printer) join(words []string, en, zh string) string {
	comma, last := ", ", en
	if p.lang == Chinese {
		comma, last = "、", zh
	}
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], comma) + last + words[n-1]
	}
	return strings.Join(words, "")
}
