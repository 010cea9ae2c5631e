package catalog

import "slices"

// registeredStatuses are the HTTP statuses of the IANA registry. net/http knows them too, but is a heavy import for a
// package that a linter links.
var registeredStatuses = [...]int{
	100, 101, 102, 103,
	200, 201, 202, 203, 204, 205, 206, 207, 208, 226,
	300, 301, 302, 303, 304, 305, 307, 308,
	400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418,
	421, 422, 423, 424, 425, 426, 428, 429, 431, 451,
	500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
}

func registeredStatus(status int) bool {
	_, ok := slices.BinarySearch(registeredStatuses[:], status)
	return ok
}
