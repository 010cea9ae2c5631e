package domain

type Tri uint8

const (
	Unknown Tri = iota
	Yes
	No
)
