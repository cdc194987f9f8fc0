package readfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		filepath.Join(dir, "a"): "text", filepath.Join(dir, "sub", "b"): "b", filepath.Join(dir, "long"): strings.Repeat("x", 11),
		filepath.Join(outside, "secret"): "secret",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{
		"inside": "sub/b", "out": filepath.Join(outside, "secret"), "relative": "../" + filepath.Base(outside) + "/secret",
		"folder": outside, "circle": "circle", "dangling": "nowhere", "device": os.DevNull,
	} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	const escapes = "cannot be followed: a symbolic link on the way leads out"
	tests := []struct{ name, regular, within string }{
		{"a", "text", "text"},
		{"inside", "b", "b"},
		{"sub/b", "b", "b"},
		{"long", "is longer than 10 bytes", "is longer than 10 bytes"},
		{"sub", "is no regular file", "is no regular file"},
		{"out", "secret", escapes},
		{"relative", "", escapes},
		{"folder/secret", "secret", escapes},
		{"device", "is no regular file", escapes},
	}
	for _, test := range tests {
		name := filepath.Join(dir, filepath.FromSlash(test.name))
		if got := outcome(Regular(name, 10)); !strings.Contains(got, test.regular) {
			t.Errorf("Regular %s: %s", test.name, got)
		}
		if got := outcome(Within(dir, name, 10)); !strings.Contains(got, test.within) {
			t.Errorf("Within %s: %s", test.name, got)
		}
	}
	for _, name := range []string{"dangling", "none", "none/x"} {
		for _, read := range []func(string) ([]byte, error){
			func(name string) ([]byte, error) { return Regular(name, 10) },
			func(name string) ([]byte, error) { return Within(dir, name, 10) },
		} {
			if _, err := read(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if got := outcome(Within(dir, filepath.Join(outside, "secret"), 10)); got != "secret" {
		t.Errorf("a file that is named elsewhere: %s", got)
	}
}

// outcome is what was read, else what was wrong.
func outcome(text []byte, err error) string {
	if err != nil {
		return err.Error()
	}
	return string(text)
}
