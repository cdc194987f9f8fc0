package stamp

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// write makes a file and returns what there is to know of it.
func write(t *testing.T, name, content string) fs.FileInfo {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return look(t, name)
}

func look(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := of(info); !ok {
		t.Skip("this system tells no changes")
	}
	return info
}

// known is a book that knows a file, read long after its last change.
func known(name string, info fs.FileInfo) *Book {
	b := Decode(nil)
	b.Note(name, info, time.Now().Add(time.Hour), sha256.Sum256([]byte("content")))
	return Decode(b.Encode())
}

func TestUntouched(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	b := known(name, write(t, name, "content"))
	if _, err := os.ReadFile(name); err != nil {
		t.Fatal(err)
	}
	if sum, ok := b.Sum(name, look(t, name)); !ok || sum != sha256.Sum256([]byte("content")) {
		t.Error("not known")
	}
	if _, ok := b.Sum("b.md", look(t, name)); ok {
		t.Error("known by another path")
	}
}

// TestTouched changes a file in the ways that size and time of modification do not
// show.
func TestTouched(t *testing.T) {
	changes := map[string]func(t *testing.T, name string){
		"written to": func(t *testing.T, name string) { write(t, name, "CONTENT") },
		"replaced": func(t *testing.T, name string) {
			write(t, name+".new", "CONTENT")
			if err := os.Rename(name+".new", name); err != nil {
				t.Fatal(err)
			}
		},
		"linked elsewhere": func(t *testing.T, name string) {
			write(t, name+".other", "CONTENT")
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(name+".other", name); err != nil {
				t.Skip(err)
			}
		},
		"longer": func(t *testing.T, name string) { write(t, name, "contents") },
	}
	for what, change := range changes {
		t.Run(what, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "a.md")
			info := write(t, name, "content")
			b := known(name, info)
			time.Sleep(20 * time.Millisecond) // the clock of the file system ticks
			change(t, name)
			if err := os.Chtimes(name, time.Time{}, info.ModTime()); err != nil {
				t.Fatal(err)
			}
			if _, ok := b.Sum(name, look(t, name)); ok {
				t.Error("taken for what it was")
			}
		})
	}
}

// TestRacy notes files that may still change within the tick of their last change.
func TestRacy(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	info := write(t, name, "content")
	last, _ := of(info)
	changed := time.Unix(0, max(last.modified, last.changed))
	whole := time.Unix(changed.Unix()+100, 0)
	if err := os.Chtimes(name, time.Time{}, whole); err != nil {
		t.Fatal(err)
	}
	inSeconds := look(t, name)
	tests := []struct {
		info fs.FileInfo
		at   time.Time
		want bool
	}{
		{info, changed, false},
		{info, changed.Add(tick), false},
		{info, changed.Add(tick + 1), true},
		{inSeconds, whole.Add(time.Second), false},
		{inSeconds, whole.Add(coarseTick + 1), true},
	}
	for _, test := range tests {
		b := Decode(nil)
		b.Note(name, test.info, test.at, Sum{1})
		if _, ok := Decode(b.Encode()).Sum(name, test.info); ok != test.want {
			t.Errorf("read %v after the last change: known %v, want %v", test.at.Sub(changed), ok, test.want)
		}
	}
}

// TestEncode asks a book for some of what it knows: the rest is forgotten.
func TestEncode(t *testing.T) {
	dir := t.TempDir()
	a, b, c := filepath.Join(dir, "a"), filepath.Join(dir, "b"), strings.Repeat("c", maxPath+1)
	book := Decode(nil)
	if book.Encode() != nil {
		t.Error("nothing is kept as something")
	}
	later := time.Now().Add(time.Hour)
	infoA, infoB := write(t, a, "a"), write(t, b, "b")
	book.Note(a, infoA, later, Sum{1})
	book.Note(b, infoB, later, Sum{2})
	book.Note(c, infoB, later, Sum{3})
	kept := book.Encode()

	both := Decode(kept)
	both.Sum(a, infoA)
	both.Sum(b, infoB)
	if both.Encode() != nil {
		t.Error("kept anew although nothing has changed")
	}
	one := Decode(kept)
	one.Sum(b, infoB)
	left := Decode(one.Encode())
	if _, ok := left.Sum(a, infoA); ok {
		t.Error("a is not forgotten")
	}
	if sum, ok := left.Sum(b, infoB); !ok || sum != (Sum{2}) {
		t.Error("b is lost")
	}
	var none *Book
	none.Note(a, infoA, later, Sum{1})
	if _, ok := none.Sum(a, infoA); ok || none.Encode() != nil {
		t.Error("a nil book knows something")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x01\x00a"))
	f.Add(append([]byte("\x01\x00a"), make([]byte, fixed)...))
	f.Add(append([]byte("\x00\x00"), make([]byte, fixed+1)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := Decode(data)
		if len(data) > 0 && len(data) < afterLen+fixed && len(b.before) > 0 {
			t.Error("made a line of less than one")
		}
		b.now, b.changed = b.before, true
		again := Decode(b.Encode())
		if diff := cmp.Diff(b.before, again.before, cmp.AllowUnexported(line{}, Stamp{})); diff != "" {
			t.Error(diff)
		}
	})
}
