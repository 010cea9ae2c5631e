// Package scales multiplies the seconds of Retry-After by one unit or another, far from where they are parsed.
package scales

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

type throttled struct {
	code  int
	pause int
}

func (t *throttled) Error() string { return "throttled" }

func ask(u string) error {
	resp, err := http.Get(u)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &throttled{resp.StatusCode, n}
	}
	return nil
}

// By the field of an error.
func throughField(u string) error {
	for range 4 {
		err := ask(u)
		var t *throttled
		if !errors.As(err, &t) {
			return err
		}
		time.Sleep(time.Duration(t.pause) * time.Millisecond) // want `the seconds of Retry-After are taken for milliseconds`
	}
	return errors.New("gave up")
}

// By a result.
func pauseOf(resp *http.Response) int {
	s := resp.Header.Get("Retry-After")
	if s == "" {
		return 1
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1
	}
	return n
}

func throughResult(resp *http.Response) {
	time.Sleep(time.Duration(pauseOf(resp)) * time.Millisecond) // want `taken for milliseconds`
}

// By a variable, with a unit that has a name of its own.
const tick = time.Millisecond

func throughVariable(resp *http.Response) {
	var wait int64
	if s := strings.TrimSpace(resp.Header.Get("Retry-After")); s != "" {
		if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err == nil {
			wait = n
		}
	}
	<-time.After(tick * time.Duration(wait)) // want `taken for milliseconds`
}

// The text is a parameter, which is that header wherever the function is called; and so is what it falls back to.
func numberOr(text string, otherwise int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return otherwise
	}
	return n
}

func throughParameter(resp *http.Response) time.Duration {
	n := numberOr(resp.Header.Get("Retry-After"), 5)
	return time.Duration(float64(n) * float64(time.Millisecond)) // want `taken for milliseconds`
}

func bareParameter(text string) time.Duration {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return time.Duration(n) // want `taken for nanoseconds`
}

func throughBareParameter(resp *http.Response) {
	time.Sleep(bareParameter(resp.Header.Get("Retry-After")))
}

// The text is given a unit.
func withText(resp *http.Response) {
	if d, err := time.ParseDuration(resp.Header.Get("Retry-After") + "ms"); err == nil { // want `taken for milliseconds`
		time.Sleep(d)
	}
}

func withSeconds(resp *http.Response) {
	if d, err := time.ParseDuration(resp.Header.Get("Retry-After") + "s"); err == nil {
		time.Sleep(d)
	}
}

// Seconds are what they are.
type busy struct{ seconds int }

func (*busy) Error() string { return "busy" }

func seconds(resp *http.Response) error {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return err
	}
	return &busy{n}
}

func inSeconds(resp *http.Response) {
	var b *busy
	if errors.As(seconds(resp), &b) {
		time.Sleep(time.Duration(b.seconds) * time.Second)
	}
}

// They become milliseconds first.
type slow struct{ millis int }

func (*slow) Error() string { return "slow" }

func milliseconds(resp *http.Response) error {
	n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
	return &slow{n * 1000}
}

func inMilliseconds(resp *http.Response) {
	var s *slow
	if errors.As(milliseconds(resp), &s) {
		time.Sleep(time.Duration(s.millis) * time.Millisecond)
	}
}

// Or later.
func thousands(resp *http.Response) {
	n, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
	time.Sleep(time.Duration(n) * 1000 * time.Millisecond)
}

func laterThousands(resp *http.Response) {
	wait := 1
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		wait = n
	}
	time.Sleep(time.Duration(wait) * time.Millisecond * 1000)
}

// What else the variable holds is in milliseconds.
func mixed(resp *http.Response) {
	wait := 1500
	if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		wait = n
	}
	time.Sleep(time.Duration(wait) * time.Millisecond)
}

// A function for numbers of any kind.
func numberIn(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

func settings(resp *http.Response) {
	time.Sleep(time.Duration(numberIn(resp.Header.Get("X-Pause-Millis"))) * time.Millisecond)
	time.Sleep(time.Duration(numberIn(resp.Header.Get("Retry-After"))) * time.Second)
}

// The field may come from the answer's body, too, in its own unit.
type notice struct {
	Pause int `json:"pause_ms"`
}

func noticeOf(resp *http.Response) notice {
	var n notice
	if json.NewDecoder(resp.Body).Decode(&n) != nil {
		n.Pause, _ = strconv.Atoi(resp.Header.Get("Retry-After"))
	}
	return n
}

func heed(resp *http.Response) { time.Sleep(time.Duration(noticeOf(resp).Pause) * time.Millisecond) }

// Another header, which says its unit.
func otherHeader(resp *http.Response) {
	n, _ := strconv.Atoi(resp.Header.Get("Retry-After-Ms"))
	time.Sleep(time.Duration(n) * time.Millisecond)
}

// good: thousandths are cut off behind the seconds.
func fine(resp *http.Response) time.Duration {
	f, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
	if err != nil || f < 0 || f > 3600 {
		return time.Second
	}
	return time.Duration(f*1000) * time.Millisecond
}
