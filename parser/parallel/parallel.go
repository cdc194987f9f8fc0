// Package parallel does many small things on as many CPUs as there are.
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

// batch is how many things a goroutine takes at a time: enough that taking them
// costs nothing beside doing them.
const batch = 32

// Each calls f for the numbers below n, several at a time and in no order, and
// returns when all calls have. What f changes for one number no other call may look
// at, so that the outcome does not depend on the number of CPUs.
func Each(n int, f func(i int)) {
	Batches(n, func(from, to int) {
		for i := from; i < to; i++ {
			f(i)
		}
	})
}

// Batches is [Each] for whole runs of numbers: it calls f with where each starts and
// where it ends. They are the same on every machine.
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

// A fault is the first panic of several goroutines. It goes on in the one that waits
// for them, where whoever called can recover from it as if all were done there.
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

// again is deferred where the goroutines have been waited for.
func (f *fault) again() {
	if f.value != nil {
		panic(f.value)
	}
}

// Go calls f beside its caller, who calls wait to wait for it.
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

// Try is [Each] for calls that may fail. It ends with the first error, or when ctx
// does, and then makes no more calls.
func Try(ctx context.Context, n int, f func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() error {
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
	return group.Wait()
}
