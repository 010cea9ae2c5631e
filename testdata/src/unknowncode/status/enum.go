package status

// A healthResponse says in which state a service is.
type healthResponse struct{ state serving }

type serving int32

const (
	unknown serving = iota
	serves
	servesNot
)

func (r *healthResponse) GetStatus() serving { return r.state }

func enum(r *healthResponse) int {
	switch r.GetStatus() { // a state of its own, and no HTTP status
	case unknown, servesNot:
		return 503
	case serves:
		return 200
	}
	return 0
}
