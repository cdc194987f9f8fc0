package relaxed

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDistinct(t *testing.T) {
	for _, n := range []int{0, 1, 2, 31, 32, 33, 100} {
		members := make([]Member, n)
		for i := range members {
			members[i] = Member{Name: fmt.Sprint(i), Offset: i}
		}
		if got := Distinct(members); len(got) != n || n > 0 && &got[0] != &members[0] {
			t.Errorf("%d members without repetition came out as %d others", n, len(got))
		}
		if n == 0 {
			continue
		}
		twice := append(members[:n:n], Member{Name: "0", Offset: n}, Member{Name: "last", Offset: n + 1}, Member{Name: "0", Offset: n + 2})
		want := append(members[:n:n], Member{Name: "last", Offset: n + 1})
		if diff := cmp.Diff(want, Distinct(twice)); diff != "" {
			t.Errorf("%d members: -want +got: %s", n, diff)
		}
		if last := twice[len(twice)-1]; last.Name != "0" {
			t.Errorf("%d members: the list given has changed", n)
		}
	}
}
