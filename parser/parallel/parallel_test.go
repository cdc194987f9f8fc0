package parallel

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, batch - 1, batch, batch + 1, 10 * batch} {
		got, want := make([]int, n), make([]int, n)
		var calls atomic.Int64
		Each(n, func(i int) {
			got[i] = i + 1
			calls.Add(1)
		})
		for i := range want {
			want[i] = i + 1
		}
		if diff := cmp.Diff(want, got); diff != "" || int(calls.Load()) != n {
			t.Errorf("%d: %d calls, -want +got: %s", n, calls.Load(), diff)
		}
	}
}

func TestTry(t *testing.T) {
	const n = 1000
	var calls atomic.Int64
	count := func(int) error { calls.Add(1); return nil }
	if err := Try(t.Context(), n, count); err != nil || calls.Load() != n {
		t.Errorf("%v after %d calls", err, calls.Load())
	}
	broken := errors.New("broken")
	err := Try(t.Context(), n, func(i int) error {
		if i == 10 {
			return broken
		}
		return nil
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	calls.Store(0)
	ended, end := context.WithCancel(t.Context())
	end()
	if err := Try(ended, n, count); !errors.Is(err, context.Canceled) || calls.Load() != 0 {
		t.Errorf("%v after %d calls", err, calls.Load())
	}
}

// TestPanic recovers in the caller from what happens in the goroutines.
func TestPanic(t *testing.T) {
	for name, run := range map[string]func(f func()){
		"Each": func(f func()) { Each(1000, func(int) { f() }) },
		"Go":   func(f func()) { Go(f)() },
		"Try":  func(f func()) { _ = Try(t.Context(), 1000, func(int) error { f(); return nil }) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if v := recover(); v == nil || !strings.Contains(fmt.Sprint(v), "out of order") || !strings.Contains(fmt.Sprint(v), "parallel_test.go") {
					t.Errorf("recovered %v", v)
				}
			}()
			run(func() { panic("out of order") })
		})
	}
}
