// Package copies copies what the server answers as it is.
package copies

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

// BAD: a download.
func download(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, resp.Body) // want `the answer is copied to a file whatever its status \(sent at line 22\): an error page passes for what was asked for; check resp.StatusCode first`
	return err
}

// BAD: all at once.
func write(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644) // want `copied to a file`
}

// BAD: with a buffer, into a temporary file that takes the place of the old one.
func replace(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.CreateTemp("", "new")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if _, err := io.Copy(w, resp.Body); err != nil { // want `copied to a file`
		f.Close()
		return err
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

type progress struct{ n int64 }

func (p *progress) Write(b []byte) (int, error) {
	p.n += int64(len(b))
	return len(b), nil
}

// BAD: while something counts.
func shown(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, io.TeeReader(resp.Body, &progress{})) // want `copied to a file`
	return err
}

// BAD: the same, the other way round.
func shownBeside(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.MultiWriter(f, &progress{}), resp.Body) // want `copied to a file`
	return err
}

func open(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// BAD: the body comes from a function.
func fromBody(url, path string) error {
	body, err := open(url)
	if err != nil {
		return err
	}
	defer body.Close()
	return save(path, body)
}

func save(path string, r io.Reader) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, r) // want `copied to a file whatever its status .* check the response's StatusCode first`
	return err
}

// BAD: a server passes it on as its own success.
func proxy(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://example.com" + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", "text/csv")
	io.Copy(w, resp.Body) // want `copied to a client whatever its status`
}

// BAD: the same, read first.
func proxyRead(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://example.com" + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return
	}
	w.Write(b) // want `copied to a client`
}

// BAD: printed to a client.
func proxyPrint(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://example.com" + r.URL.Path)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return
	}
	fmt.Fprint(w, string(b)) // want `copied to a client`
}

type Quote struct {
	Price float64 `json:"price"`
}

// BAD: decoded from a buffer.
func buffered(url string) (*Quote, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(resp.Body); err != nil {
		return nil, err
	}
	var q Quote
	if err := json.Unmarshal(buf.Bytes(), &q); err != nil { // want `decoded and returned`
		return nil, err
	}
	return &q, nil
}

// BAD: the same, copied.
func bufferedByCopy(url string) (*Quote, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	buf := new(bytes.Buffer)
	if _, err := io.Copy(buf, resp.Body); err != nil {
		return nil, err
	}
	var q Quote
	if err := json.NewDecoder(buf).Decode(&q); err != nil { // want `decoded and returned`
		return nil, err
	}
	return &q, nil
}

// GOOD: the status comes first.
func checked(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

// GOOD: the type is looked at.
func typed(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "image/") {
		return errors.New("no image")
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

// GOOD: the status goes along.
func passes(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://example.com" + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

// GOOD: the sum is compared.
func summed(url, path, want string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(f, sum), resp.Body); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != want {
		return errors.New("another file")
	}
	return nil
}

// GOOD: the size is compared.
func sized(url, path string, want int64) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	n, err := io.Copy(f, resp.Body)
	if err == nil && n != want {
		err = io.ErrUnexpectedEOF
	}
	return err
}

func get(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, resp.Body)
	return err
}

// GOOD: an archive is opened.
func unpack(url, path string) error {
	if err := get(url, path); err != nil {
		return err
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	return z.Close()
}

func fetch(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o755)
}

// GOOD: a function that cannot be followed is given the file.
func install(url, path string, verify func(string) error) error {
	if err := fetch(url, path); err != nil {
		return err
	}
	return verify(path)
}

// GOOD: it is run, which fails on a page.
func run(url, path string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, b, 0o755); err != nil {
		return err
	}
	return exec.Command(path).Run()
}

// GOOD: somebody reads it.
func show(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(os.Stdout, resp.Body)
	return err
}

// GOOD: nobody knows what it is written to.
func to(w io.Writer, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// GOOD: drained.
func drained(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// GOOD: the buffer is looked at.
func measured(url string) (*Quote, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(resp.Body); err != nil {
		return nil, err
	}
	if buf.Len() == 0 {
		return nil, io.ErrUnexpectedEOF
	}
	var q Quote
	if err := json.Unmarshal(buf.Bytes(), &q); err != nil {
		return nil, err
	}
	return &q, nil
}

// GOOD: the content comes to a caller who can look at it.
func Content(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
