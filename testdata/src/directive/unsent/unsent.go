// Package unsent imports no client: what it says of codes counts all the same.
package unsent

//retryvet:provider pan123
type answer struct {
	Code int `json:"code"`
}

// want+2 `no catalog has a provider pan132; did you mean pan123\?`
//
//retryvet:provider pan132
type other struct {
	Code int `json:"code"`
}

// want+2 `ties nothing to pan123`
//
//retryvet:provider pan123
type none struct{}
