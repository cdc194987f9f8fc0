package apidiff

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the expected reports")

// read parses a surface of testdata. What it says of pages has no lines: it says
// what it says on every line of its own.
func read(t testing.TB, name string) *Surface {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(text)
	if err != nil {
		t.Fatalf("%s:%v", name, err)
	}
	return s
}

// TestCompare holds the reports on the pairs of surfaces in testdata.
func TestCompare(t *testing.T) {
	dirs, err := filepath.Glob("testdata/*/old.txt")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no surfaces", err)
	}
	for _, old := range dirs {
		dir := filepath.Dir(old)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			r := Compare(read(t, old), read(t, filepath.Join(dir, "new.txt")))
			var got strings.Builder
			if err := r.Markdown(&got); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, "report.md")
			if *update {
				if err := os.WriteFile(name, []byte(got.String()), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Error(diff)
			}
			for _, name := range []string{"old.txt", "new.txt"} {
				s := read(t, filepath.Join(dir, name))
				if r := Compare(s, s); len(r.Changes) > 0 {
					t.Errorf("%s differs from itself: %v", name, r.Changes)
				}
			}
		})
	}
}

func TestAllow(t *testing.T) {
	r := Compare(read(t, "testdata/types/old.txt"), read(t, "testdata/types/new.txt"))
	all := r.Breaking
	r.Allow(func(c Change) bool { return c.Of == "microsoft.graph.event" })
	if r.Allowed == 0 || r.Breaking+r.Allowed != all {
		t.Errorf("%d of %d are breaking, %d allowed", r.Breaking, all, r.Allowed)
	}
	for _, c := range r.Changes {
		if c.Allowed && !c.Breaking {
			t.Errorf("allowed although it breaks nothing: %s", r.Sentence(c))
		}
	}
}

// TestMarkup sees that nothing in the pages is markup in a report.
func TestMarkup(t *testing.T) {
	evil := "x` [y](http://example.com)\n# z <b> \x1b"
	s := &Surface{Operations: []*Operation{{ID: evil, At: Place{Page: "a_*b.md"}, Requests: []*Request{{Method: "GET", Path: "/" + evil}}}}}
	var b strings.Builder
	if err := Compare(&Surface{}, s).Markdown(&b); err != nil {
		t.Fatal(err)
	}
	want := "- Operation `` x` [y](http://example.com) # z <b> \\x1b `` added: `` GET /x` [y](http://example.com) # z <b> \\x1b `` (a\\_\\*b.md)\n"
	if !strings.HasSuffix(b.String(), want) {
		t.Errorf("the report is\n%s", b.String())
	}
}

func TestParseErrors(t *testing.T) {
	for _, text := range []string{
		"\t.x X Edm.String", "nothing", "type x", "type x X complex\n\t.x", "type x X complex\n\t^x", "operation x\n\tGET", "operation x\n\tresponse a b",
		"operation x\n\tpermissions 7 a", "operation x\n\tpermissions", "type \"x", "<<<<<<< HEAD", "namespace \"a\"b",
	} {
		if _, err := Parse([]byte(text)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"testdata/types/old.txt", "testdata/operations/new.txt", "testdata/inherited/old.txt"} {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("type x X complex base=x\n\t.a A x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		written := s.Append(nil)
		again, err := Parse(written)
		if err != nil {
			t.Fatalf("%v in\n%s", err, written)
		}
		if diff := cmp.Diff(string(written), string(again.Append(nil))); diff != "" {
			t.Fatal(diff)
		}
		Compare(s, again)
		Compare(&Surface{}, s)
	})
}
