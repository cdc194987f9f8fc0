// Package parallel does many small things on as many CPUs as GOMAXPROCS allows.
//
// [Each], [Batches] and [Try] call their argument from several goroutines and return when
// all calls have returned. Which goroutine makes which call is not defined. Results do not
// depend on it as long as the call for a number writes only what no other call reads or
// writes, such as element i of a slice for the number i. If a call panics, the goroutine
// that waits panics with the same message and the stack of the call.
package parallel

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// batch is how many things a goroutine takes at a time. It is large enough that taking
// them takes little time in comparison with doing them.
const batch = 32

// Each calls f for every number from 0 to n-1.
func Each(n int, f func(i int)) {
	Batches(n, func(from, to int) {
		for i := from; i < to; i++ {
			f(i)
		}
	})
}

// Batches calls f for every run of numbers from 0 to n-1: those from from to to-1. The
// runs are the same on every machine.
func Batches(n int, f func(from, to int)) {
	batches := (n + batch - 1) / batch
	var next atomic.Int64
	var workers sync.WaitGroup
	var panicked fault
	for range min(runtime.GOMAXPROCS(0), batches) {
		workers.Go(func() {
			defer panicked.note()
			for {
				from := int(next.Add(1)-1) * batch
				if from >= n {
					return
				}
				f(from, min(n, from+batch))
			}
		})
	}
	workers.Wait()
	panicked.again()
}

// A fault is the first panic of several goroutines. The goroutine that waits for them
// panics with it, so that its callers can recover from it.
type fault struct {
	once  sync.Once
	value any
}

// note is deferred in a goroutine.
func (f *fault) note() {
	if v := recover(); v != nil {
		f.once.Do(func() { f.value = fmt.Sprintf("%v\n%s", v, debug.Stack()) })
	}
}

// again is called when the goroutines have been waited for.
func (f *fault) again() {
	if f.value != nil {
		panic(f.value)
	}
}

// Go calls f in a goroutine of its own. The caller has to call wait, which returns when f
// has returned.
func Go(f func()) (wait func()) {
	var panicked fault
	var one sync.WaitGroup
	one.Go(func() {
		defer panicked.note()
		f()
	})
	return func() {
		one.Wait()
		panicked.again()
	}
}

// Try calls f for every number from 0 to n-1. After the first error, or when ctx is
// done, it makes no more calls and returns that error.
func Try(ctx context.Context, n int, f func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	var panicked fault
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() error {
			defer panicked.note()
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(i); err != nil {
					return err
				}
			}
		})
	}
	err := group.Wait()
	panicked.again()
	return err
}
