package cache

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func as(build string) func() string {
	return func() string { return (build + strings.Repeat(".", 32))[:32] }
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "cache")
	s := open(dir, as("a"))
	if _, ok := s.Load("pages", "k"); ok {
		t.Error("found what was not saved")
	}
	s.Save("pages", "k", []byte("one"))
	s.Save("pages", "k", []byte("two"))
	s.Save("run", "k", []byte("three"))
	s.Save("run", "empty", nil)
	want := func(s *Store, kind, key, content string, found bool) {
		t.Helper()
		got, ok := s.Load(kind, key)
		if ok != found || string(got) != content {
			t.Errorf("%s %s: %q, %v", kind, key, got, ok)
		}
	}
	want(s, "pages", "k", "two", true)
	want(open(dir, as("a")), "run", "k", "three", true)
	want(s, "run", "empty", "", true)
	want(s, "run", "other", "", false)
	want(open(dir, as("b")), "run", "k", "", false)
	want(open(dir, func() string { return "" }), "run", "k", "", false)
	want(nil, "run", "k", "", false)
	(*Store)(nil).Save("run", "k", []byte("x"))
	if err := os.Rename(s.name("run", "k"), s.name("run", "other")); err != nil {
		t.Fatal(err)
	}
	want(s, "run", "other", "", false)
}

// TestDamage changes every byte of an entry, cuts it everywhere and puts other
// things in its place.
func TestDamage(t *testing.T) {
	s := open(t.TempDir(), as("a"))
	s.Save("run", "k", []byte("content"))
	name := s.name("run", "k")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	put := func(data []byte) {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Load("run", "k"); ok {
			t.Errorf("took %q for an entry with %q", data, got)
		}
	}
	for i := range whole {
		changed := []byte(string(whole))
		changed[i] ^= 4
		put(changed)
		put(whole[:i])
	}
	put(append(whole, 'x'))
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(name, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Load("run", "k"); ok {
		t.Error("took a folder for an entry")
	}
	s.Save("run", "k", []byte("content")) // cannot be kept, which is no harm
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open(file, as("a")).Save("run", "k", nil)
}

func TestTrim(t *testing.T) {
	s := open(t.TempDir(), as("a"))
	now := time.Now()
	for name, age := range map[string]time.Duration{"run-old.sdkscribe": maxAge + time.Hour, "run-young.sdkscribe": maxAge - time.Hour, "1.sdkscribe-new": 2 * time.Hour, "2.sdkscribe-new": time.Minute, "mine-1": 2 * maxAge} {
		file := filepath.Join(s.dir, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	big := filepath.Join(s.dir, "run-big.sdkscribe")
	if err := os.WriteFile(big, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, maxTotal); err != nil {
		t.Skip(err)
	}
	if err := os.Chtimes(big, now.Add(-time.Hour), now.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	s.Save("run", "k", []byte("x")) // now it is too much
	var left []string
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if got, want := strings.Join(left, " "), "2.sdkscribe-new mine-1 "+filepath.Base(s.name("run", "k")); got != want {
		t.Errorf("left are %s, want %s", got, want)
	}
}

func TestTrimOnceARun(t *testing.T) {
	s := open(t.TempDir(), as("a"))
	s.Save("run", "k", []byte("x"))
	old, long := filepath.Join(s.dir, "run-old.sdkscribe"), time.Now().Add(-2*maxAge)
	if err := errors.Join(os.WriteFile(old, nil, 0o600), os.Chtimes(old, long, long)); err != nil {
		t.Fatal(err)
	}
	s.Save("stamps", "k", []byte("x"))
	if _, err := os.Stat(old); err != nil {
		t.Errorf("looked through again at once: %v", err)
	}
	s.trim(time.Now().Add(2 * trimEvery))
	if _, err := os.Stat(old); err == nil {
		t.Error("never looked through again")
	}
}

func TestAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			s := open(dir, as("a"))
			text := strings.Repeat(string(rune('a'+i)), 100_000)
			for range 20 {
				s.Save("run", "k", []byte(text))
				if got, ok := s.Load("run", "k"); !ok || strings.Trim(string(got), string(got[:1])) != "" {
					t.Error("a mixed entry, or none")
				}
			}
		})
	}
	wg.Wait()
}

func TestDir(t *testing.T) {
	t.Setenv(EnvDir, "off")
	if Dir() != "" || Open(Dir()) != nil {
		t.Error("the cache is not off")
	}
	t.Setenv(EnvDir, "/x")
	if Dir() != "/x" {
		t.Error(Dir())
	}
	if id := build(); len(id) != 32 || id != build() {
		t.Errorf("%q", id)
	}
}

func TestTrusted(t *testing.T) {
	base := t.TempDir()
	repo, outside, open := filepath.Join(base, "repo"), filepath.Join(base, "mine"), filepath.Join(base, "open")
	for _, dir := range []string{repo, outside, open, filepath.Join(repo, "sdk"), filepath.Join(repo, ".git")} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{filepath.Join(base, "leads-in"): repo, filepath.Join(repo, "leads-out"): outside} {
		if err := os.Symlink(to, name); err != nil {
			t.Skip(err)
		}
	}
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(repo, "sdk"))
	for dir, want := range map[string]string{
		"":                                  "",
		outside:                             "",
		filepath.Join(outside, "deep"):      "",
		open:                                "everybody can write",
		".cache":                            "is in the repository or module " + repo,
		filepath.Join(repo, ".cache"):       "is in the repository or module",
		filepath.Join(base, "leads-in/x"):   "is in the repository or module",
		filepath.Join(repo, "leads-out/ab"): "",
	} {
		if runtime.GOOS == "windows" && dir == open {
			continue
		}
		if err := Trusted(dir, "docs", "../out"); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", dir, err, want)
		}
	}
	t.Chdir(outside)
	if err := Trusted(filepath.Join(repo, "x"), filepath.Join(repo, "docs")); err == nil {
		t.Error("a cache beside the pages is trusted")
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have none there")
	}
	s := open(filepath.Join(t.TempDir(), "cache"), as("a"))
	s.Save("run", "k", []byte("x"))
	for name, want := range map[string]os.FileMode{s.dir: 0o700, s.name("run", "k"): 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}
