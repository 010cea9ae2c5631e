package sym

// A Scope is what a function literal captured: where the variables around it are. Values need no more of it than its number.
type Scope interface{ Number() int }
