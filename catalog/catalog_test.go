package catalog_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/retryvet/retryvet/catalog"
)

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}

func TestCodesAreTyped(t *testing.T) {
	n, s := catalog.Int(429), catalog.String("429")
	if n == s {
		t.Error("429 equals \"429\"")
	}
	if n.IsString() || !s.IsString() || n.Int() != 429 || s.Int() != 0 {
		t.Error("wrong type or value")
	}
	if n.Text() != "429" || s.Text() != "429" || n.String() != "429" || s.String() != `"429"` {
		t.Error("wrong text")
	}
	if got := (catalog.Code{}).Text(); got != "" {
		t.Errorf("zero code is %q", got)
	}
	p := provider(t, "token360")
	if e, _ := p.Lookup(n); e.Scheme != "http" {
		t.Errorf("429 is of scheme %q", e.Scheme)
	}
	if e, _ := p.Lookup(s); e.Scheme != "code" {
		t.Errorf("\"429\" is of scheme %q", e.Scheme)
	}
	if _, ok := provider(t, "upyun").Lookup(catalog.String("40100005")); ok {
		t.Error("upyun has a string code")
	}
}

func TestTextForms(t *testing.T) {
	for _, c := range []catalog.Code{catalog.Int(-1), catalog.Int(0), catalog.Int(40100005), catalog.String("429"), catalog.String(`a"b`)} {
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back catalog.Code
		if err := json.Unmarshal(data, &back); err != nil || back != c {
			t.Errorf("%s came back as %s, %v", c, back, err)
		}
	}
	for _, text := range []string{"", "x", "010", "1.0", "'a'", "99999999999999999999"} {
		var c catalog.Code
		if err := c.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is code %s", text, c)
		}
	}
	if _, err := (catalog.Code{}).MarshalText(); err == nil {
		t.Error("zero code has a text")
	}

	for c := catalog.Never; c <= catalog.Success; c++ {
		back, err := catalog.ParseClass(c.String())
		if err != nil || back != c {
			t.Errorf("%s came back as %s, %v", c, back, err)
		}
		var again catalog.Class
		text, err := c.MarshalText()
		if err != nil || again.UnmarshalText(text) != nil || again != c {
			t.Errorf("%s came back as %s, %v", c, again, err)
		}
	}
	if got := sorted([]string{catalog.Class(0).String(), catalog.Class(99).String()}); got[0] != "invalid" || got[1] != "invalid" {
		t.Errorf("%q", got)
	}
	if _, err := catalog.ParseClass("invalid"); err == nil {
		t.Error("invalid is a class")
	}
	if _, err := catalog.Class(0).MarshalText(); err == nil {
		t.Error("zero class has a text")
	}
	_, err := catalog.ParseClass("maybe")
	if want := `unknown retry class "maybe"; known are never, user, refresh, conflict, wait, backoff, success`; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	var conf catalog.Confidence
	if err := conf.UnmarshalText([]byte("high")); err != nil || conf != catalog.High || conf.String() != "high" {
		t.Errorf("%v %v", conf, err)
	}
	if _, err := catalog.Confidence(0).MarshalText(); err == nil {
		t.Error("zero confidence has a text")
	}
}

// TestClasses pins the classes that took a decision: they are the catalog's point.
func TestClasses(t *testing.T) {
	type want struct {
		retry      catalog.Class
		confidence catalog.Confidence
	}
	tests := map[string]map[any]want{
		"http": {
			400: {catalog.Never, catalog.High}, 401: {catalog.Refresh, catalog.High}, 403: {catalog.Never, catalog.High},
			408: {catalog.Backoff, catalog.High}, 409: {catalog.Conflict, catalog.Medium}, 425: {catalog.Backoff, catalog.High},
			429: {catalog.Backoff, catalog.High}, 444: {catalog.Never, catalog.Low}, 500: {catalog.Backoff, catalog.Medium},
			501: {catalog.Never, catalog.Medium}, 503: {catalog.Backoff, catalog.High}, 507: {catalog.User, catalog.Medium},
			599: {catalog.Backoff, catalog.Low},
		},
		"pan123": {
			0: {catalog.Success, catalog.High}, 401: {catalog.Refresh, catalog.High}, 3001: {catalog.Refresh, catalog.High},
			4002: {catalog.Wait, catalog.High}, 20103: {catalog.Wait, catalog.Medium}, "PacketLossError": {catalog.Backoff, catalog.Medium},
		},
		"upyun": {
			40000012: {catalog.Backoff, catalog.Low}, 40000024: {catalog.Conflict, catalog.Medium}, 40000034: {catalog.Never, catalog.Low},
			40001037: {catalog.Conflict, catalog.Medium}, 40001055: {catalog.Conflict, catalog.High}, 40100002: {catalog.Refresh, catalog.Medium},
			40100005: {catalog.Never, catalog.High}, 40100021: {catalog.User, catalog.High}, 40300006: {catalog.Refresh, catalog.Medium},
			40800001: {catalog.Backoff, catalog.Medium}, 41200001: {catalog.Conflict, catalog.Medium}, 42900004: {catalog.User, catalog.Medium},
			42900007: {catalog.Backoff, catalog.Medium}, 44400003: {catalog.Never, catalog.Low}, 50300007: {catalog.Backoff, catalog.High},
		},
		"secondme": {
			"oauth2.token.expired": {catalog.Refresh, catalog.High}, "oauth2.token.invalid": {catalog.Refresh, catalog.Medium},
			"oauth2.refresh_token.expired": {catalog.User, catalog.High}, "oauth2.code.used": {catalog.Never, catalog.High},
			"connection.error": {catalog.Backoff, catalog.High},
		},
		"zgi": {
			10000: {catalog.Backoff, catalog.Low}, 10004: {catalog.Backoff, catalog.High}, 11003: {catalog.Refresh, catalog.Medium},
			401: {catalog.Refresh, catalog.Medium}, 15001: {catalog.User, catalog.High}, "SUCCESS": {catalog.Success, catalog.High},
		},
		"token360": {
			401: {catalog.Never, catalog.High}, 402: {catalog.User, catalog.High}, "401": {catalog.Never, catalog.High},
			"insufficient_balance": {catalog.User, catalog.High}, "rate_limit_error": {catalog.Backoff, catalog.High},
		},
	}
	for id, codes := range tests {
		p := provider(t, id)
		for code, want := range codes {
			c, ok := code.(int)
			key := catalog.Int(int64(c))
			if !ok {
				key = catalog.String(code.(string))
			}
			e, ok := p.Lookup(key)
			if !ok || e.Retry != want.retry || e.Confidence != want.confidence {
				t.Errorf("%s %s: %s, %s (found: %t), want %s, %s", id, key, e.Retry, e.Confidence, ok, want.retry, want.confidence)
			}
		}
	}
	if e, _ := provider(t, "pan123").Lookup(catalog.Int(20103)); !e.Observed || e.MinDelay != time.Second || e.Source != "clients" || e.Message != "" {
		t.Errorf("20103: %+v", e)
	}
	if e, _ := provider(t, "upyun").Lookup(catalog.Int(42900007)); e.MinDelay != time.Second || e.Scope != "key" {
		t.Errorf("42900007: %+v", e)
	}
}

func TestStatus(t *testing.T) {
	c := catalog.Embedded()
	if e, ok := c.Status(429); !ok || e.Provider != "http" || e.HTTP != 429 || e.Name != "Too Many Requests" {
		t.Errorf("429: %+v", e)
	}
	for _, status := range []int{0, 200, 999, -1, 40100005} {
		if e, ok := c.Status(status); ok {
			t.Errorf("%d: %+v", status, e)
		}
	}
}

func TestEntriesAreSorted(t *testing.T) {
	var got []string
	for e := range provider(t, "token360").Entries() {
		got = append(got, e.Code.String())
	}
	want := []string{"400", "401", "402", "403", "404", "429", "500", "502", "503", `"401"`, `"404"`, `"429"`, `"500"`, `"api_error"`}
	if len(got) != 22 || !slices.Equal(got[:len(want)], want) {
		t.Errorf("%v", got)
	}
	for range provider(t, "token360").Entries() {
		break // must not panic
	}
}

func TestNearest(t *testing.T) {
	tests := []struct {
		provider string
		code     catalog.Code
		want     string
	}{
		{"upyun", catalog.Int(40100026), "40100025 40100024 40100023 40100022 40100021 40100020 40100016 40100006 40000026 40300026"},
		{"upyun", catalog.Int(42900099), ""},
		{"upyun", catalog.Int(42900010), "42900001"}, // two swapped
		{"upyun", catalog.Int(4090007), ""},
		{"upyun", catalog.Int(4290007), "42900007"},                                                        // one digit missing
		{"upyun", catalog.Int(429000007), "42900007"},                                                      // one too many
		{"upyun", catalog.Int(49200007), "42900007"},                                                       // two swapped
		{"upyun", catalog.Int(72900007), "42900007"},                                                       // one wrong
		{"upyun", catalog.String("42900008"), ""},                                                          // another type
		{"upyun", catalog.Int(40010001), "40010002 40010003 40010031 40011001 40001001 40000001 40100001"}, // known itself, not listed
		{"secondme", catalog.String("oauth2.token.expird"), `"oauth2.token.expired"`},
		{"secondme", catalog.String("oauth2.token.expried"), `"oauth2.token.expired"`},
		{"secondme", catalog.String("oauth2.token.expires"), `"oauth2.token.expired"`},
		{"secondme", catalog.String("oauth2.token.EXPIRED"), ""},
		{"token360", catalog.String("402"), `"401" "404"`},
		{"pan123", catalog.Int(1), "0"},
		{"pan123", catalog.Int(-1 << 63), ""},
		{"zgi", catalog.String(""), ""},
	}
	for _, test := range tests {
		var got []string
		for _, e := range provider(t, test.provider).Nearest(test.code) {
			got = append(got, e.Code.String())
		}
		want := strings.Fields(test.want)
		if !slices.Equal(got, want) {
			t.Errorf("%s %s: %v, want %v", test.provider, test.code, got, want)
		}
	}
}

func TestFits(t *testing.T) {
	tests := []struct {
		provider string
		code     catalog.Code
		want     bool
	}{
		{"upyun", catalog.Int(40100026), true},
		{"upyun", catalog.Int(59900099), true},
		{"upyun", catalog.Int(40200001), false}, // no code of upyun begins with 402
		{"upyun", catalog.Int(4010002), false},
		{"upyun", catalog.Int(401000266), false},
		{"upyun", catalog.Int(10000000), false},
		{"upyun", catalog.String("40100026"), false},
		{"secondme", catalog.String("oauth2.token.stolen"), true},
		{"secondme", catalog.String("secondme.act.action_control.empty"), true},
		{"secondme", catalog.String("invalid.params"), true},
		{"secondme", catalog.String("resource"), false},
		{"secondme", catalog.Int(400), false},
		{"zgi", catalog.Int(10099), true},
		{"zgi", catalog.Int(16000), false},
		{"zgi", catalog.Int(418), true}, // a status
		{"zgi", catalog.String("NOT_FOUND"), true},
		{"token360", catalog.String("418"), true},
		{"token360", catalog.String("Rate Limit"), false},
		{"http", catalog.Int(418), true},
		{"http", catalog.Int(99), false},
		{"http", catalog.Int(1000), false},
		{"http", catalog.String("404"), false},
		{"http", catalog.Code{}, false},
	}
	for _, test := range tests {
		if got := provider(t, test.provider).Fits(test.code); got != test.want {
			t.Errorf("%s %s: %t", test.provider, test.code, got)
		}
	}
	p := provider(t, "secondme")
	if !p.FitsScheme("system", catalog.String("internal.error")) || p.FitsScheme("code", catalog.String("internal.error")) || p.FitsScheme("none", catalog.String("internal.error")) {
		t.Error("FitsScheme looks at the wrong scheme")
	}
}

// TestDistinctive checks what a literal alone may prove: dotted names in common use must not.
func TestDistinctive(t *testing.T) {
	var got []string
	for _, p := range catalog.Embedded().Providers() {
		for _, s := range p.Schemes {
			if s.Distinctive {
				got = append(got, p.ID+"/"+s.ID)
				for _, literal := range []string{"oauth2.client_id", "resource.name", "internal.error", "app.config.debug", "", "10000", "401", "example.com"} {
					if p.FitsScheme(s.ID, catalog.String(literal)) {
						t.Errorf("%q proves %s", literal, p.ID)
					}
				}
				for _, n := range []int64{0, 200, 401, 10000, 40001, 20260101, 50000000, 99999999} {
					if p.FitsScheme(s.ID, catalog.Int(n)) {
						t.Errorf("%d proves %s", n, p.ID)
					}
				}
			}
		}
	}
	if want := []string{"secondme/code", "upyun/body"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestSuccess(t *testing.T) {
	tests := []struct {
		provider string
		code     catalog.Code
		want     bool
	}{
		{"pan123", catalog.Int(0), true},
		{"pan123", catalog.Int(200), true}, // login
		{"pan123", catalog.Int(401), false},
		{"pan123", catalog.String("0"), false},
		{"upyun", catalog.Int(200), true}, // form api
		{"upyun", catalog.Int(40100005), false},
		{"secondme", catalog.Int(0), true},
		{"zgi", catalog.Int(201), true},
		{"zgi", catalog.String("SUCCESS"), true},
		{"zgi", catalog.Int(10000), false},
		{"token360", catalog.Int(200), false},
	}
	for _, test := range tests {
		if got := provider(t, test.provider).Success(test.code); got != test.want {
			t.Errorf("%s %s: %t", test.provider, test.code, got)
		}
	}
}

func TestByHost(t *testing.T) {
	tests := map[string]string{
		"v0.api.upyun.com": "upyun", "V0.API.UpYun.com": "upyun", "v0.api.upyun.com:443": "upyun", "purge.upyun.com.": "upyun",
		"a.b.api.upyun.com": "upyun", "api.upyun.com": "", ".api.upyun.com": "", "xapi.upyun.com": "", "upyun.com": "", "purge.upyun.com.evil.example": "",
		"notpurge.upyun.com": "", "open-api.123pan.com": "pan123", "api.mindverse.com": "secondme", "api.zgi.ai": "zgi",
		"api.token360.ai:8443": "token360", "": "", ":80": "", "[::1]:80": "", "::1": "", "*.api.upyun.com": "upyun",
	}
	for host, want := range tests {
		p, ok := catalog.Embedded().ByHost(host)
		if ok != (want != "") || ok && p.ID != want {
			t.Errorf("%q belongs to %v, want %q", host, p, want)
		}
	}
}

// TestByHostOrder checks that the more exact claim wins, in whatever order the files come.
func TestByHostOrder(t *testing.T) {
	inputs := []catalog.Input{
		yamlInput("catalog: 1\nprovider: wide\nhosts: [\"*.example.com\"]\n"),
		yamlInput("catalog: 1\nprovider: narrow\nhosts: [\"*.api.example.com\"]\n"),
		yamlInput("catalog: 1\nprovider: exact\nhosts: [v1.api.example.com]\n"),
	}
	for range 2 {
		c := with(t, inputs...)
		for host, want := range map[string]string{"www.example.com": "wide", "v2.api.example.com": "narrow", "v1.api.example.com": "exact"} {
			if p, _ := c.ByHost(host); p == nil || p.ID != want {
				t.Errorf("%s belongs to %v, want %s", host, p, want)
			}
		}
		slices.Reverse(inputs)
	}
}

func TestByTypeAndPredicate(t *testing.T) {
	c := catalog.Embedded()
	p, typ, ok := c.ByType("github.com/upyun/go-sdk/v3/upyun.Error")
	if want := (catalog.GoType{Type: "github.com/upyun/go-sdk/v3/upyun.Error", Code: "Code", Status: "StatusCode", Message: "Message"}); !ok || p.ID != "upyun" || !reflect.DeepEqual(typ, want) {
		t.Errorf("%+v", typ)
	}
	for path, want := range map[string]string{"github.com/Qialas/123pan-go-sdk/core.APIError": "StatusCode", "github.com/123pan-3rd/go-sdk/pan123.SDKError": ""} {
		if p, typ, ok := c.ByType(path); !ok || p.ID != "pan123" || typ.Code != "Code" || typ.Status != want {
			t.Errorf("%s: %+v", path, typ)
		}
	}
	for name, want := range map[string]int{"IsNotExist": 404, "IsNotModified": 304, "IsTooManyRequests": 429} {
		p, f, ok := c.ByPredicate("github.com/upyun/go-sdk/v3/upyun." + name)
		if !ok || p.ID != "upyun" || !slices.Equal(f.Status, []int{want}) {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if _, _, ok := c.ByType("upyun.Error"); ok {
		t.Error("a type is found by its short name")
	}
	if _, _, ok := c.ByPredicate("os.IsNotExist"); ok {
		t.Error("os.IsNotExist is a provider's")
	}
}

func TestText(t *testing.T) {
	both := catalog.Entry{Code: catalog.Int(7), EN: "seven", ZH: "七"}
	if both.Text("en") != "seven" || both.Text("zh") != "七" || both.Text("") != "seven" {
		t.Error("wrong language")
	}
	if e := (catalog.Entry{Code: catalog.Int(7), EN: "seven"}); e.Text("zh") != "seven" {
		t.Error("no other language")
	}
	if e := (catalog.Entry{Code: catalog.String("7")}); e.Text("zh") != "7" || e.Text("en") != "7" {
		t.Error("no bare code")
	}
}

func TestEmbeddedIsShared(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			c := catalog.Embedded()
			for _, p := range c.Providers() {
				p.Fits(catalog.Int(40100026))
				p.Nearest(catalog.Int(40100026))
			}
			c.Digest()
			if _, err := c.With(yamlInput(everyField)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if first, second := catalog.Embedded(), catalog.Embedded(); first != second {
		t.Error("the embedded catalog is built twice")
	}
	list := catalog.Embedded().Providers()
	list[0] = nil
	if catalog.Embedded().Providers()[0] == nil {
		t.Error("a caller can change the catalog")
	}
}

// TestPredicateIs checks by which names a function that tests errors is known.
func TestPredicateIs(t *testing.T) {
	for _, test := range []struct {
		claim, name string
		want        bool
	}{
		{"a.example/sdk.IsBusy", "a.example/sdk.IsBusy", true},
		{"a.example/sdk.IsBusy", "a.example/sdk.IsBus", false},
		{"a.example/sdk/v*.IsBusy", "a.example/sdk.IsBusy", true},
		{"a.example/sdk/v*.IsBusy", "a.example/sdk/v3.IsBusy", true},
		{"a.example/sdk/v*.IsBusy", "a.example/sdk/v3/sub.IsBusy", false},
		{"a.example/sdk/v*/sub.IsBusy", "a.example/sdk/v3/sub.IsBusy", true},
		{"a.example/sdk/v*.IsBusy", "a.example/sdk/v1.IsBusy", false},
		{"(*a.example/sdk.Error).Busy", "(*a.example/sdk.Error).Busy", true},
		{"(*a.example/sdk.Error).Busy", "a.example/sdk.Busy", false},
	} {
		if got := (catalog.Predicate{Func: test.claim}).Is(test.name); got != test.want {
			t.Errorf("%s is %s: %t", test.claim, test.name, got)
		}
	}
	for pkg, want := range map[string]bool{"a.example/service/s3/types": true, "a.example/service/types": false, "a.example/service/s3/x/types": false} {
		if got := (catalog.Exceptions{Package: "a.example/service/*/types"}).In(pkg); got != want {
			t.Errorf("%s: %t", pkg, got)
		}
	}
}
