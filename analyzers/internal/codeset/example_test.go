package codeset_test

import (
	"fmt"

	"github.com/retryvet/retryvet/analyzers/internal/codeset"
)

// A loop that returns on 200 and on 404 goes round again with all the rest.
func ExampleStatuses() {
	outcomes := codeset.AllStatuses()
	retried := outcomes.Minus(codeset.Status(200, 404))
	fmt.Println(retried)
	fmt.Println(retried.Contains(401), retried.HasTransport())
	// Output:
	// any status but 200 and 404
	// true true
}

func ExampleStatuses_String() {
	clientErrors := codeset.StatusRange(400, 499)
	fmt.Println(codeset.Status(400, 401, 403))
	fmt.Println(clientErrors.Minus(codeset.Status(408, 429)))
	fmt.Println(codeset.StatusRange(500, 599).Union(codeset.TransportOnly()))
	fmt.Println(codeset.StatusRange(400, 999))
	fmt.Println(codeset.StatusRange(200, 299).Complement())
	// Output:
	// 400, 401 and 403
	// 400-499 except 408 and 429
	// 500-599 and transport errors
	// 400 and above
	// any status but 200-299
}

// A map from sets to where they were seen.
func ExampleStatuses_Equal() {
	lines := map[codeset.Statuses]int{}
	lines[codeset.StatusRange(500, 502)] = 41
	fmt.Println(lines[codeset.Status(502, 501, 500)])
	// Output: 41
}

func ExampleWhere() {
	fmt.Println(codeset.Where(func(code int) bool { return code/100 == 5 }))
	// Output: 500-599
}

func ExampleStatuses_Intervals() {
	for lo, hi := range codeset.Status(429, 502, 503, 504).Intervals() {
		fmt.Println(lo, hi)
	}
	// Output:
	// 429 429
	// 502 504
}

func ExampleInts() {
	failed := codeset.IntsOf(0).Complement()
	fmt.Println(failed)
	fmt.Println(failed.Minus(codeset.IntRange(5000, 5999)))
	fmt.Println(failed.Intersect(codeset.IntRange(0, 99)))
	// Output:
	// any code but 0
	// any code but 0 and 5000-5999
	// 1-99
}

func ExampleStrings() {
	failed := codeset.AllStringsBut("ok")
	retried := failed.Minus(codeset.StringsOf("quota", "banned"))
	fmt.Println(retried)
	fmt.Println(retried.Contains("rate_limit"), retried.Contains("quota"))
	// Output:
	// any code but "banned", "ok" and "quota"
	// true false
}
