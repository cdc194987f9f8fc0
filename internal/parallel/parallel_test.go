package parallel

import (
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
