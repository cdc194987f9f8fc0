package setup

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
)

func put(t *testing.T, text string, parts ...string) {
	t.Helper()
	name := filepath.Join(parts...)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// tree returns the files below dir but git's own.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		if err != nil || d.IsDir() || strings.HasPrefix(rel, ".git/") && rel != ".git/hooks/pre-commit" {
			return err
		}
		text, err := os.ReadFile(name)
		out[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "git", "init", "-q", "--template=", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("no git: %v %s", err, out)
	}
	return dir
}

func TestInit(t *testing.T) {
	dir := repository(t)
	put(t, "module example.com/my-sdk/v2\n", dir, "sdk", "go.mod")
	put(t, "package thesdk\n", dir, "sdk", "a.go")
	o := Options{Dir: filepath.Join(dir, "sdk"), Settings: config.Settings{Docs: "../docs"}, GitHub: true, PreCommit: true}
	steps, err := Init(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		if !s.Written {
			t.Errorf("%s is not written", s.Path)
		}
	}
	got := tree(t, dir)
	if want := "package thesdk\n\n//go:generate go tool sdkscribe generate\n"; got["sdk/generate.go"] != want {
		t.Errorf("generate.go is\n%s", got["sdk/generate.go"])
	}
	for name, want := range map[string][]string{
		"sdk/sdkscribe.yaml":              {"\ndocs: ../docs\nout: generated/mysdk\n"},
		".github/workflows/sdkscribe.yml": {"working-directory: sdk\n", "go-version-file: sdk/go.mod\n", "sdkscribe check --format github\n", "BASE: ${{ github.event.pull_request.base.sha }}\n"},
		".git/hooks/pre-commit":           {"#!/bin/sh\n", `cd "$(git rev-parse --show-toplevel)/sdk"`, "exec go tool sdkscribe check\n"},
	} {
		for _, text := range want {
			if !strings.Contains(got[name], text) {
				t.Errorf("%s has no %q:\n%s", name, text, got[name])
			}
		}
	}
	if info, err := os.Stat(filepath.Join(dir, ".git/hooks/pre-commit")); err != nil || info.Mode()&0o100 == 0 {
		t.Errorf("the hook cannot be run: %v", err)
	}
	s, err := config.Load(o.Dir, "", config.Settings{})
	if err != nil || filepath.Base(s.Docs) != "docs" {
		t.Errorf("the configuration is read as %+v: %v", s, err)
	}

	steps, err = Init(t.Context(), o) // nothing is written twice
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		if s.Written {
			t.Errorf("%s is written again", s.Path)
		}
	}
	if diff := cmp.Diff(got, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// TestInitKeeps sees that what is there stays.
func TestInitKeeps(t *testing.T) {
	dir := repository(t)
	put(t, "module example.com/123\n", dir, "go.mod")
	put(t, "mine", dir, "sdkscribe.yaml")
	put(t, "package x\n\n//go:generate go run github.com/sdkscribe/sdkscribe/cmd/sdkscribe generate\n", dir, "internal", "x", "gen.go")
	put(t, "mine", dir, ".git", "hooks", "pre-commit")
	put(t, "mine", dir, ".github", "workflows", "sdkscribe.yml")
	before := tree(t, dir)
	steps, err := Init(t.Context(), Options{Dir: dir, GitHub: true, PreCommit: true})
	if err != nil || len(steps) != 4 {
		t.Fatal(steps, err)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// TestInitAmongPages sees that files which git takes for a repository do not say where
// the hook goes.
func TestInitAmongPages(t *testing.T) {
	dir := repository(t)
	module, elsewhere := filepath.Join(dir, "sdk"), t.TempDir()
	put(t, "module example.com/x\n", module, "go.mod")
	put(t, "ref: refs/heads/main\n", module, "HEAD")
	put(t, "", module, "objects", "keep")
	put(t, "", module, "refs", "keep")
	put(t, "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\thooksPath = "+filepath.ToSlash(elsewhere)+"\n", module, "config")
	_, err := Init(t.Context(), Options{Dir: module, PreCommit: true})
	if err == nil || !strings.Contains(err.Error(), "git would take the folder") {
		t.Error(err)
	}
	if got := tree(t, elsewhere); len(got) > 0 {
		t.Errorf("written elsewhere: %v", got)
	}
}

// TestInitHooksPath sees that the repository's own choice counts, from its top.
func TestInitHooksPath(t *testing.T) {
	dir := repository(t)
	put(t, "module example.com/x\n", dir, "sdk", "go.mod")
	put(t, "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\thooksPath = shared\n", dir, ".git", "config")
	if _, err := Init(t.Context(), Options{Dir: filepath.Join(dir, "sdk"), PreCommit: true}); err != nil {
		t.Fatal(err)
	}
	if tree(t, dir)["shared/pre-commit"] == "" {
		t.Error("the hook is not where git looks for it")
	}
}

func TestInitErrors(t *testing.T) {
	if _, err := Init(t.Context(), Options{Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), `run "go mod init"`) {
		t.Error(err)
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
	dir := t.TempDir()
	put(t, "module example.com/x\n", dir, "go.mod")
	if _, err := Init(t.Context(), Options{Dir: dir, PreCommit: true}); err == nil || !strings.Contains(err.Error(), "is in no git repository") {
		t.Error(err)
	}
}
