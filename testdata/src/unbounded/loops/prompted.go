package loops

import "strings"

type querier interface {
	Query(host, name string, out any) error
}

type editor interface {
	Choose() (string, error)
	Edit(text string) (string, error)
}

// Somebody is asked on every round, and the text is read again while there is none.
func prompted(e editor, api querier, url string) (subject, text string, err error) {
	for {
		choice, err := e.Choose()
		if err != nil {
			return "", "", err
		}
		done, err := choose(e, api, url, choice, &subject, &text)
		if err != nil {
			return "", "", err
		}
		if done {
			return subject, text, nil
		}
	}
}

func choose(e editor, api querier, url, choice string, subject, text *string) (done bool, err error) {
	switch choice {
	case "text":
		if *text == "" {
			if _, *text, err = texts(api, url); err != nil {
				return false, err
			}
		}
		*text, err = e.Edit(*text)
		return false, err
	case "subject":
		if *subject == "" {
			if *subject, _, err = texts(api, url); err != nil {
				return false, err
			}
		}
		*subject, err = e.Edit(*subject)
		return false, err
	}
	return true, nil
}

// An old server has no texts.
func texts(api querier, url string) (subject, text string, err error) {
	err = api.Query(url, "texts", &subject)
	if err != nil {
		if strings.Contains(err.Error(), "no such field") {
			return "", "", nil
		}
		return "", "", err
	}
	return subject, text, nil
}
