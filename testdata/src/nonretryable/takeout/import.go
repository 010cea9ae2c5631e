package takeout

import web "net/http"

// Without the element, the import would be of no use.
var retryImported = []int{429, web.StatusBadRequest} // want `retryImported lists 400`
