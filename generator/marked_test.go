package generator

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/visible"
)

// FuzzMarked writes any message and reads its lines as package golden does: they are
// the same bytes, and all of the file shows.
func FuzzMarked(f *testing.F) {
	for _, seed := range []string{"", "a\nb\r\n\tc", "\\x", "> ", "\x00\xff\u202e\u2028\u3164", "a\rb\r\r\n", `"'\`, "日本\n\U000E0041"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, message string) {
		w := &exchanger{message: []byte(message)}
		w.marked('<')
		var back []string
		for line := range bytes.SplitSeq(bytes.TrimSuffix(w.text, []byte("\n")), []byte("\n")) {
			text := strings.TrimSuffix(string(line), "\r")
			if shown := strings.ReplaceAll(text, "\t", " "); visible.Escape(shown) != shown {
				t.Errorf("%+q has characters that do not show", line)
			}
			switch {
			case len(line) > 1 && line[1] == '\\':
				plain, err := strconv.Unquote(`"` + text[2:] + `"`)
				if err != nil {
					t.Errorf("%+q: %v", line, err)
				}
				back = append(back, plain)
			case len(line) > 1 && line[1] == ' ':
				back = append(back, string(line[2:]))
			default:
				back = append(back, string(line[1:]))
			}
		}
		if got := strings.Join(back, "\n"); got != message {
			t.Errorf("%+q is read back as %+q", message, got)
		}
	})
}

func TestAppendPath(t *testing.T) {
	for path, want := range map[string]string{
		"/a/b='c'%20": "/a/b='c'%20", "/größe": "/größe", "/a\u202eb\x00\xff\u2028": "/a%E2%80%AEb%00%FF%E2%80%A8",
	} {
		if got := string(appendPath(nil, path)); got != want {
			t.Errorf("%+q: %s, want %s", path, got, want)
		}
	}
}
