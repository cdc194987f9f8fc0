package parser_test

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/sdkscribe/sdkscribe/parser"
)

// The corpus is real input that may lie beside the project. Nothing of it is
// copied; tests that read it are skipped where it is not there.

type file struct {
	path string
	text []byte
}

// corpus reads every page of the reference, and returns a loader for includes.
func corpus(t testing.TB) ([]file, parser.Options) {
	t.Helper()
	root := filepath.Join("..", "..", "shared", "corpus", "graph", "api-reference")
	docs := filepath.Join(root, "v1.0")
	names, err := filepath.Glob(filepath.Join(docs, "*", "*.md"))
	if err != nil || len(names) == 0 {
		t.Skip("no corpus beside the project")
	}
	var files []file
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rel, err := filepath.Rel(docs, name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file{filepath.ToSlash(rel), text})
	}
	include := func(page, target string) ([]byte, string, error) {
		name := path.Join(path.Dir(page), target)
		text, err := os.ReadFile(filepath.Join(docs, filepath.FromSlash(name)))
		if err != nil {
			return nil, "", errors.New("there is no such file")
		}
		return text, name, nil
	}
	return files, parser.Options{Include: include}
}

func BenchmarkParseCorpus(b *testing.B) {
	files, opts := corpus(b)
	size := 0
	for _, f := range files {
		size += len(f.text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			parser.Parse(f.path, f.text, opts)
		}
	}
}

// seed reads the page that this project started from.
func seed(t *testing.T) []byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "shared", "seed", "*.md"))
	if err != nil || len(names) == 0 {
		t.Skip("no seed page beside the project")
	}
	text, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return text
}
