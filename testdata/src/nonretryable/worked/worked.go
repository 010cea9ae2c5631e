// Package worked sends requests in loops and recursions that do other things than to repeat them.
package worked

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/posts"
)

var api = &posts.Client{}

// A person chooses what is done next.
func menu() {
	in := bufio.NewReader(os.Stdin)
	for {
		line, _ := in.ReadString('\n')
		switch strings.TrimSpace(line) {
		case "1":
			rename(in)
		case "2":
			lookup(in)
		case "q":
			return
		}
	}
}

func ask(in *bufio.Reader, what string) string {
	fmt.Print(what)
	s, _ := in.ReadString('\n')
	return strings.TrimSpace(s)
}

func rename(in *bufio.Reader) {
	id := ask(in, "id: ")
	if _, err := api.Send(context.Background(), id+"/"+ask(in, "name: ")); err != nil {
		fmt.Println("error:", err)
		return
	}
	fmt.Println("renamed", id)
}

func lookup(in *bufio.Reader) {
	if _, err := api.Send(context.Background(), ask(in, "id: ")); err != nil {
		fmt.Println("error:", err)
	}
}

// Before each upload it is looked whether the thing is there by now.
func upload(ctx context.Context, id string, put func(context.Context, string) error) (string, error) {
	for n := 1; ; n++ {
		if name, _, err := api.State(ctx, id); err == nil && name != "" {
			return name, nil
		}
		err := put(ctx, id)
		if err == nil {
			return id, nil
		}
		if n >= 5 {
			return "", err
		}
		select {
		case <-time.After(time.Duration(n*n) * time.Second):
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

type node struct {
	id  string
	dir bool
}

type tree struct {
	list func(u string) (*http.Response, error)
}

func (t *tree) files(n node) ([]node, error) {
	resp, err := http.Get("https://api.example.com/files/" + n.id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", resp.StatusCode)
	}
	return parse(resp), nil
}

func parse(resp *http.Response) []node {
	var out []node
	for _, id := range strings.Split(resp.Header.Get("Ids"), ",") {
		out = append(out, node{id: id, dir: strings.HasSuffix(id, "/")})
	}
	return out
}

func (t *tree) children(n node) []node {
	files, _ := t.files(n)
	return files
}

// Each call is about another folder.
func (t *tree) copy(n node) error {
	if !n.dir {
		return nil
	}
	for _, c := range t.children(n) {
		if err := t.copy(c); err != nil {
			return err
		}
	}
	return nil
}

type process interface {
	Cancel(reason string) error
	Done() <-chan struct{}
}

// The state of a job is asked for as long as it runs.
func poll(ctx context.Context, id string, p process) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		case <-p.Done():
			return
		}
		state, reply, err := api.State(ctx, id)
		if err != nil {
			if reply != nil && reply.StatusCode == http.StatusUnauthorized {
				p.Cancel("token")
			} else {
				fmt.Println(err)
			}
			continue
		}
		switch state {
		case "canceled":
			p.Cancel("asked for")
		}
	}
}

// The upload itself is repeated whatever the answer was.
func repeat(ctx context.Context, id string) (string, error) {
	for n := 1; ; n++ {
		if name, _, err := api.State(ctx, id); err == nil && name != "" {
			return name, nil
		}
		_, err := api.Send(ctx, id)
		if err == nil { // want `retries 400, 401 and 403 \(any status but 200, sent at line 162\)`
			return id, nil
		}
		if n >= 5 {
			return "", err
		}
		time.Sleep(time.Duration(n*n) * time.Second)
	}
}

// What works goes round just the same: 200 is all that the client lets pass.
func forEver(ctx context.Context) {
	for {
		if _, err := api.Send(ctx, "x"); err != nil {
			fmt.Println(err)
		}
	}
}
