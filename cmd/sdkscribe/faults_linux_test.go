package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A small file system of its own at dir/graph, where that is allowed.
func mount(t *testing.T, dir string) (remount func(flags uintptr)) {
	t.Helper()
	at := filepath.Join(dir, "graph")
	if err := os.MkdirAll(at, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", at, "tmpfs", 0, "size=2m,mode=777"); err != nil {
		t.Skipf("no file system can be mounted: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(at, 0); err != nil {
			t.Error(err)
		}
	})
	return func(flags uintptr) {
		if err := syscall.Mount("tmpfs", at, "tmpfs", flags|syscall.MS_REMOUNT, "size=2m"); err != nil {
			t.Fatal(err)
		}
	}
}

// fails expects a run that says in one line why it could not write, and leaves the
// SDK that was there.
func fails(t *testing.T, dir, docs, why string, want map[string]string) {
	t.Helper()
	status, _, stderr := sdkscribe(t, dir, generateArgs(docs)...)
	if status != 2 || !strings.Contains(stderr, why) || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d: %s", status, stderr)
	}
	if diff := cmp.Diff(want, tree(t, filepath.Join(dir, "graph"))); diff != "" {
		t.Fatalf("the SDK is not what it was: %s", diff)
	}
}

// makes expects a run that makes an SDK.
func makes(t *testing.T, dir, docs string, want map[string]string) {
	t.Helper()
	if status, _, stderr := sdkscribe(t, dir, generateArgs(docs)...); status != 0 {
		t.Fatal(stderr)
	}
	if diff := cmp.Diff(want, tree(t, filepath.Join(dir, "graph"))); diff != "" {
		t.Fatal(diff)
	}
}

// TestFullDisk generates onto a disk with ever more free space, until it is enough.
func TestFullDisk(t *testing.T) {
	dir, docs, want := twoEditions(t)
	mount(t, dir)
	makes(t, dir, docs[0], want[0])
	filler := filepath.Join(dir, "graph", "filler")
	failed := 0
	for free := int64(0); ; free += 8 << 10 {
		_ = os.Remove(filler)
		var fs syscall.Statfs_t
		if err := syscall.Statfs(filepath.Dir(filler), &fs); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filler, make([]byte, max(0, int64(fs.Bavail)*fs.Bsize-free)), 0o666); err != nil {
			t.Fatal(err)
		}
		status, _, stderr := sdkscribe(t, dir, generateArgs(docs[1])...)
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		got := tree(t, filepath.Join(dir, "graph"))
		if status == 0 {
			if diff := cmp.Diff(want[1], got); diff != "" {
				t.Fatal(diff)
			}
			break
		}
		if failed++; status != 2 || !strings.Contains(stderr, "no space left on device") || strings.Count(stderr, "\n") != 1 {
			t.Errorf("status %d: %s", status, stderr)
		}
		if diff := cmp.Diff(want[0], got); diff != "" {
			t.Fatalf("with %d bytes free the SDK is not what it was: %s", free, diff)
		}
	}
	if failed < 3 {
		t.Errorf("the disk was full only %d times", failed)
	}
	makes(t, dir, docs[0], want[0])
}

// TestReadOnly generates onto a disk that cannot be written, and checks there.
func TestReadOnly(t *testing.T) {
	dir, docs, want := twoEditions(t)
	remount := mount(t, dir)
	makes(t, dir, docs[0], want[0])
	remount(syscall.MS_RDONLY)
	fails(t, dir, docs[1], "read-only file system", want[0])
	check := func(docs string) int {
		args := append([]string{"check"}, generateArgs(docs)[1:]...)
		status, _, _ := sdkscribe(t, dir, args...)
		return status
	}
	if a, b := check(docs[0]), check(docs[1]); a != 0 || b != 1 {
		t.Errorf("check ends with %d and %d", a, b)
	}
	remount(0)
	makes(t, dir, docs[1], want[1])
}
