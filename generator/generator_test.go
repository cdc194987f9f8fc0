package generator

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sdkscribe/sdkscribe/generator/code"
	"github.com/sdkscribe/sdkscribe/parser/api"
)

var update = flag.Bool("update", false, "write testdata instead of comparing with it")

func sampleOptions() Options {
	return Options{Package: "sample", ImportPath: "example.com/sdk/sample", BaseURL: "https://api.example.com/v1"}
}

func generate(t testing.TB, a *api.API, opts Options) (*Plan, []File) {
	t.Helper()
	p := Name(a, opts)
	files, err := Generate(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p, files
}

// TestSample compares everything that is made of the sample with testdata/sample.
func TestSample(t *testing.T) {
	p, files := generate(t, sample(t), sampleOptions())
	var report strings.Builder
	for _, d := range p.Diagnostics {
		report.WriteString(d.String() + "\n")
	}
	for _, op := range p.api.Operations {
		for _, r := range op.Requests {
			report.WriteString(r.Method + " " + r.Template + " " + p.Names().Request(r) + "\n")
		}
		for _, x := range op.Examples {
			given := p.Names().Example(x)
			report.WriteString("  " + x.Name + ": " + given.Test + given.Skipped + "\n")
			if given.Skipped != "" {
				t.Errorf("%s: %s", x.Name, given.Skipped)
			}
		}
	}
	files = append(files, File{Path: "names.txt", Content: []byte(report.String())})
	dir := filepath.Join("testdata", "sample")
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		write(t, dir, files)
	}
	want := map[string]string{}
	read(t, dir, want)
	got := map[string]string{}
	for _, f := range files {
		got[f.Path] = string(f.Content)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the output differs (-want +got); run with -update if that is meant:\n%s", diff)
	}
}

// TestKnown sees that what is known is not made, that what a file is made of has the
// same sum whenever it is described, and that files whose sums are the same are the
// same.
func TestKnown(t *testing.T) {
	_, files := generate(t, sample(t), sampleOptions())
	sums := map[string]code.Sum{}
	for _, f := range files {
		sums[f.Path] = f.Sum
	}
	known := func(path string, sum code.Sum) bool { return path != "event.go" && sums[path] == sum }
	again, err := Generate(t.Context(), Name(sample(t), sampleOptions()), known)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range again {
		isGo := strings.HasSuffix(f.Path, ".go")
		if made := !isGo || f.Path == "event.go"; made != (f.Content != nil) || made && !bytes.Equal(f.Content, files[i].Content) {
			t.Errorf("%s: made %v, with %d bytes", f.Path, f.Content != nil, len(f.Content))
		}
		if f.Sum != sums[f.Path] || isGo == (f.Sum == code.Sum{}) {
			t.Errorf("%s has the sum %x", f.Path, f.Sum)
		}
	}
	others := sampleOptions()
	others.DocsURL, others.BaseURL = "https://docs.example.com", "https://other.example.com"
	_, changed := generate(t, sample(t), others)
	for i, f := range changed {
		if (f.Sum == files[i].Sum) != bytes.Equal(f.Content, files[i].Content) && strings.HasSuffix(f.Path, ".go") {
			t.Errorf("%s: the sum and the content disagree about a change", f.Path)
		}
	}
}

// TestSampleWorks builds, vets and tests what is made of the sample.
func TestSampleWorks(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a module")
	}
	_, files := generate(t, sample(t), sampleOptions())
	dir := module(t, files)
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./..."}} {
		run(t, dir, args...)
	}
}

// module writes files into a module of their own, with the runtime beside them.
func module(t testing.TB, files []File) string {
	t.Helper()
	dir := t.TempDir()
	mod, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join("..", "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(mod), "module github.com/sdkscribe/sdkscribe", "module example.com/sdk", 1)
	write(t, dir, []File{{Path: "go.mod", Content: []byte(text)}, {Path: "go.sum", Content: sum}})
	write(t, filepath.Join(dir, "sample"), files)
	write(t, filepath.Join(dir, "sample"), runtimeFiles(t, "rest", "rest"))
	write(t, filepath.Join(dir, "sample"), runtimeFiles(t, "golden", "internal/golden"))
	return dir
}

// runtimeFiles are the sources of a template package, with its imports moved.
func runtimeFiles(t testing.TB, name, to string) []File {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join("..", "templates", name, "*.go"))
	if err != nil || len(sources) == 0 {
		t.Fatal("no sources", err)
	}
	var files []File
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		content, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(content), `"github.com/sdkscribe/sdkscribe/templates/rest"`, `"example.com/sdk/sample/rest"`)
		files = append(files, File{Path: to + "/" + filepath.Base(source), Content: []byte(text)})
	}
	return files
}

func run(t testing.TB, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		if len(out) > 8000 {
			out = out[:8000]
		}
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func write(t testing.TB, dir string, files []File) {
	t.Helper()
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t testing.TB, dir string, into map[string]string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		into[filepath.ToSlash(rel)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
