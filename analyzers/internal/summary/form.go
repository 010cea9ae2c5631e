package summary

import (
	"strconv"
	"strings"
)

// A formKind says what a result is.
type formKind uint8

const (
	FormUnknown   formKind = iota
	FormNil                //
	FormInt                // a constant
	FormBool               // a constant
	FormString             // a constant
	FormStatus             // the status of the outcome
	FormResponse           // the *http.Response of the outcome
	FormTransport          // the error of a request without a response
	FormParam              // parameter Int
	FormNew                // an error made by the function; it wraps Parts
	FormTyped              // a value of type Name, whose fields are Parts
	FormSentinel           // the package variable Name
	FormThere              // something that is not nil
)

// A Form is what an importer can know of a value.
type Form struct {
	Kind    formKind
	Name    string // a string constant, or the path and name of a type or variable
	Field   string // as a part of FormTyped: the field
	Int     int64
	Pointer bool // of FormTyped
	Parts   []Form
}

func star(pointer bool) string {
	if pointer {
		return "*"
	}
	return ""
}

func (f Form) String() string {
	s := ""
	if f.Field != "" {
		s = f.Field + ":"
	}
	switch f.Kind {
	case FormNil:
		return s + "nil"
	case FormInt:
		return s + strconv.FormatInt(f.Int, 10)
	case FormBool:
		return s + strconv.FormatBool(f.Int == 1)
	case FormString:
		return s + strconv.Quote(f.Name)
	case FormStatus:
		return s + "status"
	case FormResponse:
		return s + "response"
	case FormTransport:
		return s + "transport"
	case FormParam:
		return s + "param" + strconv.FormatInt(f.Int, 10)
	case FormNew:
		s += "error"
		if f.Int != 0 {
			s += "!" + strconv.FormatInt(f.Int, 10)
		}
	case FormTyped:
		s += star(f.Pointer) + f.Name
	case FormSentinel:
		return s + f.Name
	case FormThere:
		return s + "something"
	default:
		return s + "_"
	}
	if len(f.Parts) > 0 {
		var parts []string
		for _, p := range f.Parts {
			parts = append(parts, p.String())
		}
		s += "(" + strings.Join(parts, ",") + ")"
	}
	return s
}
