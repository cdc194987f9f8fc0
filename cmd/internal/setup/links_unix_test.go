//go:build unix

package setup

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLinks puts links to another folder, and pipes, where files are to be written or
// looked at: nothing is written there, and nothing waits.
func TestLinks(t *testing.T) {
	for name, want := range map[string]string{
		".github":                         "is a symbolic link inside a repository",
		".github/workflows":               "is a symbolic link inside a repository",
		".github/workflows/sdkscribe.yml": "", // was there
		"sdkscribe.yaml":                  "",
		"generate.go":                     "",
		"hooks":                           "is a symbolic link inside a repository",
		".git/hooks":                      "", // the user's own
		".git/hooks/pre-commit":           "",
		"sub":                             "",
		"a.go":                            "",
	} {
		t.Run(name, func(t *testing.T) {
			dir, outside := repository(t), t.TempDir()
			put(t, "module example.com/a\n", dir, "go.mod")
			put(t, "mine\n", outside, "mine")
			if err := syscall.Mkfifo(filepath.Join(dir, "pipe.go"), 0o666); err != nil {
				t.Skip(err)
			}
			link := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(link), 0o777); err != nil {
				t.Fatal(err)
			}
			if name == "hooks" {
				put(t, "[core]\n\thooksPath = hooks\n", dir, ".git", "config")
			}
			if err := os.Symlink(outside, link); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			steps, err := Init(t.Context(), Options{Dir: ".", GitHub: true, PreCommit: true})
			if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("%v, %v; want %q", steps, err, want)
			}
			left := tree(t, outside)
			if name == ".git/hooks" {
				delete(left, "pre-commit")
			}
			if diff := cmp.Diff(map[string]string{"mine": "mine\n"}, left); diff != "" {
				t.Errorf("written through the link: %s", diff)
			}
		})
	}
}
