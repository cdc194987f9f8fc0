package endtoend

// Any two pages make a package that type-checks, whatever they hold.

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sdkscribe/sdkscribe/generator"
	"github.com/sdkscribe/sdkscribe/parser"
	"github.com/sdkscribe/sdkscribe/parser/reading"
	"github.com/sdkscribe/sdkscribe/templates"
)

// fuzzBase is the import path of what is made of fuzzed pages.
const fuzzBase = modulePath + "/fuzz"

// runtimeFiles is the runtime as it is copied out; it does not depend on pages.
var runtimeFiles = sync.OnceValues(func() (map[string][]byte, error) { return templates.Runtime(fuzzBase) })

func FuzzPages(f *testing.F) {
	if _, err := exportFiles(); err != nil {
		f.Fatal(err)
	}
	for _, pair := range seedPages(f) {
		f.Add([]byte(pair[0]), []byte(pair[1]))
	}
	f.Fuzz(func(t *testing.T, first, second []byte) {
		pages := []*parser.Page{
			parser.Parse("api/first.md", first, parser.Options{}),
			parser.Parse("resources/second.md", second, parser.Options{}),
		}
		files, err := filesOf(t.Context(), pages)
		if err != nil {
			t.Fatal(err)
		}
		c, err := check(fuzzBase, files)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := offences(fuzzBase, c); len(wrong) > 0 {
			t.Fatal(strings.Join(wrong, "\n"))
		}
	})
}

// filesOf runs every phase but reading and writing.
func filesOf(ctx context.Context, pages []*parser.Page) (map[string]string, error) {
	api := reading.Build(pages)
	plan := generator.Name(api, generator.Options{Package: "fuzz", ImportPath: fuzzBase, BaseURL: api.BaseURL})
	generated, err := generator.Generate(ctx, plan, nil)
	if err != nil {
		return nil, err
	}
	runtime, err := runtimeFiles()
	if err != nil {
		return nil, err
	}
	files := make(map[string]string, len(generated))
	for _, file := range generated {
		if _, twice := files[file.Path]; twice || runtime[file.Path] != nil {
			return nil, &os.PathError{Op: "generate", Path: file.Path, Err: os.ErrExist}
		}
		files[file.Path] = string(file.Content)
	}
	return files, nil
}

// seedPages are pairs of a page and another that goes with it: of this project, of
// an attacker, of the reference where it is here.
func seedPages(t testing.TB) [][2]string {
	t.Helper()
	docs := filepath.Join("..", "..", "..", "docs")
	resources := read(t, filepath.Join(docs, "resources"))
	var pairs [][2]string
	for name, text := range read(t, filepath.Join(docs, "api")) {
		first, _, _ := strings.Cut(name, "-")
		pairs = append(pairs, [2]string{text, resources[first+".md"]})
	}
	for _, text := range hostilePages(t) {
		pairs = append(pairs, [2]string{text, resources["event.md"]})
		pairs = append(pairs, [2]string{text, text})
	}
	for _, folder := range []string{filepath.Join("testdata", "seed"), filepath.Join("testdata", "more"), filepath.Join("..", "..", "..", "..", "shared", "seed")} {
		if _, err := os.Stat(folder); err != nil {
			continue
		}
		for _, text := range read(t, folder) {
			pairs = append(pairs, [2]string{text, ""})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	return pairs
}
