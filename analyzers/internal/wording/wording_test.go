package wording

import (
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	for asked, want := range map[string]string{
		"zh": "zh", "zh_CN.UTF-8": "zh", "zh-Hant-TW": "zh", "en_US.UTF-8": "en", "en": "en", "C": "en", "C.UTF-8": "en", "POSIX": "en",
		"zh_CN@pinyin": "zh", "de_DE.UTF-8": "", "": "", "!": "",
	} {
		if got, ok := Match(asked); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t, want %q", asked, got, ok, want)
		}
	}
}

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{nil, English},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, Chinese},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, English},
		{map[string]string{"LANG": "en", "LC_MESSAGES": "en", "LC_ALL": "zh_SG"}, Chinese},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "fr_FR"}, English},
	} {
		if got := Of(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.env, got, tt.want)
		}
	}
}

func TestSay(t *testing.T) {
	zh := In(Chinese)
	if got, want := zh.Say("nestedretry.product", "%d x %d = %d (%s)", 1200, 2, 2400, "x"), "最多 1200 x 2 = 2400 个请求：重试之中又有重试（x）；只在其中一层重试即可"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := zh.Say("nobody.says", "as %s is", "it"); got != "as it is" {
		t.Errorf("what has no translation is %q", got)
	}
	if got := In("fr").Say("nestedretry.product", "in %s", "English"); got != "in English" {
		t.Errorf("another language is %q", got)
	}
	if got := zh.Or([]string{"a", "b", "c"}) + zh.And([]string{"d", "e"}) + (Printer{}).Or([]string{"f", "g", "h"}); got != "a、b 或 cd和ef, g or h" {
		t.Errorf("lists are %q", got)
	}
}

// The code of a documentation is that of the English one; what is reported of it is in the language of the page.
func TestDocument(t *testing.T) {
	english := "notimeout: title\n\nText\n\n\tcode\n\n\tmore\n\n\tfound\n\nRight:\n\n\tright\n"
	got := In(Chinese).Document("notimeout", english)
	for _, part := range []string{"\tcode\n\n\tmore\n\n\thttp.Get 没有时间限制", "\n\n\tright\n\n"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
	if strings.Contains(got, "found") || (Printer{}).Document("notimeout", english) != english || In(Chinese).Document("nosuch", english) != english {
		t.Errorf("the document is %q", got)
	}
}
