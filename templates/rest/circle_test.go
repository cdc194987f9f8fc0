package rest

import (
	"net/url"
	"strconv"
	"testing"
)

// A circle is found however far in it begins and however long it is, at its first link
// that comes again while links are remembered, and within a few rounds behind those. What
// is remembered does not grow.
func TestCircle(t *testing.T) {
	for _, tt := range []struct{ begin, length, most int }{
		{0, 1, 2}, {0, 2, 3}, {5, 3, 9}, {1000, 1, 1002}, {0, mostSeen / 2, mostSeen/2 + 1},
		{mostSeen, 1, 3 * mostSeen}, {mostSeen + 5, 3, 3 * mostSeen}, {2 * mostSeen, mostSeen, 6 * mostSeen},
	} {
		var c circle
		n := 0
		for found := false; !found && n <= tt.most; n++ {
			i := n
			if i >= tt.begin {
				i = tt.begin + (n-tt.begin)%tt.length
			}
			found = c.closes(strconv.Itoa(i))
			if found && n < tt.begin+tt.length {
				t.Errorf("%+v: a circle at link %d", tt, n)
			}
		}
		if n > tt.most {
			t.Errorf("%+v: no circle", tt)
		}
		if len(c.seen) > mostSeen {
			t.Errorf("%+v: %d links are remembered", tt, len(c.seen))
		}
	}
}

// FuzzNormalURL: a normal spelling is its own, and the same request as the one before.
func FuzzNormalURL(f *testing.F) {
	for _, s := range []string{"https://a/b?c#d", "https://A:443/%7e%2f?x=%zz", "http://[::1%25lo]:80/é?é \"", "https://a?", "https://a/?a%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" || u.Opaque != "" {
			return
		}
		v, err := url.Parse(normalURL(u))
		if err != nil {
			return // a host that is none
		}
		if v.Path != u.Path && u.Path != "" {
			t.Errorf("%q: path %q became %q", s, u.Path, v.Path)
		}
		if u.RawQuery = escapeQuery(u.RawQuery); v.RawQuery != escapeQuery(v.RawQuery) {
			t.Errorf("%q: the query %q cannot be sent", s, v.RawQuery)
		}
		before, err1 := url.QueryUnescape(u.RawQuery)
		after, err2 := url.QueryUnescape(v.RawQuery)
		if err1 != nil || err2 != nil || before != after {
			t.Errorf("%q: query %q became %q, %v, %v", s, before, after, err1, err2)
		}
		if again := normalURL(v); again != normalURL(u) {
			t.Errorf("%q: %q became %q", s, normalURL(u), again)
		}
	})
}
