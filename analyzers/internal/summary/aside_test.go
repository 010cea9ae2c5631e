package summary

import (
	"reflect"
	"testing"
	"time"
)

// What facts write as a text comes back as it was.
func TestTexts(t *testing.T) {
	all := map[string]Summary{
		".Rest":  {Sleeps: &Sleep{For: 1, Context: 0, Slept: true}},
		".Count": {Sleeps: &Sleep{For: 0, Unit: time.Minute, Context: None}},
		".Nap":   {Sleeps: &Sleep{For: None, Fixed: time.Second, Context: None}},
		".Usual": {Made: &Made{Holds: []Held{{Field: "Worth"}, {Field: "Noticed", Func: "example.com/a.Log"}}}},
		".With":  {Made: &Made{Bare: true, Holds: []Held{{Field: "Worth", IsGiven: true, Given: 2}, {Field: "Noticed", Kept: true}}}},
	}
	got := (&Summaries{Data: Encode(all)}).Decode()
	if len(got) != len(all) {
		t.Fatalf("%d of %d summaries came back", len(got), len(all))
	}
	for name, s := range all {
		if !reflect.DeepEqual(*got[name], s) {
			t.Errorf("%s came back as %v, and was %v", name, got[name], s)
		}
	}
}
