//go:build unix

package readfile

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestPipe would wait for ever if the pipe were opened.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(name, 0o666); err != nil {
		t.Skip(err)
	}
	for _, got := range []string{outcome(Regular(name, 10)), outcome(Within(dir, name, 10)), outcome(Regular("/dev/zero", 10))} {
		if !strings.Contains(got, "is no regular file") {
			t.Error(got)
		}
	}
	if got := outcome(Regular("/proc/self/maps", 10)); !strings.Contains(got, "is longer than") && !strings.Contains(got, "no such file") {
		t.Error(got) // a regular file that says it has no bytes
	}
}
