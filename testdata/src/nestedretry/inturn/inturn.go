// Package inturn asks mirrors, each of which tries by itself: one after the other, or the same one over and over.
package inturn

import (
	"container/heap"
	"container/list"
	"container/ring"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

type mirror struct{ root string }

// index tries three times.
func (m *mirror) index() error {
	for n := 1; ; n++ {
		resp, err := http.Get(m.root + "/index")
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode < 500 {
				return nil
			}
			err = errors.New(resp.Status)
		}
		if n == 3 {
			return err
		}
		time.Sleep(time.Second * time.Duration(n))
	}
}

type mirrors struct {
	all    []*mirror
	seq    atomic.Int64
	calls  int32
	turn   int
	mu     sync.Mutex
	around *ring.Ring
	line   *list.List
	spare  sync.Pool
	best   byCost
}

type byCost []*mirror

func (b byCost) Len() int           { return len(b) }
func (b byCost) Less(i, j int) bool { return b[i].root < b[j].root }
func (b byCost) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
func (b *byCost) Push(x any)        { *b = append(*b, x.(*mirror)) }
func (b *byCost) Pop() any {
	old := *b
	m := old[len(old)-1]
	*b = old[:len(old)-1]
	return m
}

func (s *mirrors) counted() (err error) {
	for range s.all {
		m := s.all[int(s.seq.Add(1))%len(s.all)]
		if err = m.index(); err == nil {
			break
		}
	}
	return err
}

func (s *mirrors) countedOn() (err error) {
	for try := 0; try < 3; try++ {
		err = s.all[int(atomic.AddInt32(&s.calls, 1))%len(s.all)].index()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// current moves on to the next of all, and begins with the first again.
func (s *mirrors) current() *mirror {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.all[s.turn]
	if s.turn++; s.turn >= len(s.all) {
		s.turn = 0
	}
	return m
}

func (s *mirrors) wrapped() (err error) {
	for try := 0; try < 3; try++ {
		if err = s.current().index(); err == nil {
			return nil
		}
	}
	return err
}

// first takes the first of the list to its end.
func (s *mirrors) first() *mirror {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.all[0]
	s.all = append(s.all[1:], m)
	return m
}

func (s *mirrors) queued() (err error) {
	for try := 0; try < 3; try++ {
		m := s.first()
		if err = m.index(); err == nil {
			return nil
		}
	}
	return err
}

func (s *mirrors) onTheRing() (err error) {
	for try := 0; try < 3; try++ {
		s.around = s.around.Next()
		if err = s.around.Value.(*mirror).index(); err == nil {
			return nil
		}
	}
	return err
}

func (s *mirrors) inLine() (err error) {
	for try := 0; try < 3; try++ {
		at := s.line.Front()
		if err = at.Value.(*mirror).index(); err == nil {
			return nil
		}
		s.line.MoveToBack(at)
	}
	return err
}

func (s *mirrors) pooled() (err error) {
	for try := 0; try < 3; try++ {
		m := s.spare.Get().(*mirror)
		if err = m.index(); err == nil {
			return nil
		}
	}
	return err
}

func (s *mirrors) cheapest() (err error) {
	for try := 0; try < 3; try++ {
		m := heap.Pop(&s.best).(*mirror)
		if err = m.index(); err == nil {
			return nil
		}
	}
	return err
}

func (s *mirrors) byTheClock() (err error) {
	for try := 0; try < 3; try++ {
		if err = s.all[time.Now().UnixNano()%int64(len(s.all))].index(); err == nil {
			return nil
		}
	}
	return err
}

// One is taken, and asked over and over.
func (s *mirrors) chosen() (err error) {
	m := s.all[int(s.seq.Add(1))%len(s.all)]
	for try := 0; try < 3; try++ { // want `up to 3 x 3 = 9 requests: retries inside retries \(inner at line 19\)`
		if err = m.index(); err == nil {
			return nil
		}
	}
	return err
}

func (s *mirrors) fromThePool() (err error) {
	m := s.spare.Get().(*mirror)
	defer s.spare.Put(m)
	for try := 0; try < 3; try++ { // want `up to 3 x 3 = 9 requests: retries inside retries \(inner at line 19\)`
		if err = m.index(); err == nil {
			return nil
		}
	}
	return err
}

// The field is where it is.
func (s *mirrors) here() (err error) {
	for try := 0; try < 3; try++ { // want `up to 3 x 3 = 9 requests: retries inside retries \(inner at line 19\)`
		if err = s.all[s.turn].index(); err == nil {
			return nil
		}
	}
	return err
}

type call struct {
	ID   int64
	Name string
}

// What is counted here is no more than the number of a request.
func (s *mirrors) numbered(m *mirror) (err error) {
	for try := 0; try < 3; try++ { // want `up to 3 x 3 = 9 requests: retries inside retries \(inner at line 218\)`
		if err = m.rpc(call{s.seq.Add(1), "list"}); err == nil {
			return nil
		}
	}
	return err
}

func (m *mirror) rpc(c call) (err error) {
	for try := 0; try < 3; try++ {
		var resp *http.Response
		if resp, err = http.Get(m.root + "/" + c.Name); err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second << try)
	}
	return err
}
