package summary

import (
	"fmt"
	"reflect"
	"strconv"
	"testing"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
	"github.com/retryvet/retryvet/analyzers/internal/domain"
	"github.com/retryvet/retryvet/analyzers/internal/library"
)

func alike(n int) Summary {
	return Summary{Sends: true, Again: &domain.Repeat{Codes: codeset.StatusRange(500, 500+n%400), Attempts: n%5 + 1}, Waits: true, Subject: []int{0, Receiver}, Exits: []Exit{{
		Codes: codeset.StatusRange(400, 400+n%500), Failed: domain.Yes, Seen: true,
		Tests:   []ErrorTest{{Param: 1, Name: "example.com/a.T" + strconv.Itoa(n), As: true, Pointer: true, Truth: true}},
		Guesses: []Guess{{Number: 2, Truth: true}},
		Results: []Form{{Kind: FormNil}, {Kind: FormTyped, Name: "example.com/a.E", Pointer: true, Parts: []Form{{Kind: FormStatus, Field: "Code"}}}},
		Wait:    domain.WaitAmount, Delay: &Form{Kind: FormInt, Int: 5},
	}}}
}

// What is written is read again.
func TestSummariesEncoding(t *testing.T) {
	repeats := alike(3)
	repeats.Repeats = &Repeater{Do: Part{Param: 1, Field: "F"}, Ways: []Way{{Codes: codeset.Status(503), Tests: []ResultTest{{Kind: TestNil, Of: 1}}}}, Arguments: []library.Setting{{Effect: library.SetAttempts, Arg: 2}}}
	all := map[string]Summary{".A": alike(1), ".B": alike(2), ".C": alike(1), ".D": repeats}
	got := (&Summaries{Data: Encode(all)}).Decode()
	if len(got) != len(all) {
		t.Fatalf("%d summaries came back, want %d", len(got), len(all))
	}
	for name, want := range all {
		if !reflect.DeepEqual(*got[name], want) {
			t.Errorf("%s came back as %v, want %v", name, got[name], want)
		}
	}
	if m := (&Summaries{Data: []byte("of another version")}).Decode(); len(m) != 0 {
		t.Errorf("something was read from rubbish: %v", m)
	}
}

// Tests that make no difference are dropped, and no others.
func TestSettled(t *testing.T) {
	failed := ResultTest{Kind: TestNil}
	asked := func(truth bool) ResultTest { return ResultTest{Kind: TestUnknown, Of: 1, Truth: truth} }
	above := func(n int) ResultTest { return ResultTest{Kind: TestAbove, Of: n, Truth: true} }
	for _, c := range []struct {
		ways []Way
		want string
	}{
		{[]Way{{Tests: []ResultTest{failed}}, {Tests: []ResultTest{failed, asked(true)}}}, "[!nil(result0)]"},
		{[]Way{{Tests: []ResultTest{asked(false), failed}}, {Tests: []ResultTest{failed, asked(true)}}}, "[!nil(result0)]"},
		{[]Way{{Tests: []ResultTest{failed, asked(true), failed}}}, "[!nil(result0) ?1]"},
		{[]Way{{Tests: []ResultTest{failed, above(0), above(1)}}}, "[!nil(result0) above(param0,1)]"},
		{[]Way{{Tests: []ResultTest{failed}, Codes: codeset.Status(500)}, {Tests: []ResultTest{failed}, Codes: codeset.Status(503)}}, "[!nil(result0) 500 and 503]"},
		{[]Way{{Tests: []ResultTest{failed}, Codes: codeset.Status(500)}, {Tests: []ResultTest{failed}}}, "[!nil(result0)]"},
	} {
		if got := fmt.Sprint(Settled(c.ways)); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// However many functions a package has, its fact stays small.
func TestSummariesBound(t *testing.T) {
	all := map[string]Summary{}
	for n := range 5000 {
		all[".F"+strconv.Itoa(n)] = alike(n)
	}
	data := Encode(all)
	if len(data) > maxFactBytes {
		t.Errorf("%d bytes, want at most %d", len(data), maxFactBytes)
	}
	if len((&Summaries{Data: data}).Decode()) == 0 {
		t.Error("nothing is left")
	}
}
