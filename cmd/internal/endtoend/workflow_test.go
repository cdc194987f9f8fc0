package endtoend

// What the README tells the owner of an SDK to do, done in a copy of cmd/internal/example
// with the go command alone.

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

func TestWorkflow(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command as a tool")
	}
	dir := copyExample(t)
	mustGo(t, dir, "generate", "./...")
	mustGo(t, dir, "vet", "./...")
	mustGo(t, dir, "test", "./...")
	if out := mustGo(t, dir, "tool", "sdkscribe", "check"); out != "jobs is what docs gives\n" {
		t.Errorf("check says %s", out)
	}

	page := filepath.Join(dir, "docs", "resources", "job.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	line := 1 + bytes.Count(text[:bytes.Index(text, []byte("| attempts | Int32 |"))], []byte("\n"))
	text = bytes.Replace(text, []byte("| attempts | Int32 |"), []byte("| attempts | Int64 |"), 1)
	if err := os.WriteFile(page, text, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := goTool(t, dir, "tool", "sdkscribe", "check", "--diff")
	if err == nil {
		t.Errorf("check is content after an edit: %s", out)
	}
	for _, want := range []string{
		"jobs is not what docs gives\n",
		"  breaking: property job.attempts changed from Edm.Int32 to Edm.Int64 (docs/resources/job.md:" + strconv.Itoa(line) + ")\n",
		"files out of date: job.go, ",
		"-    Attempts rest.Opt[int32]", "+    Attempts rest.Opt[int64]",
	} {
		if !strings.Contains(filepath.ToSlash(out), want) {
			t.Errorf("check does not say %q but\n%s", want, out)
		}
	}
	mustGo(t, dir, "generate", "./...")
	if out := mustGo(t, dir, "tool", "sdkscribe", "check"); out != "jobs is what docs gives\n" {
		t.Errorf("check says %s", out)
	}
	mustGo(t, dir, "test", "./...")
}

// copyExample copies the example module. It needs what sdkscribe needs, in the same
// versions, so that no network is used, and finds sdkscribe itself here.
func copyExample(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := read(t, filepath.Join("..", "example"))
	for name := range files {
		if strings.HasPrefix(name, "jobs/") {
			delete(files, name)
		}
	}
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", []byte(files["go.mod"]), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "go.sum" {
			files[name] = string(text)
			continue
		}
		own, err := modfile.Parse(name, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range own.Require {
			if err := mod.AddRequire(r.Mod.Path, r.Mod.Version); err != nil {
				t.Fatal(err)
			}
		}
		if err := mod.AddReplace(own.Module.Mod.Path, "", root, ""); err != nil {
			t.Fatal(err)
		}
	}
	text, err := mod.Format()
	if err != nil {
		t.Fatal(err)
	}
	files["go.mod"] = string(text)
	write(t, dir, files)
	return dir
}
