package rest

// The answers of an upload session name the ranges of the content that the service
// still lacks. They decide what is sent next, and so what is not sent at all: a service
// that is wrong about them would have an upload end as a success with a hole in it. So
// whatever the ranges leave out, the service says that it has, and that is believed
// only of what was sent.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// byteRange is a part of the content: from first to last, both included.
type byteRange struct{ first, last int64 }

// expectation is what an answer says about the ranges that are missing.
type expectation struct {
	told   bool        // it says something, and be it that nothing is missing
	ranges []byteRange // in order, apart from each other
}

// readExpectation reads an answer's nextExpectedRanges for content of size bytes. An
// answer without any is fine; one with ranges that are none, that overlap, or that are
// not within the content is an error.
func readExpectation(raw jsontext.Value, size int64) (expectation, error) {
	var e expectation
	if raw.Kind() != jsontext.KindBeginObject {
		return e, nil
	}
	var texts []string
	var broken error
	err := members(raw, func(name string, value jsontext.Value) {
		if !strings.EqualFold(name, "nextExpectedRanges") || value.Kind() == jsontext.KindNull {
			return
		}
		var some []string
		if lenient(value, &some) != nil {
			broken = fmt.Errorf("rest: upload: the service expects %.40q next, which is no list of ranges", value)
		}
		e.told, texts = true, append(texts, some...)
	})
	if err = errors.Join(err, broken); err != nil {
		return e, err
	}
	for _, text := range texts {
		r, err := parseRange(text, size)
		if err != nil {
			return e, err
		}
		e.ranges = append(e.ranges, r)
	}
	slices.SortFunc(e.ranges, func(a, b byteRange) int { return cmp.Compare(a.first, b.first) })
	for i := 1; i < len(e.ranges); i++ {
		if e.ranges[i].first <= e.ranges[i-1].last {
			return e, fmt.Errorf("rest: upload: the service expects byte %d in two ranges", e.ranges[i].first)
		}
	}
	return e, nil
}

// parseRange reads "26-", "26-54" or "26", of content of size bytes.
func parseRange(text string, size int64) (byteRange, error) {
	from, to, _ := strings.Cut(strings.TrimSpace(text), "-")
	first, ok := parseOffset(from)
	last := size - 1
	if to != "" && ok {
		last, ok = parseOffset(to)
	}
	switch {
	case !ok || to != "" && last < first:
		return byteRange{}, fmt.Errorf("rest: upload: the service expects %.40q next, which is no range", text)
	case first >= size || last >= size:
		return byteRange{}, fmt.Errorf("rest: upload: the service expects byte %d of %d next", max(first, last), size)
	}
	return byteRange{first, last}, nil
}

// parseOffset reads digits and nothing else.
func parseOffset(text string) (int64, bool) {
	n, err := strconv.ParseUint(text, 10, 63)
	return int64(n), err == nil
}

// next returns the first byte that is missing. Of the content only sent bytes can be
// there: an answer that says so of more is an error.
func (e *expectation) next(sent int64) (int64, error) {
	end := int64(0) // of the range before
	for _, r := range e.ranges {
		if r.first > end && r.first > sent {
			return 0, fmt.Errorf("rest: upload: the service expects byte %d next and was sent %d bytes (an upload that was begun before has to be Continued)", r.first, sent)
		}
		end = r.last + 1
	}
	return e.ranges[0].first, nil
}

// had returns how far what the service says that it has reaches.
func (e *expectation) had() int64 { return e.ranges[len(e.ranges)-1].first }
