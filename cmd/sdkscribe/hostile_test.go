package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/cache"
)

// What a pull request may put beside the pages.

// TestCommittedLinks puts links in place of the output folder and of what is in it:
// nothing is written, removed or read through them.
func TestCommittedLinks(t *testing.T) {
	for _, name := range []string{"generated", "generated/queue", "generated/queue/rest", "generated/queue/testdata", "generated/queue/client.go", "generated/queue/sdkscribe.sum"} {
		t.Run(name, func(t *testing.T) {
			dir := module(t, nil)
			outside := t.TempDir()
			put(t, outside, "queue/mine.go", "package mine\n")
			put(t, outside, "mine.go", "package mine\n")
			before := tree(t, outside)
			link := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(link), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(outside, link); err != nil {
				t.Skip(err)
			}
			for _, command := range []string{"generate", "check"} {
				status, stdout, stderr := sdkscribe(t, dir, command)
				if status == 0 || strings.Count(stderr, "\n") > 1 {
					t.Errorf("%s: status %d: %s%s", command, status, stdout, stderr)
				}
				if strings.Count(name, "/") < 2 && (status != 2 || !strings.Contains(stderr, name+" is a symbolic link inside a repository or module")) {
					t.Errorf("%s: status %d: %s", command, status, stderr)
				}
			}
			if diff := cmp.Diff(before, tree(t, outside)); diff != "" {
				t.Error(diff)
			}
			if left, _ := os.Readlink(link); left != outside {
				t.Errorf("the link leads to %q", left)
			}
		})
	}
}

// TestFixElsewhere has a commit lead to pages outside of the repository, by a link or by
// the configuration: they are read, and rewritten only where the user names them.
func TestFixElsewhere(t *testing.T) {
	const page = "# A page\n\n```json\n{ \"a\": 1, }\n```\n"
	for _, linked := range []bool{true, false} {
		t.Run(fmt.Sprint(linked), func(t *testing.T) {
			dir, outside := module(t, nil), t.TempDir()
			put(t, outside, "a.md", page)
			if linked {
				if err := os.RemoveAll(filepath.Join(dir, "docs")); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink(outside, filepath.Join(dir, "docs")); err != nil {
					t.Skip(err)
				}
			} else {
				put(t, dir, "sdkscribe.yaml", "docs: '"+outside+"'\n")
			}
			if status, stdout, _ := sdkscribe(t, dir, "lint"); status == 2 || !strings.Contains(stdout, "a.md:4:") {
				t.Errorf("status %d: %s", status, stdout)
			}
			status, stdout, stderr := sdkscribe(t, dir, "lint", "--fix")
			if status != 2 || tree(t, outside)["a.md"] != page {
				t.Errorf("status %d: %s%s", status, stdout, stderr)
			}
			if status, stdout, stderr := sdkscribe(t, dir, "lint", "--fix", "--docs", outside); status == 2 || tree(t, outside)["a.md"] == page {
				t.Errorf("by the flag: status %d: %s%s", status, stdout, stderr)
			}
		})
	}
}

// TestLinkedCheckout works in a checkout that is reached through a link, and writes to
// a linked folder outside of it.
func TestLinkedCheckout(t *testing.T) {
	dir := module(t, nil)
	base := t.TempDir()
	if err := os.Symlink(dir, filepath.Join(base, "src")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(base, "out")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{}, {"--out", filepath.Join(base, "out", "graph"), "--module", "example.com/graph"}} {
		for _, command := range []string{"generate", "generate", "check"} {
			status, stdout, stderr := sdkscribe(t, filepath.Join(base, "src"), append([]string{command}, args...)...)
			if status != 0 || stderr != "" {
				t.Errorf("%s %s: status %d: %s%s", command, args, status, stdout, stderr)
			}
		}
	}
	for _, name := range []string{filepath.Join(dir, "generated/queue/client.go"), filepath.Join(base, "out/graph/client.go")} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}

// TestCommittedManifest lists files of the user in the manifest.
func TestCommittedManifest(t *testing.T) {
	dir := module(t, nil)
	if status, _, stderr := sdkscribe(t, dir, "generate"); status != 0 {
		t.Fatal(stderr)
	}
	mine := map[string]string{}
	manifest := tree(t, dir)["generated/queue/sdkscribe.sum"]
	for i := range 20 {
		name, text := fmt.Sprintf("mine%02d.go", i), "package queue\n"
		put(t, dir, "generated/queue/"+name, text)
		mine[name] = text
		manifest += fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(text)), name)
	}
	put(t, dir, "generated/queue/sdkscribe.sum", manifest)
	status, stdout, _ := sdkscribe(t, dir, "check")
	if status != 1 || !strings.Contains(stdout, "20 files listed in sdkscribe.sum, and not written by sdkscribe: mine00.go, ") {
		t.Errorf("status %d: %s", status, stdout)
	}
	status, stdout, stderr := sdkscribe(t, dir, "generate")
	if status != 0 || !strings.Contains(stdout, "mine00.go was listed in sdkscribe.sum and was not written by sdkscribe; it stays\n") || !strings.Contains(stdout, "and so 12 more files\n") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	left := tree(t, filepath.Join(dir, "generated/queue"))
	for name, text := range mine {
		if left[name] != text {
			t.Errorf("%s is gone", name)
		}
	}
	if status, stdout, _ := sdkscribe(t, dir, "check"); status != 0 {
		t.Errorf("status %d: %s", status, stdout)
	}
}

// TestCommittedJournal has a journal bring a file, with every setting of the cache.
func TestCommittedJournal(t *testing.T) {
	for _, args := range [][]string{{"generate"}, {"generate", "--no-cache"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			dir := module(t, nil)
			for range 2 { // also where nothing else is to be done
				put(t, dir, "generated/queue/.sdkscribe-staging/journal", "run AAAAAAAAAAAAAAAAAAAAAAAAAA\nremove evil.go\n")
				put(t, dir, "generated/queue/.sdkscribe-staging/old/0", "// Code generated by sdkscribe. DO NOT EDIT.\n\npackage queue\n")
				status, stdout, stderr := sdkscribe(t, dir, args...)
				if status != 0 || !strings.Contains(stdout, "queue: removed a .sdkscribe-staging that no run of yours has left in this place") {
					t.Errorf("status %d: %s%s", status, stdout, stderr)
				}
				for name := range tree(t, filepath.Join(dir, "generated/queue")) {
					if name == "evil.go" || strings.HasPrefix(name, ".") {
						t.Errorf("%s is there", name)
					}
				}
			}
		})
	}
}

// TestCommittedCache keeps the cache where a commit could fill it.
func TestCommittedCache(t *testing.T) {
	dir := module(t, nil)
	t.Chdir(dir)
	t.Setenv(cache.EnvDir, filepath.Join(dir, "docs", ".cache"))
	for range 2 {
		status, stdout, stderr := sdkscribeIn(dir, "generate")
		if status != 0 || !strings.Contains(stderr, "done without the cache: ") || !strings.Contains(stderr, "where a commit can put things") {
			t.Errorf("status %d: %s%s", status, stdout, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "docs", ".cache")); err == nil {
		t.Error("the cache was made")
	}
}
