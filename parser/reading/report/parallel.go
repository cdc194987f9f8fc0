package report

// Some phases look at one page or one example at a time and change nothing that
// others look at. These use as many CPUs as there are. What comes of them does not
// depend on it: each thing has its own place for the result, and what is reported
// is put in the order of the things.

import (
	"slices"
	"sync"

	"github.com/sdkscribe/sdkscribe/parser/parallel"
)

// Each calls f for the numbers below n, several at a time, and gathers in r what
// they report.
func Each(n int, r *Reporter, f func(i int, r *Reporter)) {
	type batch struct {
		from int
		Reporter
	}
	var mu sync.Mutex
	var batches []batch
	parallel.Batches(n, func(from, to int) {
		b := batch{from: from}
		for i := from; i < to; i++ {
			f(i, &b.Reporter)
		}
		mu.Lock()
		defer mu.Unlock()
		batches = append(batches, b)
	})
	slices.SortFunc(batches, func(a, b batch) int { return a.from - b.from })
	for _, b := range batches {
		r.Found = append(r.Found, b.Found...)
	}
}
