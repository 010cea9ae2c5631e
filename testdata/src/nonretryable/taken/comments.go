package taken

import "net/http"

// A comment is not cut in two.
var retryCut = []int{
	429,
	400, /* want "retryCut lists 400"
	 */503,
}

// What is said of those that stay is not taken with the others.
var retrySaid = []int{429, // the limit of the API
	400} // want `retrySaid lists 400`

var retryMeant = []int{400 /* want `retryMeant lists 400` */, 429}

var retryOwn = []int{429, 400 /* a slip */, 503} // want `retryOwn lists 400`

// A directive is about what follows it.
var retryDirected = []int{
	//nolint:mnd
	400, // want `retryDirected lists 400`
	429,
}

var retryAbove = []int{
	429, //nolint:mnd
	400, // want `retryAbove lists 400`
	503,
}

var retryLine = []int{429, 400, 503} //nolint:mnd // want `retryLine lists 400`

func local(resp *http.Response) bool {
	yes := true
	retryCodes := map[int]bool{
		400: yes, // want `retryCodes lists 400`
		429: true,
	}
	return retryCodes[resp.StatusCode]
}

var yes = true

var retryMap = map[int]bool{
	400: yes, // want `retryMap lists 400`
	429: true,
}
