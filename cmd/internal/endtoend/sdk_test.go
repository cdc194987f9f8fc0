package endtoend

// A generated SDK in a module of its own, as its users have it.

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"

	"github.com/sdkscribe/sdkscribe/cmd/internal/config"
	"github.com/sdkscribe/sdkscribe/cmd/internal/project"
)

// modulePath is the module that SDKs are put into, below which each has a folder.
const modulePath = "example.com/sdk"

// newModule makes dir a module that needs what an SDK needs, in the versions that
// sdkscribe itself is built with, so that no network is used.
func newModule(t testing.TB, dir string) {
	t.Helper()
	own, err := os.ReadFile(filepath.Join("..", "..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join("..", "..", "..", "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", own, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := "module " + modulePath + "\n\ngo " + mod.Go.Version + "\n\n"
	for _, r := range mod.Require {
		switch r.Mod.Path {
		case "github.com/go-json-experiment/json", "github.com/google/go-cmp":
			text += "require " + r.Mod.Path + " " + r.Mod.Version + "\n"
		}
	}
	write(t, dir, map[string]string{"go.mod": text, "go.sum": string(sums)})
}

// generate runs sdkscribe on the pages in docs and writes the SDK into the folder
// name of the module.
func generate(t testing.TB, module, name, docs string) *project.Project {
	t.Helper()
	r, err := project.Generate(t.Context(), config.Settings{Docs: docs, Out: filepath.Join(module, name)}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.Project
}

// goTool runs the go command in dir and returns what it prints. Paths are trimmed,
// so that the build cache knows the runtime again in the next module.
func goTool(t testing.TB, dir string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOPROXY=off", "GOSUMDB=off", "GOWORK=off", "GOTOOLCHAIN=local")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// mustGo is goTool for what has to succeed.
func mustGo(t testing.TB, dir string, args ...string) string {
	t.Helper()
	out, err := goTool(t, dir, args...)
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, head(out))
	}
	return out
}

func head(s string) string {
	const most = 6000
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// write writes files by their path below dir.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for path, content := range files {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns all files below dir by their path, with slashes.
func read(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
