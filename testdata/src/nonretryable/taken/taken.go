// Package taken has statuses among what keeps them from being taken out.
package taken

import (
	"net"
	web "net/http"
)

// What is imported for these two alone is needed by one of them.
var retryOne = []int{429, web.StatusBadRequest} // want `retryOne lists 400`

var retryOther = []int{503, web.StatusBadRequest} // want `retryOther lists 400`

var _ net.Conn
