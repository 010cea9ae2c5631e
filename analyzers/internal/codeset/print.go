package codeset

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxText is the length that no text exceeds, in characters: a lint message quotes it amid a sentence on one line.
const maxText = 60

// maxParts is how many parts such a text can have: each takes three characters at least, as in "4, ".
const maxParts = maxText / 3

func fits(text string) bool { return utf8.RuneCountInString(text) <= maxText }

// minBase is how far apart the ends of a range with exceptions must be. Of a shorter one the reader wants the members:
// "500 and 502-504" rather than "500-504 except 501".
const minBase = 20

// A printer writes sets of numbers. There are several true ways to write most sets; it composes each, estimates how hard
// it is to read, and takes the easiest that fits.
type printer struct {
	words *words
	any   string   // all of them
	but   string   // all but some, which %s names
	all   interval // the domain

	// Ranges of members outside real need not be mentioned where they are missing from nearly everything.
	real interval
}

// words are those of a language that texts are made of.
type words struct {
	comma, and, last string // between members; last where a member has an and of its own
	above, below, to string
	except           string // a range, and what is not in it
	more, others     string // how many are not named, and that some are not

	transport, other, none string
}

var (
	english = words{comma: ", ", and: " and ", last: ", and ", above: "%s and above", below: "below %s", to: "%s to %s", except: "%s except %s",
		more: "%s more", others: "more", transport: "transport errors", other: "other errors", none: "no status"}
	chinese = words{comma: "、", and: " 和 ", last: "，以及 ", above: "%s 及以上", below: "小于 %s", to: "%s 至 %s", except: "%s（%s 除外）",
		more: "另外 %s 个", others: "其他", transport: "传输错误", other: "其他错误", none: "无状态码"}

	statuses = interval{0, maxStatus}
	codes    = interval{math.MinInt64, math.MaxInt64}

	statusPrinter  = printer{&english, "any status", "any status but %s", statuses, interval{firstReal, lastReal}}
	statusPrinterC = printer{&chinese, "任意状态码", "除 %s 外的任意状态码", statuses, interval{firstReal, lastReal}}
	intPrinter     = printer{&english, "any code", "any code but %s", codes, codes}
)

// A phrase is one way to write a set: the intervals in list, then the numbers of base that are not in except.
type phrase struct {
	list   []interval
	base   interval // base and except are used if except is not empty
	except []interval
	cost   int // how hard it is to read
}

// print writes the set whose intervals list holds, at least one, sorted and apart. It adds more, if it is not empty,
// as one more member; but not to "any status", which would not gain from it.
func (p printer) print(list []interval, more string) string {
	if len(list) == 1 && list[0] == p.all {
		return p.any
	}
	phrases := p.phrases(list)
	for _, f := range phrases {
		if text := p.write(f, more, math.MaxInt); fits(text) {
			return text
		}
	}
	// Nothing fits whole. Of the easiest phrase that can be cut short, write as much as there is room for.
	for _, f := range phrases {
		if len(f.list) > 0 && len(f.except) > 0 {
			continue // it has two enumerations; the others, of which there is one at least, have one
		}
		for shown := maxParts; shown > 0; shown-- {
			if text := p.write(f, more, shown); fits(text) {
				return text
			}
		}
	}
	// Not reached: the plain list is among the phrases, and its first item alone fits whatever the numbers.
	return p.write(phrase{list: list}, more, 1)
}

// phrases returns the ways to write the set, the easiest first.
func (p printer) phrases(list []interval) []phrase {
	n := len(list)
	plain := phrase{list: list}
	for _, v := range list {
		plain.cost += p.cost(v)
	}
	out := []phrase{plain}

	// Some neighbours as one range with exceptions: "503, and 400-499 except 408 and 429". More than one such range in
	// a text would leave open which exceptions belong to which.
	merge := func(i, j int) {
		f := phrase{
			list: slices.Concat(list[:i], list[j+1:]),
			base: interval{list[i].lo, list[j].hi},
		}
		if f.base == p.all {
			return // this is the next kind
		}
		if uint64(f.base.hi)-uint64(f.base.lo) < minBase {
			return
		}
		f.except = holes(list[i:j+1], f.base.lo, f.base.hi)
		f.cost = p.cost(f.base) + 1
		for _, v := range slices.Concat(f.list, f.except) {
			f.cost += p.cost(v)
		}
		out = append(out, f)
	}
	if n <= maxParts {
		for i := range n {
			for j := i + 1; j < n; j++ {
				merge(i, j)
			}
		}
	} else {
		merge(0, n-1) // no phrase of so many parts fits whole, and what gets cut short is a phrase of this kind
	}

	// Everything with exceptions: "any status but 200".
	f := phrase{base: p.all, cost: p.cost(p.all)}
	for _, v := range holes(list, p.all.lo, p.all.hi) {
		switch {
		case v.lo < v.hi && v.hi < p.real.lo:
			continue // nobody sends these
		case v.lo < v.hi && v.lo > p.real.hi:
			f.cost++ // nor these, but unlike the former people do mean them by "500 and above"
			continue
		case v.lo < v.hi && (v.lo == p.all.lo || v.hi == p.all.hi):
			return sortPhrases(out) // not everything: "400 and above" has no reason to be "any status but below 400"
		}
		f.except = append(f.except, v)
		f.cost += p.cost(v)
	}
	if len(f.except) > 0 {
		out = append(out, f)
	}
	return sortPhrases(out)
}

// sortPhrases sorts by cost and leaves phrases of one cost in their order, which is that of their exactness.
func sortPhrases(phrases []phrase) []phrase {
	slices.SortStableFunc(phrases, func(a, b phrase) int { return cmp.Compare(a.cost, b.cost) })
	return phrases
}

// cost estimates how hard it is to read the text of v. The bounds of the classes, such as 400 and 499, are so familiar
// that a reader takes them in at once.
func (p printer) cost(v interval) int {
	const familiar, code, bound = 1, 2, 3
	switch {
	case v == p.all:
		return familiar
	case v.lo == v.hi:
		return code
	case v.lo+1 == v.hi:
		return 2 * code
	}
	n := 2 * bound
	if v.lo%100 == 0 || v.lo == p.all.lo {
		n += familiar - bound
	}
	if v.hi%100 == 99 || v.hi == p.all.hi {
		n += familiar - bound
	}
	return n
}

// write writes f; of its exceptions, or of its list if it has none, only as many items as shown.
func (p printer) write(f phrase, more string, shown int) string {
	var parts []string
	items := p.items(f.list)
	if len(f.except) == 0 && len(items) > shown {
		parts = append(parts, p.joinFirst(items, shown))
	} else {
		for _, it := range items {
			parts = append(parts, it.text)
		}
	}
	if len(f.except) > 0 {
		except := p.joinFirst(p.items(f.except), shown)
		if f.base == p.all {
			return fmt.Sprintf(p.but, except)
		}
		parts = append(parts, fmt.Sprintf(p.words.except, p.items([]interval{f.base})[0].text, except))
	}
	if more != "" {
		parts = append(parts, more)
	}
	return p.join(parts)
}

// An item is a part of an enumeration and the number of members it stands for.
type item struct {
	text string
	n    uint64
}

// items returns the texts of the intervals. Two in a row are two items: "408 and 409" reads better than "408-409".
func (p printer) items(list []interval) []item {
	out := make([]item, 0, len(list))
	for _, v := range list {
		lo, hi := strconv.FormatInt(v.lo, 10), strconv.FormatInt(v.hi, 10)
		n := uint64(v.hi) - uint64(v.lo) + 1
		switch {
		case n == 1:
			out = append(out, item{lo, 1})
		case n == 2:
			out = append(out, item{lo, 1}, item{hi, 1})
		case v.hi == p.all.hi:
			out = append(out, item{fmt.Sprintf(p.words.above, lo), n})
		case v.lo == p.all.lo:
			out = append(out, item{fmt.Sprintf(p.words.below, strconv.FormatInt(v.hi+1, 10)), n})
		case v.lo < 0:
			out = append(out, item{fmt.Sprintf(p.words.to, lo, hi), n}) // "-5--1" would puzzle
		default:
			out = append(out, item{lo + "-" + hi, n})
		}
	}
	return out
}

// joinFirst enumerates the first items and says how many members the others stand for.
func (p printer) joinFirst(items []item, shown int) string {
	var parts []string
	for _, it := range items[:min(shown, len(items))] {
		parts = append(parts, it.text)
	}
	if rest := items[len(parts):]; len(rest) > 0 {
		const tooMany = 10000 // to be a number worth reading
		n := uint64(0)
		for _, it := range rest {
			n += min(it.n, tooMany)
		}
		if n < tooMany {
			parts = append(parts, fmt.Sprintf(p.words.more, strconv.FormatUint(n, 10)))
		} else {
			parts = append(parts, p.words.others)
		}
	}
	return p.join(parts)
}

// join enumerates the parts: "a, b and c"; with a comma before the "and" where a part has an "and" of its own, or
// exceptions which would seem to go on.
func (p printer) join(parts []string) string {
	n := len(parts)
	if n == 1 {
		return parts[0]
	}
	and := p.words.and
	for _, s := range parts {
		if strings.Contains(s, p.words.and) || strings.Contains(s, " except ") {
			and = p.words.last
		}
	}
	return strings.Join(parts[:n-1], p.words.comma) + and + parts[n-1]
}
