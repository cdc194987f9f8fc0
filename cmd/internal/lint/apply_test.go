package lint

import (
	"bytes"
	"testing"
)

// FuzzApply makes two edits of a page: every byte outside of them is where it was.
func FuzzApply(f *testing.F) {
	f.Add([]byte("# Jobs\r\n\r\n{ a: 1 }"), 2, 4, 9, 9)
	f.Fuzz(func(t *testing.T, content []byte, a, b, c, d int) {
		if a < 0 || b < a || c < b || d < c || d > len(content) || a == c {
			return
		}
		edits := []edit{{c, d, "yy"}, {a, b, "x"}}
		out := apply(content, edits)
		want := bytes.Join([][]byte{content[:a], []byte("x"), content[b:c], []byte("yy"), content[d:]}, nil)
		if !bytes.Equal(out, want) {
			t.Errorf("%q is %q, want %q", content, out, want)
		}
	})
}
