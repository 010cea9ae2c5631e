// Package buffered copies answers.
package buffered

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

type token struct{ Value string }

// Into memory: it is read at once, and as a whole.
func renew(u string, t *token) error {
	resp, err := http.Post(u, "application/json", strings.NewReader("{}")) // want `http.Post has no time limit`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var buf bytes.Buffer
	if _, err := io.Copy(&buf, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("refused: %s", buf.String())
	}
	return json.Unmarshal(buf.Bytes(), t)
}

func text(u string) (string, error) {
	resp, err := http.Get(u) // want `http.Get has no time limit`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("refused: %s", resp.Status)
	}
	b := new(strings.Builder)
	_, err = io.Copy(b, resp.Body)
	return b.String(), err
}

// From here on all is well.

// A download may take its time.
func download(u string, f *os.File) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("refused: %s", resp.Status)
	}
	_, err = io.Copy(f, resp.Body)
	return err
}

func through(u string, w *io.PipeWriter) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("refused: %s", resp.Status)
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// Somebody else's writer may be anything.
func to(u string, w io.Writer) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("refused: %s", resp.Status)
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// It is copied bit by bit.
func slowly(u string, buf *bytes.Buffer, more func() bool) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("refused: %s", resp.Status)
	}
	for more() {
		if _, err := io.CopyN(buf, resp.Body, 4096); err != nil {
			return err
		}
	}
	return nil
}
