package model

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Some phases look at one page or one example at a time and change nothing that
// others look at. These use as many CPUs as there are. What comes of them does not
// depend on it: each thing has its own place for the result, and what is reported
// is put in the order of the things.

// batch is how many things a goroutine takes at a time.
const batch = 32

// each calls f for the numbers below n, several at a time, and gathers in r what
// they report.
func each(n int, r *reporter, f func(i int, r *reporter)) {
	batches := (n + batch - 1) / batch
	reports := make([]reporter, batches)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), batches) {
		workers.Go(func() {
			for {
				b := int(next.Add(1)) - 1
				if b >= batches {
					return
				}
				for i := b * batch; i < min(n, (b+1)*batch); i++ {
					f(i, &reports[b])
				}
			}
		})
	}
	workers.Wait()
	for _, report := range reports {
		r.found = append(r.found, report.found...)
	}
}
