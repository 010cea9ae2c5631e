// Package madeof goes on with the next of a list after what is made of the one before has failed.
package madeof

import (
	"errors"
	"fmt"

	"example.com/registry"
)

func byDigest(t registry.Tag, opts ...registry.Option) error {
	d, err := registry.Digest(t)
	if err != nil {
		return err
	}
	return registry.Delete(d, opts...)
}

func clean(refs []registry.Ref) error {
	var opts []registry.Option
	for _, t := range refs {
		if err := registry.Delete(t, opts...); err != nil {
			var te *registry.StatusError
			switch {
			case errors.As(err, &te) && te.StatusCode == 404:
			case errors.As(err, &te) && te.StatusCode == 400:
				tt, ok := t.(registry.Tag)
				if ok {
					if err := byDigest(tt, opts...); err != nil {
						if errors.As(err, &te) && te.StatusCode == 404 {
						} else {
							fmt.Println("could not delete", t)
						}
					} else {
						fmt.Println("removed", t)
					}
				}
			default:
				fmt.Println("could not delete", t)
			}
		} else {
			fmt.Println("removed", t)
		}
	}
	return nil
}

// The same one again is no other.
func again(t registry.Ref) error {
	var err error
	for range 3 {
		tt, ok := t.(registry.Tag)
		if !ok {
			return nil
		}
		d := registry.Tag{N: tt.N + "@latest"}
		if err = registry.Delete(d); err == nil { // want `retries 400, 401 and 403`
			return nil
		}
	}
	return err
}
