package square

import (
	"math"
	"net/http"
	"strconv"
	"time"
)

// A fraction of a second, without a unit.
func fractionDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(n) // want `the seconds of Retry-After are taken for nanoseconds`
	}
	return time.Second
}

// Half as long again is no unit.
func fractionAndMoreDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(n * 1.5) // want `the seconds of Retry-After are taken for nanoseconds`
	}
	return time.Second
}

// Another unit, before the conversion.
func fractionOfMillisDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(n * float64(time.Millisecond)) // want `the seconds of Retry-After are taken for milliseconds`
	}
	return time.Second
}

func wholeMicrosDelay(h http.Header) time.Duration {
	if n, err := strconv.Atoi(h.Get("Retry-After")); err == nil && n > 0 {
		return time.Duration(1e3 * int64(n)) // want `the seconds of Retry-After are taken for microseconds`
	}
	return time.Second
}

// Seconds: the unit is in a float, in a constant, on the other side, in a variable, in a divisor.
func inFloatDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(n * float64(time.Second))
	}
	return time.Second
}

func inNumberDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(n * 1e9)
	}
	return time.Second
}

const perSecond = 1e9

func inConstantDelay(h http.Header) time.Duration {
	n, err := strconv.ParseFloat(h.Get("Retry-After"), 32)
	if err != nil || n <= 0 || n > 3600 {
		return time.Second
	}
	nanos := perSecond * n
	return time.Duration(nanos)
}

func inVariableDelay(h http.Header, unit time.Duration) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(float64(unit) * n)
	}
	return time.Second
}

func inPlaceDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		n *= float64(time.Second)
		return time.Duration(n)
	}
	return time.Second
}

func inDivisorDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(n / 1e-9)
	}
	return time.Second
}

// With some jitter on the unit.
func inJitterDelay(h http.Header, jitter float64) time.Duration {
	if n, err := strconv.Atoi(h.Get("Retry-After")); err == nil && n > 0 {
		return time.Duration(n) * time.Duration(jitter*float64(time.Second))
	}
	return time.Second
}

// The whole seconds, and the rest.
func inPartsDelay(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 && n < 3600 {
		return time.Duration(n)*time.Second + time.Duration((n-math.Floor(n))*1e9)
	}
	return time.Second
}
