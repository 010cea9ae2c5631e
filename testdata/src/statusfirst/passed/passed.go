// Package passed serves what others answer, with their headers.
package passed

import (
	"io"
	"log"
	"maps"
	"net/http"
	"strings"
)

type server struct {
	upstream string
	client   *http.Client
}

func (s *server) chart(w http.ResponseWriter, r *http.Request) {
	resp, err := s.client.Get(s.upstream + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	io.Copy(w, resp.Body) // want `the answer is copied to a client whatever its status`
}

func (s *server) all(w http.ResponseWriter, r *http.Request) {
	resp, err := s.client.Get(s.upstream + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	for name, values := range resp.Header {
		for _, v := range values {
			w.Header().Add(name, v)
		}
	}
	if _, err := io.Copy(w, resp.Body); err != nil { // want `the answer is copied to a client whatever its status`
		log.Print(err)
	}
}

func (s *server) merged(w http.ResponseWriter, r *http.Request) {
	resp, err := s.client.Get(s.upstream + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	maps.Copy(w.Header(), resp.Header)
	io.Copy(w, resp.Body) // want `the answer is copied to a client whatever its status`
}

func (s *server) withStatus(w http.ResponseWriter, r *http.Request) {
	resp, err := s.client.Get(s.upstream + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
}

func (s *server) image(w http.ResponseWriter, r *http.Request) {
	resp, err := s.client.Get(s.upstream + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	kind := resp.Header.Get("Content-Type")
	if !strings.HasPrefix(kind, "image/") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	io.Copy(w, resp.Body)
}

func (s *server) refusing(w http.ResponseWriter, r *http.Request) {
	resp, err := s.client.Get(s.upstream + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	for name := range resp.Header {
		if strings.HasPrefix(name, "X-Error") {
			http.NotFound(w, r)
			return
		}
	}
	io.Copy(w, resp.Body)
}

func copyAll(w http.ResponseWriter, resp *http.Response) {
	for name, values := range resp.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(resp.StatusCode)
}

func (s *server) helped(w http.ResponseWriter, r *http.Request) {
	resp, err := s.client.Get(s.upstream + r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	copyAll(w, resp)
	io.Copy(w, resp.Body)
}
