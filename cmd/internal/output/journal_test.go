package output

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var errDisk = errors.New("no space left on device")

// TestFailedStep makes every single step of a run fail, as a full disk or a
// folder without permission would: the previous tree must stand each time.
func TestFailedStep(t *testing.T) {
	for fail := 1; ; fail++ {
		dir := t.TempDir()
		if _, err := generate(t, dir, before()); err != nil {
			t.Fatal(err)
		}
		put(t, dir, "mine.go", "package a\n")
		manifest, _ := os.ReadFile(filepath.Join(dir, ManifestName))
		steps := 0
		f, err := open(t.Context(), dir, func(string, string) error {
			if steps++; steps == fail {
				return errDisk
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.Write(t.Context(), files(after()))
		f.Close()
		if err == nil {
			want := after()
			want["mine.go"] = "package a\n"
			got := snapshot(t, dir)
			for name := range got { // tidying up may have failed
				if strings.HasPrefix(name, stagingName) || strings.HasSuffix(name, "/") {
					delete(got, name)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("step %d failed: %s", fail, diff)
			}
			if steps < fail {
				if fail < 20 {
					t.Errorf("a run has but %d steps", steps)
				}
				return
			}
			continue
		}
		if !errors.Is(err, errDisk) {
			t.Errorf("step %d: %v", fail, err)
		}
		want := before()
		want["mine.go"] = "package a\n"
		same(t, dir, want)
		if got, _ := os.ReadFile(filepath.Join(dir, ManifestName)); string(got) != string(manifest) {
			t.Errorf("step %d: the manifest has changed", fail)
		}
	}
}

// TestKilledAfterStep lets a run, and then the recovery from it, die at every
// step. The run after them must find the previous tree or the new one, and
// then make the new one.
func TestKilledAfterStep(t *testing.T) {
	dieAt := func(n int) func(string, string) error {
		steps := 0
		return func(string, string) error {
			if steps++; steps >= n { // whatever is tried from here on does not happen
				return errDisk
			}
			return nil
		}
	}
	for die := 1; die < 60; die++ {
		for dieAgain := 0; dieAgain < 12; dieAgain += 3 {
			dir := t.TempDir()
			if _, err := generate(t, dir, before()); err != nil {
				t.Fatal(err)
			}
			put(t, dir, "mine.go", "package a\n")
			f, err := open(t.Context(), dir, dieAt(die))
			if err != nil {
				t.Fatal(err)
			}
			_, failed := f.Write(t.Context(), files(after()))
			f.Close()
			if dieAgain > 0 {
				if f, err := open(t.Context(), dir, dieAt(dieAgain)); err == nil {
					f.Close()
				}
			}
			if f, err = Open(t.Context(), dir); err != nil {
				t.Fatalf("killed at %d, %d: %v", die, dieAgain, err)
			}
			want := before()
			if failed == nil {
				want = after()
			}
			want["mine.go"] = "package a\n"
			got := snapshot(t, dir)
			if failed == nil { // it died while tidying up, and left folders empty
				delete(got, "rest/")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("killed at %d, %d: after recovery: %s", die, dieAgain, diff)
			}
			if _, err := f.Write(t.Context(), files(after())); err != nil {
				t.Fatal(err)
			}
			f.Close()
		}
	}
}

// TestKilledProcess kills real runs at odd moments.
func TestKilledProcess(t *testing.T) {
	if dir := os.Getenv("SDKSCRIBE_TEST_WRITE"); dir != "" {
		for i := 0; ; i++ {
			if _, err := generate(t, dir, numbered(i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := t.TempDir()
	put(t, dir, "mine.go", "package a\n")
	for i := range 12 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledProcess$")
		cmd.Env = append(os.Environ(), "SDKSCRIBE_TEST_WRITE="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(30+17*i) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		f, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		got := snapshot(t, dir)
		if got["mine.go"] == "" {
			t.Fatal("a file of another is gone")
		}
		delete(got, "mine.go")
		run := numberOf(got)
		if len(got) > 0 {
			if diff := cmp.Diff(numbered(run), got); diff != "" {
				t.Fatalf("kill %d left a mixed tree: %s", i, diff)
			}
		}
	}
}

// numbered is a tree that differs from run to run in content and in names.
func numbered(i int) map[string]string {
	m := map[string]string{"number.go": header + strconv.Itoa(i), "same.go": header}
	for j := range 15 {
		m["f"+strconv.Itoa((i+j)%50)+".go"] = header + strconv.Itoa(i)
		m["testdata/f"+strconv.Itoa((i+j)%50)+".http"] = exchange(strconv.Itoa(i))
	}
	return m
}

// numberOf is the number of such a tree.
func numberOf(tree map[string]string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(tree["number.go"], header))
	return n
}

func TestTwoRunsAtOnce(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", "")
	var holders atomic.Int32
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			for j := range 5 {
				f, err := Open(t.Context(), dir)
				if err != nil {
					t.Error(err)
					return
				}
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d runs hold the folder", n)
				}
				if _, err := f.Write(t.Context(), files(numbered(5*i+j))); err != nil {
					t.Error(err)
				}
				holders.Add(-1)
				f.Close()
			}
		})
	}
	wg.Wait()
	got := snapshot(t, dir)
	same(t, dir, numbered(numberOf(got)))
	private, err := privateFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(private); len(left) > 0 {
		t.Errorf("%s is left in the folder of locks", left[0].Name())
	}
}

func TestWaitingIsCancelled(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := Open(ctx, dir); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/c.txt\n"))
	f.Add([]byte("<<<<<<< HEAD\n=======\n>>>>>>> x\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := parseManifest(text)
		if err != nil {
			return
		}
		again, err := parseManifest(m.encode())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m, again); diff != "" {
			t.Error(diff)
		}
	})
}
