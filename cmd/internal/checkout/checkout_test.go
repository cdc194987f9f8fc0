package checkout

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// place makes folders (with a slash at their end), files, and links ("a -> b") below a
// folder, which it returns without links on the way.
func place(t *testing.T, names ...string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		name, to, link := strings.Cut(name, " -> ")
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		switch {
		case link:
			err = os.Symlink(filepath.FromSlash(to), path)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(path, 0o777)
		default:
			err = os.WriteFile(path, nil, 0o666)
		}
		if err != nil {
			t.Skip(err)
		}
	}
	return dir
}

// TestResolve names folders from a working folder. Want is where that leads to, or ""
// where it is refused.
func TestResolve(t *testing.T) {
	tests := []struct {
		name     string
		there    []string
		wd, path string
		want     string
	}{
		{"no link", []string{"repo/go.mod", "repo/out/"}, "repo", "out", "repo/out"},
		{"not there yet", []string{"repo/go.mod"}, "repo", "generated/graph", "repo/generated/graph"},
		{"the folder is a link", []string{"repo/go.mod", "other/", "repo/out -> ../other"}, "repo", "out", ""},
		{"to a folder inside", []string{"repo/go.mod", "repo/.git/hooks/", "repo/out -> .git/hooks"}, "repo", "out", ""},
		{"to nothing", []string{"repo/go.mod", "repo/out -> nothing"}, "repo", "out", ""},
		{"a folder on the way", []string{"repo/go.mod", "other/graph/", "repo/generated -> ../other"}, "repo", "generated/graph", ""},
		{"to another repository", []string{"repo/.git/", "other/.git/", "other/graph/", "repo/generated -> ../other"}, "repo", "generated/graph", ""},
		{"in a repository without a module", []string{"repo/.git/", "other/", "repo/out -> ../other"}, "repo", "out", ""},
		{"of a module below the repository", []string{"repo/.git/", "repo/a/go.mod", "other/", "repo/b -> ../other"}, "repo/a", "../b/out", ""},
		{"from a folder of the module", []string{"repo/go.mod", "repo/cmd/", "other/", "repo/out -> ../other"}, "repo/cmd", "../out", ""},
		{"from elsewhere", []string{"repo/go.mod", "other/", "repo/out -> ../other"}, ".", "repo/out", ""},
		{"a file", []string{"repo/go.mod", "repo/out"}, "repo", "out", ""},
		{"below a file", []string{"repo/go.mod", "repo/out"}, "repo", "out/graph", ""},
		{"a link to a file", []string{"file", "out -> file"}, ".", "out", ""},

		{"a linked checkout", []string{"data/repo/go.mod", "data/repo/out/", "src -> data"}, "src/repo", "out", "data/repo/out"},
		{"a linked checkout from elsewhere", []string{"data/repo/go.mod", "data/repo/out/", "src -> data"}, ".", "src/repo/out", "data/repo/out"},
		{"a linked checkout in a home that is a repository", []string{".git/", "data/repo/go.mod", "src -> data"}, "src/repo", "out", "data/repo/out"},
		{"a link in no repository", []string{"repo/go.mod", "real/", "tmp -> real"}, "repo", "../tmp/out", "real/out"},
		{"the folder itself in no repository", []string{"real/", "out -> real"}, ".", "out", "real"},
		{"git's own folder", []string{"repo/.git/", "hooks/", "repo/.git/hooks -> ../../hooks"}, "repo", ".git/hooks", "hooks"},
		{"a link in place of git's own folder", []string{"repo/go.mod", "other/hooks/", "repo/.git -> ../other"}, "repo", ".git/hooks", ""},
		{"from inside the linked folder", []string{"repo/go.mod", "other/", "repo/out -> ../other"}, "repo/out", ".", "other"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := place(t, test.there...)
			t.Chdir(filepath.Join(dir, test.wd))
			got, err := Resolve(test.path)
			if test.want == "" {
				if err == nil || strings.Contains(err.Error(), "\n") {
					t.Errorf("resolved to %s, %v", got, err)
				}
			} else if want := filepath.Join(dir, test.want); got != want || err != nil {
				t.Errorf("resolved to %s, %v; want %s", got, err, want)
			}
		})
	}
}

func TestHolds(t *testing.T) {
	dir := place(t, "repo/.git/", "repo/sdk/go.mod", "repo/leads-out -> ../mine", "mine/", "leads-in -> repo/sdk", "module/go.mod", "module/below/go.mod", "plain/")
	for _, test := range []struct {
		dir, name string
		want      bool
	}{
		{"repo/sdk", "repo/.cache", true},
		{"repo/sdk/out/deep", "repo/sdk/.cache/deep", true},
		{"repo/sdk", "leads-in/x", true},
		{"leads-in", "repo/x", true},
		{"repo/sdk", "repo/leads-out/x", false},
		{"repo/sdk", "mine", false},
		{"repo/sdk", "repository", false},
		{"repo/sdk", "repo/.git", false},
		{"repo/sdk", "repo/.git/hooks/x", false},
		{"repo/sdk", "repo/below/.GIT/hooks", false},
		{"repo/sdk", "repo/.github/x", true},
		{"module/below/out", "module/x", true},
		{"module/below/out", "mine/x", false},
		{"plain", "plain/x", true},
		{"plain", "mine", false},
	} {
		if got := Holds(filepath.Join(dir, test.dir), filepath.Join(dir, test.name)); got != test.want {
			t.Errorf("what is in %s can have put something at %s: %v", test.dir, test.name, got)
		}
	}
}
